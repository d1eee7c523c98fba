// What the rotation will bring when votes stay as they are, whoever is silent now stays so until the next vote block, and
// every other listed producer makes blocks.

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

/** `silent`: see `silentOf`. */
export function forecastOf(state: RotationState, silent: ReadonlySet<string>): Forecast {
  const next = nextRound(state, (account) => !silent.has(account));
  const listed = (further: ReadonlyMap<string, number>) => withList(further, next.pending);
  const run = startRun(next, WEEK_ROUNDS);
  for (let round = 1; round < DAY_ROUNDS; round += 1) run.next();
  const day = listed(run.listed());
  for (let round = DAY_ROUNDS; round < WEEK_ROUNDS; round += 1) run.next();
  return { block: next.block, nextList: next.pending, day, week: listed(run.listed()) };
}

/** Rounds in the list with one list more. */
function withList(rounds: ReadonlyMap<string, number>, list: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map(rounds);
  for (const account of list) counts.set(account, (counts.get(account) ?? 0) + 1);
  return counts;
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
export function votesForOneMore(
  state: RotationState,
  silent: ReadonlySet<string>,
  account: string,
): Amount | undefined {
  const roundsWith = (votes: Amount) => dayRounds(state, silent, account, votes);
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

function dayRounds(state: RotationState, silent: ReadonlySet<string>, account: string, more: Amount): number {
  const nodes = state.nodes.map((node) => (node.account === account ? { ...node, votes: node.votes + more } : node));
  const next = nextRound({ ...state, nodes }, (listed) => !silent.has(listed));
  const [further] = countRounds(next, [DAY_ROUNDS - 1]);
  return (further?.get(account) ?? 0) + Number(next.pending.includes(account));
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

/** False early in a round, when nobody can be told to be silent, and of a snapshot that was read while a round ended. */
export function showsSilence({ blocks, blocksMade }: Snapshot): boolean {
  const next = nextVoteBlock(blocks.first);
  const isInOneRound = blocks.last < next;
  return isInOneRound && blocks.first - (next - ROUND_BLOCKS) >= FIRST_TURNS && blocksMade.size > 0;
}

/** Accounts of the list at work that have made no block in the running round, as far as that can be seen. */
export function silentOf(snapshot: Snapshot, { pending }: RotationState): ReadonlySet<string> {
  const { blocksMade, pendingProducers } = snapshot;
  if (!showsSilence(snapshot)) return new Set();
  const silent = pendingProducers.flatMap((key, place) => (blocksMade.has(key) ? [] : (pending[place] ?? [])));
  return new Set(silent);
}

/** undefined for a node that is not silent. */
export function silenceOf(state: RotationState, silent: ReadonlySet<string>, account: string): Silence | undefined {
  if (!silent.has(account)) return undefined;
  const next = nextRound(state, (listed) => !silent.has(listed));
  const { count = STRIKES_TO_BAR } = next.strikes.get(account) ?? {};
  const barredUntil = next.barredUntil.get(account);
  return { since: next.block - ROUND_BLOCKS, staysListed: next.pending.includes(account), strike: count, barredUntil };
}
