// The numbers of a node that lines are drawn through.

import type { Amount } from '../core/values/amount.ts';
import { ROUND_BLOCKS } from './chain-time.ts';
import type { Snapshot } from './snapshot.ts';
import type { ElectionState, NodeState } from './state.ts';

export interface NodeMetric {
  readonly metric: string;
  readonly subject: string;
  readonly value: bigint;
}

/** A number that every candidate has in every state. */
export interface StateMetric {
  readonly name: string;
  /** `place`: in the ranking, from 1. `threshold`: votes that elect. */
  value(node: NodeState, among: { readonly place: number; readonly threshold: Amount }): bigint;
  /** Of whoever is a candidate no more, while there are so many; undefined: it stays what it was. */
  gone(candidates: number): bigint | undefined;
}

/** A number that some candidates have when a round of producers ends. */
export interface RoundMetric {
  readonly name: string;
  /** By account; `last` and `newest` are two looks in a row. Nobody while the round goes on. */
  values(last: Snapshot, newest: Snapshot): ReadonlyMap<string, bigint>;
}

/** Blocks after which what a node made in a round says enough about the rest of it. */
const TELLING_BLOCKS = ROUND_BLOCKS / 2;

/** Those of `after` that are not the same as before, by rank; all of them when there was nothing before, or when it `isWhole`. */
export function changedMetrics(
  metrics: readonly StateMetric[],
  before: ElectionState | undefined,
  after: ElectionState,
  isWhole = false,
): readonly NodeMetric[] {
  const old = new Map(before && valuesOf(metrics, before));
  const gone = [...old.keys()].filter((account) => !after.nodes.has(account));
  const leaving = metrics.map((metric) => metric.gone(after.nodes.size));
  const now = [...valuesOf(metrics, after), ...gone.map((account) => [account, leaving] as const)];
  return now.flatMap(([subject, values]) => {
    const earlier = old.get(subject);
    return metrics.flatMap(({ name }, index) => {
      const value = values[index];
      const isNew = isWhole || value !== earlier?.[index];
      return value !== undefined && isNew ? [{ metric: name, subject, value }] : [];
    });
  });
}

type Values = readonly (bigint | undefined)[];

/** In the order of the metrics. */
function valuesOf(
  metrics: readonly StateMetric[],
  { nodes, threshold }: ElectionState,
): readonly (readonly [account: string, Values])[] {
  return [...nodes].map(([account, node], index) => {
    const among = { place: index + 1, threshold };
    return [account, metrics.map((metric) => metric.value(node, among))];
  });
}

export function roundMetrics(metrics: readonly RoundMetric[], last: Snapshot, newest: Snapshot): readonly NodeMetric[] {
  return metrics.flatMap(({ name, values }) =>
    [...values(last, newest)].map(([subject, value]) => ({ metric: name, subject, value })),
  );
}

/** Blocks that each producer of the round that has ended was on the way to make, judged by the last snapshot inside it;
 *  nothing while the round goes on, and nothing of nodes that were not at work all the time. */
export function roundBlocks(last: Snapshot, newest: Snapshot): ReadonlyMap<string, bigint> {
  const passed = last.blocks.first % ROUND_BLOCKS;
  const hasEnded = roundOf(newest) > roundOf(last);
  if (!hasEnded || passed < TELLING_BLOCKS) return new Map();
  const working = new Set(last.witnesses);
  const listed = new Set(last.pendingProducers);
  const producers = last.candidates.filter(({ publicKey }) => working.has(publicKey) && listed.has(publicKey));
  return new Map(
    producers.map(({ account, publicKey }) => {
      const made = last.blocksMade.get(publicKey) ?? 0;
      return [account, BigInt(Math.floor((made * ROUND_BLOCKS) / passed))];
    }),
  );
}

function roundOf({ blocks }: Snapshot): number {
  return Math.floor(blocks.first / ROUND_BLOCKS);
}
