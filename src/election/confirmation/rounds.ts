// What the producers of a round were on the way to make of it, judged when it has ended by the last looks inside of it.
import { ROUND_BLOCKS } from '../chain-time.ts';
import { isOneBlock, type Snapshot } from '../snapshot.ts';
import { agreedRange, isSome, nearestOf } from './agreement.ts';

/** As one node shows it: account → blocks that it makes in the round when it goes on like this. */
export interface RoundPace {
  readonly round: number;
  readonly blocks: ReadonlyMap<string, bigint>;
}

/** Blocks after which what a node made in a round says enough about the rest of it. */
const TELLING_BLOCKS = ROUND_BLOCKS / 2;

/** Of those who were at work all the time; undefined while too little of the round has passed, and when the parts that it
 *  takes are not of one round. */
export function paceOf(snapshot: Snapshot): RoundPace | undefined {
  const { blocks, parts, candidates, pendingProducers, witnesses, blocksMade } = snapshot;
  const { blocksMade: made = blocks, producers: lists = blocks, witnesses: workers = blocks } = parts ?? {};
  const round = roundOf(made.first);
  const passed = made.first % ROUND_BLOCKS;
  const isOneRound = isOneBlock(made) && [lists, workers].every((part) => isWithin(part, round));
  if (!isOneRound || passed < TELLING_BLOCKS) return undefined;
  const [working, listed] = [new Set(witnesses), new Set(pendingProducers)];
  const producers = candidates.filter(({ publicKey }) => working.has(publicKey) && listed.has(publicKey));
  const whole = (part: number) => BigInt(Math.floor((part * ROUND_BLOCKS) / passed));
  return {
    round,
    blocks: new Map(producers.map(({ account, publicKey }) => [account, whole(blocksMade.get(publicKey) ?? 0)])),
  };
}

function roundOf(block: number): number {
  return Math.floor(block / ROUND_BLOCKS);
}

function isWithin({ first, last }: { readonly first: number; readonly last: number }, round: number): boolean {
  return roundOf(first) === round && roundOf(last) === round;
}

interface Range {
  readonly low: bigint;
  readonly high: bigint;
}

/** What is known of the round that is under way, and what was told of the ones before. */
export interface RoundWatch {
  readonly round: number;
  /** Of each of the last looks inside of it what nodes agree on, by account. */
  readonly looks: readonly ReadonlyMap<string, Range>[];
  readonly told: ReadonlyMap<string, bigint>;
}

interface RoundLook {
  /** Of the healthy nodes, the preferred one first. */
  readonly paces: readonly (RoundPace | undefined)[];
  /** The height that is announced. */
  readonly block: number;
  readonly confirm: number;
  readonly quorum: number;
}

interface Watched {
  readonly watch: RoundWatch;
  /** Of the round that has just ended: a number is beyond a line only when it was in all of those looks. */
  readonly ended: ReadonlyMap<string, bigint>;
}

export function watchRound(before: RoundWatch | undefined, look: RoundLook): Watched {
  const round = roundOf(look.block);
  const { looks = [], told = new Map<string, bigint>() } = before ?? {};
  const isNext = before?.round === round - 1;
  const ended = isNext ? judged(looks, told) : new Map<string, bigint>();
  const shown = agreedIn(round, look);
  const kept = [...(before?.round === round ? looks : []), ...(shown ? [shown] : [])].slice(-look.confirm);
  return { watch: { round, looks: kept, told: new Map([...told, ...ended]) }, ended };
}

/** undefined when there are not enough nodes that tell of it. */
function agreedIn(round: number, { paces, quorum }: RoundLook): ReadonlyMap<string, Range> | undefined {
  const counted = (quorum === 1 ? paces.slice(0, 1) : paces).flatMap((pace) => (pace?.round === round ? [pace] : []));
  if (counted.length < quorum) return undefined;
  const accounts = new Set(counted.flatMap(({ blocks }) => [...blocks.keys()]));
  const ranges = [...accounts].flatMap((account): readonly (readonly [string, Range])[] => {
    const values = counted.flatMap(({ blocks }) => blocks.get(account) ?? []);
    return isSome(values) && values.length >= quorum ? [[account, agreedRange(values, quorum, byNumber)]] : [];
  });
  return new Map(ranges);
}

/** Of those who are in all of the looks. One of whom nothing was told yet made enough so far. */
function judged(looks: RoundWatch['looks'], told: RoundWatch['told']): ReadonlyMap<string, bigint> {
  const [first, ...others] = looks;
  const accounts = [...(first?.keys() ?? [])].filter((account) => others.every((look) => look.has(account)));
  return new Map(
    accounts.flatMap((account) => {
      const values = looks.flatMap((look) => {
        const range = look.get(account);
        return range ? [range.low, range.high] : [];
      });
      const enough = BigInt(ROUND_BLOCKS);
      return isSome(values) ? [[account, nearestOf(told.get(account) ?? enough, values, byNumber)] as const] : [];
    }),
  );
}

function byNumber(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}
