// Drains the outbox: one message per owner at a time, tried until the platform says yes, given up after a day.
import type { OutboxStore, Parcel, ParcelOutcome } from '../core/alert-ports.ts';
import type { Clock, Log } from '../core/ports.ts';
import { within } from '../core/within.ts';
import { type AttemptDeps, attempt } from './attempt.ts';
import { createRests } from './rests.ts';

/** Enough to use a platform's rate at usual answer times. */
const AT_ONCE = 32;
/** Looks again at least this often, for commands add to the outbox too. */
const LONGEST_SLEEP_MS = 1_000;
const LAST_SENDS_MS = 10_000;
const TROUBLE_WAIT_MS = 2_000;

export interface DeliveryDeps extends AttemptDeps {
  readonly outbox: OutboxStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of every parcel that was settled. Must not throw. */
  readonly onSettled?: (parcel: Parcel, outcome: ParcelOutcome) => void;
}

export interface Delivery {
  start(): void;
  /** Something new may be due. */
  wake(): void;
  stop(): Promise<void>;
}

type Settled = Parameters<OutboxStore['settle']>[0][number];

export function createDelivery(deps: DeliveryDeps): Delivery {
  const { outbox, clock, log } = deps;
  const rests = createRests(clock);
  const ended = new AbortController();
  const underWay = new Set<Promise<void>>();
  const settle = createSettling(deps);
  let alarm = Promise.withResolvers<void>();
  let loop: Promise<void> | undefined;

  const ring = () => alarm.resolve();
  const carry = async (parcel: Parcel): Promise<void> => {
    const { outcome, platform } = await attempt(deps, parcel);
    if (platform !== undefined) rests.note(platform, outcome);
    await settle({ parcel, outcome });
  };
  const begin = (parcel: Parcel): void => {
    const run = carry(parcel)
      .catch((error: unknown) => log.error('a message is left for the next start', { key: parcel.key, error }))
      .finally(() => {
        underWay.delete(run);
        ring();
      });
    underWay.add(run);
  };
  const claim = async (): Promise<number> => {
    const free = AT_ONCE - underWay.size;
    const parcels = free > 0 ? await outbox.claim(clock.now(), free, rests.resting()) : [];
    for (const parcel of parcels) begin(parcel);
    return parcels.length;
  };
  const run = async (): Promise<void> => {
    let isRecovered = false;
    while (!ended.signal.aborted) {
      alarm = Promise.withResolvers();
      let sleepMs = TROUBLE_WAIT_MS;
      try {
        if (!isRecovered) await outbox.recover(clock.now());
        isRecovered = true;
        sleepMs = (await claim()) > 0 ? 0 : await untilNext(deps, underWay.size);
      } catch (error) {
        log.error('the outbox cannot be read', { error });
      }
      if (sleepMs > 0) await within(sleepMs, alarm.promise, () => undefined);
    }
  };

  return {
    start: () => {
      loop ??= run();
    },
    wake: ring,
    stop: async () => {
      ended.abort();
      ring();
      await loop;
      await within(LAST_SENDS_MS, Promise.all(underWay), () => undefined);
    },
  };
}

/** While messages are under way the end of one wakes the loop. */
async function untilNext({ outbox, clock }: DeliveryDeps, underWay: number): Promise<number> {
  const due = await outbox.nextDue();
  const waitMs = due === undefined ? LONGEST_SLEEP_MS : due - clock.now();
  return Math.min(LONGEST_SLEEP_MS, Math.max(waitMs, underWay > 0 ? LONGEST_SLEEP_MS : 50));
}

/** Outcomes that come together are saved together; one that cannot be saved is tried again, for the message was sent. */
function createSettling({ outbox, log, onSettled }: DeliveryDeps) {
  let batch: Settled[] = [];
  let saved: Promise<void> | undefined;
  const save = async (): Promise<void> => {
    await new Promise(setImmediate);
    const settling = batch;
    batch = [];
    saved = undefined;
    for (let tries = 1; ; tries += 1) {
      try {
        await outbox.settle(settling);
        for (const { parcel, outcome } of settling) onSettled?.(parcel, outcome);
        return;
      } catch (error) {
        if (tries >= 5) throw error;
        log.warn('what became of messages could not be saved yet', { count: settling.length, error });
        await new Promise((resolve) => setTimeout(resolve, TROUBLE_WAIT_MS));
      }
    }
  };
  return (settled: Settled): Promise<void> => {
    batch.push(settled);
    saved ??= save();
    return saved;
  };
}
