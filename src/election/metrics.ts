// The numbers of a node that lines are drawn through.

import type { Amount } from '../core/values/amount.ts';
import type { RoundPace } from './confirmation/rounds.ts';
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
  /** `threshold`: votes that elect. */
  value(node: NodeState, threshold: Amount): bigint;
  /** Of whoever is a candidate no more, while there are so many; undefined: it stays what it was. */
  gone(candidates: number): bigint | undefined;
}

/** A number that some candidates have when a round of producers ends. */
export interface RoundMetric {
  readonly name: string;
  /** As one node shows it while the round goes on; undefined when it cannot be told. */
  pace(snapshot: Snapshot): RoundPace | undefined;
}

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
  return [...nodes].map(([account, node]) => [account, metrics.map((metric) => metric.value(node, threshold))]);
}
