// The rotation's rule made fast without losing a digit: a score is two whole numbers in doubles, `high * UNIT + low` with
// `low` below UNIT, and only the top of the ranking is put in order.
import type { Amount } from '../../core/values/amount.ts';
import { HALVING_BLOCKS } from './rule.ts';
import { nextVoteBlock, type RotationRun, type RotationState } from './state.ts';

const UNIT = 100_000_000;
const MAX_NODES = 1_000_000;

/** Whether every sum of so many rounds stays among the whole numbers that a double holds exactly. */
export function fitsDoubles({ nodes, scores }: RotationState, rounds: number): boolean {
  let most = 0n;
  for (const { account, votes } of nodes) {
    const score = scores.get(account) ?? 0n;
    if (votes < 0n || score < 0n) return false;
    most += score + votes * BigInt(rounds);
  }
  return nodes.length <= MAX_NODES && most < BigInt(Number.MAX_SAFE_INTEGER) * BigInt(UNIT);
}

/** As `plainRun`, for a state that fits doubles. */
export function quickRun(state: RotationState): RotationRun {
  const { accounts, table } = createTable(state);
  let { block } = state;
  return {
    next: () => {
      block = nextVoteBlock(block);
      const total = gain(table, block);
      choose(table, block);
      charge(table, total);
      if (block % HALVING_BLOCKS === 0) halve(table);
    },
    list: () => Array.from(table.list, (row) => accounts[row] ?? ''),
    listed: () => {
      const counted = accounts.map((account, row) => [account, table.counts[row] ?? 0] as const);
      return new Map(counted.filter(([, count], row) => row < table.taking || count > 0));
    },
  };
}

/** One row per node of the rotation, by public key, so that of two equal ones the smaller row goes first; then a row for
 *  everyone in the list who takes no part any more. */
interface Table {
  /** Rows of the rotation. */
  readonly taking: number;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly votesHigh: Float64Array;
  readonly votesLow: Float64Array;
  /** First block at which a row gains its votes and may be listed; Infinity for none. */
  readonly normalFrom: Float64Array;
  readonly isListed: Uint8Array;
  /** Rounds in the list. */
  readonly counts: Int32Array;
  readonly places: number;
  /** Rows of the list in its order. */
  list: Int32Array;
  /** For the next list, one place longer, and the scores of its rows. */
  readonly top: Int32Array;
  readonly topHigh: Float64Array;
  readonly topLow: Float64Array;
}

function createTable(state: RotationState): { readonly accounts: readonly string[]; readonly table: Table } {
  const { scores, barredUntil, pending, producerNumber: places } = state;
  const nodes = state.nodes.toSorted((a, b) => (a.publicKey < b.publicKey ? -1 : 1));
  const taking = nodes.map(({ account }) => account);
  const accounts = [...taking, ...pending.filter((account) => !taking.includes(account))];
  const { length } = accounts;
  const starts = taking.map((account) => scores.get(account) ?? 0n);
  const votes = nodes.map((node) => node.votes);
  const normalFrom = nodes.map(({ account, online }) => (online ? (barredUntil.get(account) ?? -1) + 1 : Infinity));
  const table: Table = {
    taking: taking.length,
    high: doubles(length, starts.map(highOf)),
    low: doubles(length, starts.map(lowOf)),
    votesHigh: doubles(length, votes.map(highOf)),
    votesLow: doubles(length, votes.map(lowOf)),
    normalFrom: doubles(length, normalFrom, Infinity),
    isListed: Uint8Array.from(accounts, (account) => Number(pending.includes(account))),
    counts: new Int32Array(length),
    places,
    list: Int32Array.from(pending, (account) => accounts.indexOf(account)),
    top: new Int32Array(places + 1),
    topHigh: new Float64Array(places + 1),
    topLow: new Float64Array(places + 1),
  };
  return { accounts, table };
}

function doubles(length: number, values: readonly number[], otherwise = 0): Float64Array {
  const array = new Float64Array(length).fill(otherwise);
  array.set(values);
  return array;
}

function highOf(amount: Amount): number {
  return Number(amount / BigInt(UNIT));
}

function lowOf(amount: Amount): number {
  return Number(amount % BigInt(UNIT));
}

/** Adds the votes; gives the sum of all scores, its `low` of any size. */
function gain({ taking, high, low, votesHigh, votesLow, normalFrom }: Table, block: number) {
  const total = { high: 0, low: 0 };
  for (let row = 0; row < taking; row += 1) {
    let rowHigh = high[row] ?? 0;
    let rowLow = low[row] ?? 0;
    if ((normalFrom[row] ?? Infinity) <= block) {
      rowLow += votesLow[row] ?? 0;
      const carry = rowLow >= UNIT ? 1 : 0;
      rowLow -= carry * UNIT;
      rowHigh += (votesHigh[row] ?? 0) + carry;
      high[row] = rowHigh;
      low[row] = rowLow;
    }
    total.high += rowHigh;
    total.low += rowLow;
  }
  return total;
}

/** Puts the highest scores into the list; then, when there are too few, those of the old one that may not stay. */
function choose(table: Table, block: number): void {
  const { taking, high, normalFrom, top, topHigh, places, list, isListed, counts } = table;
  let size = 0;
  for (let row = 0; row < taking; row += 1) {
    if ((normalFrom[row] ?? Infinity) > block) continue;
    if (size === places && (high[row] ?? 0) < (topHigh[places - 1] ?? 0)) continue;
    insert(table, row, size);
    if (size < places) size += 1;
  }
  for (const row of list) {
    isListed[row] = 0;
    if (size === places || (normalFrom[row] ?? Infinity) <= block) continue;
    top[size] = row;
    size += 1;
  }
  table.list = top.slice(0, size);
  for (const row of table.list) {
    isListed[row] = 1;
    counts[row] = (counts[row] ?? 0) + 1;
  }
}

/** Moves everyone below one place down, the last one into the spare place. */
function insert({ high, low, isListed, top, topHigh, topLow }: Table, row: number, size: number): void {
  const rowHigh = high[row] ?? 0;
  const rowLow = low[row] ?? 0;
  let place = size;
  for (; place > 0; place -= 1) {
    const above = top[place - 1] ?? 0;
    const aboveHigh = topHigh[place - 1] ?? 0;
    const aboveLow = topLow[place - 1] ?? 0;
    const ahead = aboveHigh - rowHigh || aboveLow - rowLow || (isListed[above] ?? 0) - (isListed[row] ?? 0);
    if (ahead >= 0) break;
    top[place] = above;
    topHigh[place] = aboveHigh;
    topLow[place] = aboveLow;
  }
  top[place] = row;
  topHigh[place] = rowHigh;
  topLow[place] = rowLow;
}

/** Takes a tenth of the mean score, rounded up to a whole 1e-8, from everyone in the list. */
function charge(
  { taking, places, list, high, low }: Table,
  total: { readonly high: number; readonly low: number },
): void {
  const divisor = 10 * (taking || places);
  const rest = total.high % divisor;
  const price = Math.ceil((rest * UNIT + total.low) / divisor);
  const priceLow = price % UNIT;
  const priceHigh = (total.high - rest) / divisor + (price - priceLow) / UNIT;
  for (const row of list) {
    const rowLow = (low[row] ?? 0) - priceLow;
    const borrow = rowLow < 0 ? 1 : 0;
    const rowHigh = (high[row] ?? 0) - priceHigh - borrow;
    high[row] = Math.max(rowHigh, 0);
    low[row] = rowHigh < 0 ? 0 : rowLow + borrow * UNIT;
  }
}

function halve({ taking, high, low }: Table): void {
  for (let row = 0; row < taking; row += 1) {
    const odd = (high[row] ?? 0) % 2;
    high[row] = ((high[row] ?? 0) - odd) / 2;
    low[row] = Math.floor(((low[row] ?? 0) + odd * UNIT) / 2);
  }
}
