// Saves what became of messages, those that come together at once. What cannot be saved is tried again for as long as the bot
// runs: the message was sent, and its owner gets no other before that is known.

import type { Log } from '../../core/ports/log.ts';
import type { OutboxStore, Parcel, ParcelOutcome } from '../../core/ports/outbox.ts';
import { within } from '../../core/values/deadline.ts';

const AGAIN_MS = 2_000;

interface OutcomesDeps {
  readonly outbox: Pick<OutboxStore, 'settle'>;
  readonly log: Log;
  /** Told of every parcel that was settled. Must not throw. */
  readonly onSettled?: (parcel: Parcel, outcome: ParcelOutcome) => void;
}

interface Unsaved {
  readonly settled: { readonly parcel: Parcel; readonly outcome: ParcelOutcome };
  readonly saved: PromiseWithResolvers<void>;
}

export interface Outcomes {
  /** Resolves when it is saved; rejects after `giveUp` only. */
  save(parcel: Parcel, outcome: ParcelOutcome): Promise<void>;
  /** What cannot be saved now is left. */
  giveUp(): void;
}

export function createOutcomes({ outbox, log, onSettled }: OutcomesDeps): Outcomes {
  const ended = Promise.withResolvers<void>();
  let hasEnded = false;
  let batch: Unsaved[] = [];

  const saveSome = async (some: readonly Unsaved[]): Promise<void> => {
    await outbox.settle(some.map(({ settled }) => settled));
    for (const { settled, saved } of some) {
      onSettled?.(settled.parcel, settled.outcome);
      saved.resolve();
    }
  };
  const saveAll = async (): Promise<void> => {
    await new Promise(setImmediate);
    let left: readonly Unsaved[] = batch;
    batch = [];
    let atOnce = left.length;
    while (left.length > 0) {
      const [some, others] = [left.slice(0, atOnce), left.slice(atOnce)];
      try {
        await saveSome(some);
        left = others;
      } catch (error) {
        if (hasEnded) {
          for (const { saved } of left) saved.reject(error);
          return;
        }
        log.warn('what became of messages could not be saved yet', { count: left.length, error });
        // One by one from now on, so that no other suffers from one that cannot be saved.
        left = [...others, ...some];
        atOnce = 1;
        await within(AGAIN_MS, ended.promise, () => undefined);
      }
    }
  };

  return {
    save: (parcel, outcome) => {
      const saved = Promise.withResolvers<void>();
      if (batch.length === 0) void saveAll();
      batch.push({ settled: { parcel, outcome }, saved });
      return saved.promise;
    },
    giveUp: () => {
      hasEnded = true;
      ended.resolve();
    },
  };
}
