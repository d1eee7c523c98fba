// What becomes of alerts, in numbers for Prometheus.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { AlertObserver } from '../core/ports/alert-observer.ts';
import type { Clock } from '../core/ports/clock.ts';

/** From an alert's block to its message: the block gets irreversible, is seen, and confirmed. */
const LATENCY_SECONDS = [1, 2.5, 5, 10, 20, 30, 45, 60, 90, 120, 300, 900, 3_600];
const TICK_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createAlertMetrics(register: Registry, clock: Clock): AlertObserver {
  const registers = [register];
  const ticks = new Histogram({
    name: 'herald_tick_seconds',
    help: 'Looks at the chain.',
    labelNames: ['result'],
    registers,
    buckets: TICK_SECONDS,
  });
  const queued = new Counter({ name: 'herald_alerts_queued_total', help: 'Alerts put into the outbox.', registers });
  const settled = new Counter({
    name: 'herald_alerts_total',
    help: 'Alerts by what became of a send.',
    registers,
    labelNames: ['platform', 'outcome'],
  });
  const latency = new Histogram({
    name: 'herald_alert_latency_seconds',
    help: 'From the block to the delivered message.',
    registers,
    buckets: LATENCY_SECONDS,
  });
  const notices = new Counter({
    name: 'herald_operator_notices_total',
    help: 'What operators were told.',
    labelNames: ['kind'],
    registers,
  });
  return {
    onTick: ({ result, ms, alerts }) => {
      ticks.observe({ result }, ms / 1_000);
      queued.inc(alerts);
    },
    onSettled: ({ outcome, platform, alerts, blockTimes }) => {
      settled.inc({ platform, outcome }, alerts);
      if (outcome === 'delivered') for (const at of blockTimes) latency.observe(Math.max(0, clock.now() - at) / 1_000);
    },
    onNotice: (kind) => notices.inc({ kind }),
    watchOutbox: (counts) => watchOutbox(register, counts),
  };
}

function watchOutbox(register: Registry, counts: Parameters<AlertObserver['watchOutbox']>[0]): void {
  const outbox = new Gauge({
    name: 'herald_outbox',
    help: 'Alerts that wait, those that are due, and dead letters that are kept.',
    labelNames: ['state'],
    registers: [register],
    async collect() {
      const { waiting, due, dead } = await counts().catch(() => ({
        waiting: Number.NaN,
        due: Number.NaN,
        dead: Number.NaN,
      }));
      outbox.set({ state: 'waiting' }, waiting);
      outbox.set({ state: 'due' }, due);
      outbox.set({ state: 'dead' }, dead);
    },
  });
}
