// What the rotation will bring when votes stay as they are and every listed producer makes blocks.

import type { Amount } from '../../core/values/amount.ts';
import { DAY_ROUNDS, ROUND_BLOCKS, WEEK_ROUNDS } from '../chain-time.ts';
import type { Candidate, Snapshot } from '../snapshot.ts';
import { nextRound } from './rule.ts';
import { countRounds, startRun } from './run.ts';
import { nextVoteBlock, type RotationState } from './state.ts';

export interface Forecast {
  /** The next vote block. */
  readonly block: number;
  /** Accounts of the list that it chooses, in its order. */
  readonly nextList: readonly string[];
  /** Account → rounds in the list over the next day (144 rounds) and week (1,008 rounds). */
  readonly day: ReadonlyMap<string, number>;
  readonly week: ReadonlyMap<string, number>;
}

export function forecastOf(state: RotationState): Forecast {
  const run = startRun(state, WEEK_ROUNDS);
  run.next();
  const nextList = run.list();
  for (let round = 1; round < DAY_ROUNDS; round += 1) run.next();
  const day = run.listed();
  for (let round = DAY_ROUNDS; round < WEEK_ROUNDS; round += 1) run.next();
  return { block: nextVoteBlock(state.block), nextList, day, week: run.listed() };
}

/** What the next vote block does to the pending list. */
export interface Moves {
  readonly joins: readonly string[];
  readonly stays: readonly string[];
  readonly leaves: readonly string[];
}

export function movesOf({ pending }: RotationState, { nextList }: Forecast): Moves {
  return {
    joins: nextList.filter((account) => !pending.includes(account)),
    stays: nextList.filter((account) => pending.includes(account)),
    leaves: pending.filter((account) => !nextList.includes(account)),
  };
}

const ONE = 100_000_000n;
/** Where the search begins, and where it gives up: above all votes that there are. */
const FIRST_STEP = 1_000n * ONE;
const LAST_STEP = 100_000_000_000n * ONE;

/** Further votes, a whole number of IOST, that bring the node a round more over the next day; one IOST less does not. A few
 *  more votes can cost a round again, so it is the first such number only as far as doubling steps see. undefined when the
 *  node is in every round already, or no votes help. */
export function votesForOneMore(state: RotationState, account: string): Amount | undefined {
  const roundsWith = (votes: Amount) => dayRounds(state, account, votes);
  const wanted = roundsWith(0n) + 1;
  if (wanted > DAY_ROUNDS) return undefined;
  let enough = FIRST_STEP;
  while (roundsWith(enough) < wanted) {
    enough *= 2n;
    if (enough > LAST_STEP) return undefined;
  }
  let short = enough === FIRST_STEP ? 0n : enough / 2n;
  while (enough - short > ONE) {
    const middle = short + ((enough - short) / (2n * ONE)) * ONE;
    if (roundsWith(middle) < wanted) short = middle;
    else enough = middle;
  }
  return enough;
}

function dayRounds(state: RotationState, account: string, more: Amount): number {
  const nodes = state.nodes.map((node) => (node.account === account ? { ...node, votes: node.votes + more } : node));
  const [listed] = countRounds({ ...state, nodes }, [DAY_ROUNDS]);
  return listed?.get(account) ?? 0;
}

/** Why a node stands in the rotation or out of it; `rotates` can be listed at the next vote block. */
export type Role = 'rotates' | 'offline' | 'barred' | 'partner' | 'unapproved' | 'candidate';

export function roleOf({ barredUntil, blocks }: Snapshot, node: Candidate): Role {
  const { account, elected, status, isProducer, online } = node;
  if (!elected) return 'candidate';
  if (status !== 1 && status !== 2) return 'unapproved';
  if (!isProducer) return 'partner';
  if ((barredUntil.get(account) ?? 0) >= nextVoteBlock(blocks.first)) return 'barred';
  return online ? 'rotates' : 'offline';
}

/** What the next vote block does to a listed node that goes on making no blocks. */
export interface Silence {
  /** The vote block since which it made none. */
  readonly since: number;
  readonly staysListed: boolean;
  readonly strike: number;
  /** After the third strike; undefined before. */
  readonly barredUntil: number | undefined;
}

/** Blocks after a vote block in which every producer of the new list has had its turn: about a minute until the list is at
 *  work, and a minute for its first turns. */
const FIRST_TURNS = ROUND_BLOCKS / 4;
const STRIKES_TO_BAR = 3;

/** undefined for a node that made blocks, or cannot have made any yet. */
export function silenceOf(
  snapshot: Snapshot,
  state: RotationState,
  { account, publicKey }: Candidate,
): Silence | undefined {
  const since = nextVoteBlock(state.block) - ROUND_BLOCKS;
  const isDue = state.pending.includes(account) && state.block - since >= FIRST_TURNS;
  if (!isDue || snapshot.blocksMade.has(publicKey)) return undefined;
  const next = nextRound(state, (other) => other !== account);
  const { count = STRIKES_TO_BAR } = next.strikes.get(account) ?? {};
  const barredUntil = next.barredUntil.get(account);
  return { since, staysListed: next.pending.includes(account), strike: count, barredUntil };
}
