// What is worth counting of alerts: told by whoever looks and sends, counted by whoever serves the numbers. Must not throw.
import type { OutboxStore } from './outbox.ts';

export interface AlertObserver {
  /** One look at the chain: what it came to, how long it took, how many alerts it made. */
  onTick(tick: { readonly result: 'ok' | 'failed'; readonly ms: number; readonly alerts: number }): void;
  /** A message was settled; `blockTimes` (ms since 1970) are of the alerts in it. */
  onSettled(settled: {
    readonly outcome: string;
    readonly platform: string;
    readonly alerts: number;
    readonly blockTimes: readonly number[];
  }): void;
  /** Something that operators are told. */
  onNotice(kind: string): void;
  /** How the outbox stands is asked for when metrics are. */
  watchOutbox(counts: () => ReturnType<OutboxStore['counts']>): void;
}
