// Ticks to vary by hand: nothing has changed unless it is said.
import type { MetricValue, Tick } from '../../src/core/ports/ticks.ts';
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
    hosts: ['one.example', 'two.example'],
    blocks: { from: block - 600, to: block },
    times: { from: time - 300_000, to: time },
    ...changes,
  };
}

export function valuesOf(metric: string, values: Readonly<Record<string, bigint>>): readonly MetricValue[] {
  return Object.entries(values).map(([subject, value]) => ({ metric, subject, value }));
}

/** What a tick observed when these were the votes. */
export function observedAt(time: number, votes: Readonly<Record<string, bigint>>): NonNullable<Tick['observed']> {
  const candidates = Object.entries(votes).map(([account, amount]) => candidate(account, amount));
  const block = Math.floor((time - NOON) / 500) + 1_000_000;
  return { snapshot: snapshotAt(block, { time, candidates }), fetchedAt: time, voterCoefficients: new Map() };
}
