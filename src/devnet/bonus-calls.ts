// What a candidate and a voter may claim, computed as the node does it: float products, cut to 8 places.
import { checkId } from './request.ts';
import type { ChainState } from './state.ts';
import { votesCast, votesReceived } from './votes.ts';

/** Votes below which a candidate earns nothing; a constant in the node. */
const ELECTED_VOTES = 2_100_000;

export function candidateBonus(state: ChainState, [name = '']: readonly string[]): object {
  checkId(name);
  const votes = votesReceived(state, name);
  if (votes === undefined) return { bonus: 0 };
  const earned = producerNumber(state, 'candCoef') * (votes < ELECTED_VOTES ? 0 : votes);
  return { bonus: cut8(earned - producerNumber(state, 'candMask', name)) };
}

/** Of all votes, cleared ones included; what comes to nothing is left out. */
export function voterBonus(state: ChainState, [voter = '']: readonly string[]): object {
  checkId(voter);
  const detail = Object.entries(votesCast(state, voter)).flatMap(([node, [votes]]) => {
    const earned = producerNumber(state, 'voterCoef', node) * Number(votes);
    const claimable = cut8(earned - producerNumber(state, `v_${node}`, voter));
    return claimable > 0 ? [[node, claimable] as const] : [];
  });
  return { bonus: detail.reduce((sum, [, claimable]) => sum + claimable, 0), detail: Object.fromEntries(detail) };
}

/** The number in a JSON string of vote_producer.iost; 0 when nothing is stored. */
function producerNumber(state: ChainState, key: string, field = ''): number {
  return Number(JSON.parse(state.storage('vote_producer.iost')?.value(key, field) ?? '0'));
}

function cut8(value: number): number {
  return Math.trunc(value * 1e8) / 1e8;
}
