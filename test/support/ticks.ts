// Ticks to vary by hand: nothing has changed unless it is said.
import type { HistoryFrame } from '../../src/core/ports/history.ts';
import type { MetricValue, Tick } from '../../src/core/ports/ticks.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import { candidate, MAINNET, NOON, snapshotAt } from '../store/samples.ts';

/** At `time`, five minutes after the one before. */
export function tickAt(time: number, changes: Partial<Tick> = {}): Tick {
  const block = Math.floor((time - NOON) / 500) + 1_000_000;
  return {
    chain: MAINNET,
    now: time,
    isFirst: false,
    isOffline: false,
    isOneSource: false,
    events: [],
    claims: [],
    metrics: [],
    since: [],
    sources: ['one.example', 'two.example'],
    blocks: { from: block - 600, to: block },
    times: { from: time - 300_000, to: time },
    ...changes,
  };
}

export function valuesOf(metric: string, values: Readonly<Record<string, bigint>>): readonly MetricValue[] {
  return Object.entries(values).map(([subject, value]) => ({ metric, subject, value }));
}

/** What a tick saw when these were the votes. */
export function seenAt(
  time: number,
  votes: Readonly<Record<string, bigint>>,
): Pick<Tick, 'announced' | 'observed' | 'history'> {
  const candidates = Object.entries(votes).map(([account, amount]) => candidate(account, amount));
  const block = Math.floor((time - NOON) / 500) + 1_000_000;
  const snapshot = snapshotAt(block, { time, candidates });
  const announced = { block, threshold: snapshot.threshold, body: '', pending: [] };
  return { announced, observed: { snapshot, fetchedAt: time }, history: frameOf(snapshot, new Map()) };
}

/** A snapshot as the history takes it; without coefficients, none was read. */
export function frameOf(
  { blocks, time, candidates }: Snapshot,
  coefficients?: ReadonlyMap<string, string>,
): HistoryFrame {
  const nodes = candidates.map(({ account, votes }) => {
    return [account, { votes, ...(coefficients && { coefficient: coefficients.get(account) ?? '0' }) }] as const;
  });
  return { block: blocks.first, time, nodes: new Map(nodes) };
}
