// Looks at the recorded chain, a minute apart, by a bot on a real store, and what came of them.
import en from '../../../data/locales/en.json' with { type: 'json' };
import { createPoll } from '../../../src/alerts/look/poll.ts';
import { createOperators } from '../../../src/alerts/operators.ts';
import { createTranslator } from '../../../src/core/answer/i18n.ts';
import type { LoggedEvent } from '../../../src/core/ports/alert.ts';
import type { Observed } from '../../../src/core/ports/observers.ts';
import type { OutboxStore } from '../../../src/core/ports/outbox.ts';
import type { TickStore } from '../../../src/core/ports/ticks.ts';
import type { Rule } from '../../../src/election/rule.ts';
import type { Candidate } from '../../../src/election/snapshot.ts';
import type { Observation } from '../../../src/election/state.ts';
import { type AlertStore, anna, online, openAlertStore, ownerOf, watchOf } from '../../support/alert-store.ts';
import { noticesTo } from '../../support/outbox.ts';
import { recordedObservations } from '../../support/recorded-election.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const MINUTE_MS = 60_000;
const hers = ownerOf(anna);
const operator = { platform: 'console', userId: '77' };
const translator = await createTranslator({ en }, 'en');

/** After step −1, 0, 1 … of the recording. In step 4 slife goes online, in step 6 five nodes are registered. */
export const observations: readonly Observation[] = [...recordedObservations().take(24)];

export function observationAt(index: number): Observation {
  const observation = observations[index];
  if (!observation) throw new RangeError(`no observation ${index}`);
  return observation;
}

export function seen(index: number, source = 'one.example', change = (candidate: Candidate) => candidate): Observed {
  const observation = observationAt(index);
  const { snapshot } = observation;
  const candidates = snapshot.candidates.map(change);
  return { source, observation: { ...observation, snapshot: { ...snapshot, candidates } } };
}

/** For `seen`: slife is not online there. */
export function withoutSlife(candidate: Candidate): Candidate {
  return candidate.account === 'slife' ? { ...candidate, online: false } : candidate;
}

interface BotOptions {
  readonly quorum?: number;
  readonly ticks?: TickStore;
  readonly owners?: readonly string[];
  readonly notify?: OutboxStore['notify'];
}

export type Bot = ReturnType<Looks['start']>;
export type Looks = Awaited<ReturnType<typeof openLooks>>;

export async function openLooks() {
  const store: AlertStore = await openAlertStore();
  const logged: string[] = [];
  let now = NOON;
  /** A bot that knows what is in the store. */
  const start = ({ owners = ['console:77'], notify = store.outbox.notify, ...options }: BotOptions = {}) => {
    let shown: readonly Observed[] = [];
    const clock = { now: () => now };
    const t = translator.for('en');
    const note = (message: string) => void logged.push(message);
    const log = { info: () => {}, warn: note, error: note };
    const poll = createPoll({
      confirm: 2,
      quorum: 2,
      intervalMs: MINUTE_MS,
      ticks: store.ticks,
      t,
      clock,
      log,
      ...options,
      observeAll: async () => shown,
      operators: createOperators({ owners, outbox: { notify }, t, clock, log }),
    });
    const look = (...looks: readonly Observed[]): Promise<number> => {
      now += MINUTE_MS;
      shown = looks;
      return poll.run();
    };
    return { poll, look };
  };
  return {
    store,
    logged,
    start,
    skip: (ms: number): void => {
      now += ms;
    },
    /** All nodes, for one person. */
    watch: async (event: 'online' | 'status' = 'online'): Promise<void> => {
      const { chain, threshold, time } = observationAt(0).snapshot;
      const watch = watchOf({ kind: 'all' }, { ...online, event }, { terms: { chain, threshold, time } });
      await store.subscriptions.add(hers, watch, 9, NOON);
    },
    /** All nodes by all of these, for her. */
    watchAll: async (rules: readonly Rule[]): Promise<void> => {
      const { chain, threshold, time } = observationAt(0).snapshot;
      for (const rule of rules) {
        const watch = watchOf({ kind: 'all' }, rule, { terms: { chain, threshold, time } });
        await store.subscriptions.add(hers, watch, 99, NOON);
      }
    },
    alerts: async (): Promise<readonly LoggedEvent[]> =>
      (await store.subscriptions.alerts(hers, 9_999)).flatMap(({ event }) => event ?? []),
    /** Of the operator. */
    notices: () => noticesTo(store, operator),
  };
}
