// The delivery on a real store, with platforms that answer as a test says and time that passes when it says so.
import { vi } from 'vitest';
import { type AlertDelivery, createDelivery } from '../../../src/alerts/send/delivery.ts';
import type { Target } from '../../../src/core/ports/ids.ts';
import type { OutboxStore, ParcelOutcome } from '../../../src/core/ports/outbox.ts';
import type { Delivery as Answer, ChatAdapter } from '../../../src/core/ports/platform.ts';
import type { Reply } from '../../../src/core/reply/reply.ts';
import { type AlertStore, openAlertStore } from '../../support/alert-store.ts';
import { contents } from '../../support/outbox.ts';

interface Sent {
  readonly to: Target;
  readonly key: string;
  /** What it tells of; "repeat" stands first where the reader is told so. */
  readonly text: string;
  readonly at: number;
}

type ScriptedPlatform = Pick<ChatAdapter, 'send' | 'repeatsDroppedForMs'> & {
  readonly sent: Sent[];
  readonly underWay: { now: number; most: number };
  answer: (sent: Sent) => Promise<Answer> | Answer;
};

export const ok = (): Answer => ({ kind: 'ok' });
export const never = () => new Promise<Answer>(() => undefined);

/** `clock` runs with the fake timers, and jumps when `skip` is called. */
export function createTime(startAt: number) {
  let skippedMs = startAt - Date.now();
  return {
    clock: { now: () => Date.now() + skippedMs },
    /** Nothing happens meanwhile. */
    skip: (ms: number) => {
      skippedMs += ms;
    },
    /** Everything that is due meanwhile happens. */
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  };
}

export interface Sending extends AsyncDisposable {
  readonly store: AlertStore;
  readonly delivery: AlertDelivery;
  readonly first: ScriptedPlatform;
  readonly second: ScriptedPlatform;
  readonly settled: ParcelOutcome[];
  readonly log: string[];
}

interface Options {
  readonly time: ReturnType<typeof createTime>;
  readonly store?: AlertStore;
  /** Something between the delivery and its store. */
  readonly outbox?: (real: OutboxStore) => OutboxStore;
}

/** The first platform drops repeats for two minutes, the second shows them. */
export async function openSending({ time, store, outbox = (real) => real }: Options): Promise<Sending> {
  const { clock } = time;
  const opened = store ?? (await openAlertStore());
  const [first, second] = [scripted(120_000, clock.now), scripted(0, clock.now)];
  const settled: ParcelOutcome[] = [];
  const log: string[] = [];
  const note = (message: string) => void log.push(message);
  const delivery = createDelivery({
    clock,
    outbox: outbox(opened.outbox),
    log: { info: note, warn: note, error: note },
    adapters: new Map([
      ['console', first],
      ['elsewhere', second],
    ]),
    render: async (parcel, _, { isRepeat, closedTopic = '' }) =>
      wordsOf([...(isRepeat ? ['repeat'] : []), closedTopic, ...contents(parcel)].filter(Boolean).join(' ')),
    onSettled: (_, outcome) => void settled.push(outcome),
  });
  return {
    store: opened,
    delivery,
    first,
    second,
    settled,
    log,
    [Symbol.asyncDispose]: async () => {
      const stopped = delivery.stop();
      await vi.advanceTimersByTimeAsync(20_000);
      await stopped;
      if (!store) await opened.close();
    },
  };
}

function scripted(repeatsDroppedForMs: number, now: () => number): ScriptedPlatform {
  const platform: ScriptedPlatform = {
    repeatsDroppedForMs,
    sent: [],
    answer: ok,
    underWay: { now: 0, most: 0 },
    send: async (to, reply, key) => {
      const { sent, underWay } = platform;
      const one = { to, key, text: reply.title ?? '', at: now() };
      sent.push(one);
      underWay.now += 1;
      underWay.most = Math.max(underWay.most, underWay.now);
      try {
        return await platform.answer(one);
      } finally {
        underWay.now -= 1;
      }
    },
  };
  return platform;
}

function wordsOf(title: string): Reply {
  return { title, tone: 'neutral', visibility: 'chat', blocks: [] };
}
