// What Herald does, in numbers for Prometheus. No label holds anything that people type.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Answered } from '../core/answer/dispatch.ts';
import type { AlertObserver } from '../core/ports/alert-observer.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { AdapterEvent } from '../core/ports/platform.ts';
import { createAlertMetrics } from './alert-metrics.ts';

const COMMAND_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const RPC_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface MetricsDeps {
  readonly platforms: readonly string[];
  readonly clock: Clock;
}

export interface Metrics extends AlertObserver {
  readonly contentType: string;
  /** All of them in Prometheus' text format. */
  text(): Promise<string>;
  onOutcome(answered: Answered): void;
  onEvent(platform: string, event: AdapterEvent): void;
  /** `kind` is "ok" or why the request failed. */
  onNodeRequest(node: string, request: { readonly call: string; readonly kind: string; readonly ms: number }): void;
  /** `fetchedAt` is ms since 1970. */
  onSnapshot(snapshot: { readonly blocks: { readonly last: number } }, fetchedAt: number): void;
}

export function createMetrics({ platforms, clock }: MetricsDeps): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const { connected, ...adapters } = adapterMetrics(register);
  for (const platform of platforms) connected.set({ platform }, 0);
  const asked = commandMetrics(register);
  const rpc = rpcMetrics(register);

  return {
    contentType: register.contentType,
    text: () => register.metrics(),
    onOutcome: ({ platform, command, kind, ms }) => {
      asked.count.inc({ platform, command, kind });
      asked.seconds.observe({ platform, command }, ms / 1_000);
    },
    onEvent: (platform, event) => {
      if (event.kind === 'sent') adapters.sends.inc({ platform, delivery: event.delivery });
      else if (event.kind === 'told-to-wait') adapters.waits.inc({ platform });
      else connected.set({ platform }, event.kind === 'connected' ? 1 : 0);
    },
    onNodeRequest: (node, { call, kind, ms }) => {
      rpc.count.inc({ node, call, result: kind });
      rpc.seconds.observe({ node, call }, ms / 1_000);
    },
    onSnapshot: snapshotMetrics(register, clock),
    ...createAlertMetrics(register, clock),
  };
}

function commandMetrics(register: Registry) {
  const registers = [register];
  return {
    count: new Counter({
      name: 'herald_commands_total',
      help: 'Commands by what became of them.',
      labelNames: ['platform', 'command', 'kind'],
      registers,
    }),
    seconds: new Histogram({
      name: 'herald_command_seconds',
      help: 'From the question to its answer, without the way to the platform.',
      labelNames: ['platform', 'command'],
      buckets: COMMAND_SECONDS,
      registers,
    }),
  };
}

function adapterMetrics(register: Registry) {
  const registers = [register];
  return {
    connected: new Gauge({
      name: 'herald_adapter_connected',
      help: '1 while the platform is connected.',
      labelNames: ['platform'],
      registers,
    }),
    sends: new Counter({
      name: 'herald_sends_total',
      help: 'Messages by what the platform made of them.',
      labelNames: ['platform', 'delivery'],
      registers,
    }),
    waits: new Counter({
      name: 'herald_told_to_wait_total',
      help: 'How often the platform asked to wait (HTTP 429).',
      labelNames: ['platform'],
      registers,
    }),
  };
}

function rpcMetrics(register: Registry) {
  const registers = [register];
  return {
    count: new Counter({
      name: 'herald_rpc_requests_total',
      help: 'Requests to the nodes: ok, or why not.',
      labelNames: ['node', 'call', 'result'],
      registers,
    }),
    seconds: new Histogram({
      name: 'herald_rpc_seconds',
      help: 'From the request to the end of its answer.',
      labelNames: ['node', 'call'],
      buckets: RPC_SECONDS,
      registers,
    }),
  };
}

/** Both gauges are NaN until there is a snapshot. */
function snapshotMetrics(register: Registry, clock: Clock): Metrics['onSnapshot'] {
  const registers = [register];
  let newestAt = Number.NaN;
  new Gauge({
    name: 'herald_snapshot_age_seconds',
    help: 'Since the newest snapshot of the chain was fetched.',
    registers,
    collect() {
      this.set((clock.now() - newestAt) / 1_000);
    },
  });
  const height = new Gauge({ name: 'herald_chain_height', help: 'Block of the newest snapshot.', registers });
  height.set(Number.NaN);
  return ({ blocks }, fetchedAt) => {
    newestAt = fetchedAt;
    height.set(blocks.last);
  };
}
