// Drains the outbox: one message per owner at a time, tried until the platform says yes, given up after a day.

import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { OutboxStore, Parcel, ParcelOutcome } from '../../core/ports/outbox.ts';
import { within } from '../../core/values/deadline.ts';
import { type AttemptDeps, attempt, destinationOf } from './attempt.ts';
import { createCapacity } from './capacity.ts';
import { createOutcomes } from './outcomes.ts';
import { createRests } from './platform-rests.ts';

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

export interface AlertDelivery {
  start(): void;
  /** Something new may be due. */
  wake(): void;
  stop(): Promise<void>;
}

export function createDelivery(deps: DeliveryDeps): AlertDelivery {
  const { outbox, clock, log } = deps;
  const rests = createRests(clock);
  const ended = new AbortController();
  const underWay = new Set<Promise<void>>();
  const capacity = createCapacity(deps.adapters.keys());
  const outcomes = createOutcomes(deps);
  let alarm = Promise.withResolvers<void>();
  let loop: Promise<void> | undefined;

  const ring = () => alarm.resolve();
  const sleep = (ms: number) => within(ms, alarm.promise, () => undefined);
  const carry = async (parcel: Parcel): Promise<void> => {
    const { outcome, platform } = await attempt(deps, parcel);
    if (platform !== undefined) rests.note(platform, outcome);
    await outcomes.save(parcel, outcome);
  };
  const begin = (parcel: Parcel): void => {
    const leave = capacity.take(destinationOf(deps, parcel)?.platform ?? '');
    const run = carry(parcel)
      .catch((error: unknown) => log.error('a message is left for the next start', { key: parcel.key, error }))
      .finally(() => {
        leave();
        underWay.delete(run);
        ring();
      });
    underWay.add(run);
  };
  const claim = async (): Promise<number> => {
    const closed = [...rests.resting(), ...capacity.full()];
    const room = capacity.room(closed);
    const parcels = room > 0 ? await outbox.claim(clock.now(), room, closed) : [];
    for (const parcel of parcels) begin(parcel);
    return parcels.length;
  };
  const run = async (): Promise<void> => {
    for (let isRecovered = false; !ended.signal.aborted; ) {
      alarm = Promise.withResolvers();
      try {
        if (!isRecovered) await outbox.recover(clock.now());
        isRecovered = true;
        if ((await claim()) === 0) await sleep(await untilNext(deps, underWay.size));
      } catch (error) {
        log.error('the outbox cannot be read', { error });
        await sleep(TROUBLE_WAIT_MS);
      }
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
      outcomes.giveUp();
    },
  };
}

/** While messages are under way the end of one wakes the loop. */
async function untilNext({ outbox, clock }: DeliveryDeps, underWay: number): Promise<number> {
  const due = await outbox.nextDue();
  const waitMs = due === undefined ? LONGEST_SLEEP_MS : due - clock.now();
  return Math.min(LONGEST_SLEEP_MS, Math.max(waitMs, underWay > 0 ? LONGEST_SLEEP_MS : 50));
}
