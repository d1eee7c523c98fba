// The numbers of a node that lines are drawn through, each named as the rule that draws them.

import { ROUND_BLOCKS } from './rotation/state.ts';
import type { Snapshot } from './snapshot.ts';
import type { ElectionState, NodeState } from './state.ts';

export interface NodeMetric {
  readonly metric: string;
  readonly subject: string;
  readonly value: bigint;
}

const STATE_METRICS = ['votes', 'margin', 'elected', 'rank'] as const;

type StateMetric = (typeof STATE_METRICS)[number];

/** Blocks after which what a node made in a round says enough about the rest of it. */
const TELLING_BLOCKS = ROUND_BLOCKS / 2;

/** Of every candidate, by rank. */
export function metricsOf(state: ElectionState): readonly NodeMetric[] {
  return changedMetrics(undefined, state);
}

/** Those of `after` that are not the same as before. Whoever is a candidate no more is not elected and ranks behind all;
 *  its votes stay what they were. */
export function changedMetrics(before: ElectionState | undefined, after: ElectionState): readonly NodeMetric[] {
  const old = new Map(before && valuesOf(before));
  const now = valuesOf(after);
  const gone = [...old.keys()].filter((account) => !after.nodes.has(account));
  const leaving = { elected: 0n, rank: -BigInt(after.nodes.size + 1) };
  return [
    ...now.flatMap(([subject, values]) => changed(subject, old.get(subject), values)),
    ...gone.flatMap((subject) => changed(subject, old.get(subject), leaving)),
  ];
}

type Values = Readonly<Partial<Record<StateMetric, bigint>>>;

function changed(subject: string, before: Values | undefined, values: Values): readonly NodeMetric[] {
  return STATE_METRICS.flatMap((metric) => {
    const value = values[metric];
    return value === undefined || value === before?.[metric] ? [] : [{ metric, subject, value }];
  });
}

function valuesOf({ nodes, threshold }: ElectionState): readonly (readonly [string, Values])[] {
  return [...nodes].map(([account, node], index) => [
    account,
    {
      votes: node.votes,
      margin: node.votes - threshold,
      elected: electedValue(node, threshold),
      // The fewer the place, the higher: entering the first twenty is a way up.
      rank: -BigInt(index + 1),
    },
  ]);
}

/** At or above the threshold exactly while it is elected, and as near to its votes as that allows. */
function electedValue({ elected, votes }: NodeState, threshold: bigint): bigint {
  if (elected) return votes > threshold ? votes : threshold;
  return votes < threshold ? votes : 0n;
}

/** Blocks that each producer of the round that has ended was on the way to make, judged by the last snapshot inside it;
 *  nothing while the round goes on, and nothing of nodes that were not at work all the time. */
export function roundBlocks(last: Snapshot, newest: Snapshot): readonly NodeMetric[] {
  const passed = last.blocks.first % ROUND_BLOCKS;
  const hasEnded = roundOf(newest) > roundOf(last);
  if (!hasEnded || passed < TELLING_BLOCKS) return [];
  const working = new Set(last.witnesses);
  const listed = new Set(last.pendingProducers);
  return last.candidates
    .filter(({ publicKey }) => working.has(publicKey) && listed.has(publicKey))
    .map(({ account: subject, publicKey }) => {
      const made = last.blocksMade.get(publicKey) ?? 0;
      return { metric: 'blocks', subject, value: BigInt(Math.floor((made * ROUND_BLOCKS) / passed)) };
    });
}

function roundOf({ blocks }: Snapshot): number {
  return Math.floor(blocks.first / ROUND_BLOCKS);
}
