// The rule by which the election contract chooses the producers at a vote block (`stat`), repeated exactly. It is written
// for comparing with the contract; `run.ts` does many rounds fast.

import type { Amount } from '../../core/values/amount.ts';
import { ROUND_BLOCKS } from '../chain-time.ts';
import { nextVoteBlock, type RotationNode, type RotationState } from './state.ts';

const STRIKES_TO_BAR = 3;
const STRIKE_BLOCKS = 144 * ROUND_BLOCKS;
const BAR_BLOCKS = 144 * ROUND_BLOCKS;
/** At multiples of this block all scores are halved. */
export const HALVING_BLOCKS = 31_104_000;

/** The state after the next vote block; `produced` says which account of the pending list made a block by then. */
export function nextRound(state: RotationState, produced: (account: string) => boolean): RotationState {
  const block = nextVoteBlock(state.block);
  const barredUntil = new Map([...state.barredUntil].filter(([, until]) => until >= block));
  const normal = state.nodes.filter(({ account, online }) => online && !barredUntil.has(account));
  const scores = gainedScores(state, new Set(normal));
  const price = priceOf(scores, state.producerNumber);

  const silent = state.pending.filter((account) => !produced(account));
  const strikes = new Map([...state.strikes].filter(([, strike]) => strike.block + STRIKE_BLOCKS >= block));
  for (const account of state.pending)
    strikeOrClear(account, silent.includes(account), { block, strikes, barredUntil });
  const dead = new Set(silent.filter((account) => state.current.includes(account)));
  for (const account of dead) scores.set(account, (scores.get(account) ?? 0n) / 2n);

  const eligible = normal.filter(({ account }) => !dead.has(account) && !barredUntil.has(account));
  const pending = chooseList(state, scores, eligible);
  charge(pending, scores, price);
  if (block % HALVING_BLOCKS === 0) for (const [account, score] of scores) scores.set(account, score / 2n);
  return { ...state, block, pending, current: state.pending, scores, strikes, barredUntil };
}

type Scores = Map<string, Amount>;

/** Normal nodes gain their votes, the others of the rotation nothing; whoever takes no part any more loses its score. */
function gainedScores({ nodes, scores }: RotationState, normal: ReadonlySet<RotationNode>): Scores {
  return new Map(
    nodes.map((node) => [node.account, (scores.get(node.account) ?? 0n) + (normal.has(node) ? node.votes : 0n)]),
  );
}

/** What each node of the new list loses: a tenth of the mean score. The contract cuts what is left to 8 places, so a
 *  whole number of units is lost: the quotient rounded up. */
function priceOf(scores: Scores, producerNumber: number): Amount {
  let total = 0n;
  for (const score of scores.values()) total += score;
  const divisor = 10n * BigInt(scores.size || producerNumber);
  return (total + divisor - 1n) / divisor;
}

interface Penalties {
  readonly block: number;
  readonly strikes: Map<string, { readonly block: number; readonly count: number }>;
  readonly barredUntil: Map<string, number>;
}

function strikeOrClear(account: string, isSilent: boolean, { block, strikes, barredUntil }: Penalties): void {
  const { block: since, count } = strikes.get(account) ?? { block, count: 0 };
  strikes.delete(account);
  if (!isSilent) return;
  if (count + 1 < STRIKES_TO_BAR) strikes.set(account, { block: since, count: count + 1 });
  else barredUntil.set(account, block + BAR_BLOCKS);
}

/** The highest scores; then, when there are too few, those of the old list that may not stay, in its order. */
function chooseList(state: RotationState, scores: Scores, eligible: readonly RotationNode[]): readonly string[] {
  const scoreOf = ({ account }: RotationNode) => scores.get(account) ?? 0n;
  const isListed = new Set(state.pending);
  const ranked = eligible.toSorted((a, b) => {
    if (scoreOf(a) !== scoreOf(b)) return scoreOf(a) > scoreOf(b) ? -1 : 1;
    const listed = Number(isListed.has(b.account)) - Number(isListed.has(a.account));
    return listed || (a.publicKey < b.publicKey ? -1 : 1);
  });
  const chosen = ranked.map(({ account }) => account);
  const ejected = state.pending.filter((account) => !chosen.includes(account));
  return [...chosen, ...ejected].slice(0, state.producerNumber);
}

function charge(pending: readonly string[], scores: Scores, price: Amount): void {
  for (const account of pending) {
    const left = (scores.get(account) ?? 0n) - price;
    if (left < 0n) scores.delete(account);
    else scores.set(account, left);
  }
}
