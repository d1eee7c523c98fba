// Looks at the recorded chain, one after the other: what is saved of them, and what people and operators are told.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import en from '../../data/locales/en.json' with { type: 'json' };
import { createOperators } from '../../src/alerts/operators.ts';
import { createPoll } from '../../src/alerts/poll.ts';
import type { OutboxStore, TickStore } from '../../src/core/alert-ports.ts';
import { createTranslator } from '../../src/core/i18n.ts';
import type { Observed } from '../../src/core/observers-port.ts';
import { diffElection } from '../../src/election/diff.ts';
import type { Candidate } from '../../src/election/snapshot.ts';
import { type Observation, stateOf } from '../../src/election/state.ts';
import { type AlertStore, anna, online, openAlertStore, ownerOf, watchOf } from '../support/alert-store.ts';
import { recordedObservations } from '../support/recorded-election.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const MINUTE_MS = 60_000;
const hers = ownerOf(anna);
const operator = { platform: 'console', userId: '77' };
const translator = await createTranslator({ en }, 'en');

/** After step −1, 0, 1 … of the recording. In step 4 slife goes online, in step 6 five nodes are registered. */
const observations: readonly Observation[] = [...recordedObservations().take(24)];
const ONLINE = 5;

const seen = (index: number, host = 'one.example', change = (candidate: Candidate) => candidate): Observed => {
  const observation = observations[index];
  if (!observation) throw new RangeError(`no observation ${index}`);
  const { snapshot } = observation;
  return {
    host,
    observation: { ...observation, snapshot: { ...snapshot, candidates: snapshot.candidates.map(change) } },
  };
};
const unread = (host: string): Observed => ({ host, trouble: 'unreachable', detail: 'no answer' });

let store: AlertStore;
let now: number;
let logged: string[];
beforeEach(async () => {
  store = await openAlertStore();
  now = NOON;
  logged = [];
});
afterEach(() => store.close());

interface BotOptions {
  readonly quorum?: number;
  readonly ticks?: TickStore;
  readonly owners?: readonly string[];
  readonly notify?: OutboxStore['notify'];
}

/** A bot that knows what is in the store. */
function startBot({ owners = ['console:77'], notify = store.outbox.notify, ...options }: BotOptions = {}) {
  let shown: readonly Observed[] = [];
  const clock = { now: () => now };
  const t = translator.for('en');
  const note = (message: string) => void logged.push(message);
  const log = { info: () => {}, warn: note, error: note };
  const poll = createPoll({
    ...{ confirm: 2, quorum: 2, intervalMs: MINUTE_MS, ticks: store.ticks, t, clock, log, ...options },
    observeAll: async () => shown,
    operators: createOperators({ owners, outbox: { notify }, t, clock, log }),
  });
  return {
    poll,
    /** A minute after the one before. */
    look: (...looks: readonly Observed[]) => {
      now += MINUTE_MS;
      shown = looks;
      return poll.run();
    },
  };
}

async function watchAll(event: 'online' | 'status' = 'online'): Promise<void> {
  const snapshot = observations[0]?.snapshot;
  if (!snapshot) throw new Error('nothing is recorded');
  const { chain, threshold, time } = snapshot;
  const watch = watchOf({ kind: 'all' }, { ...online, event }, { terms: { chain, threshold, time } });
  await store.subscriptions.add(hers, watch, 9, NOON);
}

const alerts = async () => (await store.subscriptions.alerts(hers, 999)).flatMap(({ event }) => event ?? []);
const notices = async () =>
  (await store.subscriptions.alerts(ownerOf(operator), 99)).flatMap(({ kind, text }) =>
    kind === 'notice' ? [text] : [],
  );

describe('deciding', () => {
  test('the first look says nothing, and is where the next begins', async () => {
    await watchAll();
    const { poll, look } = startBot();
    expect(poll.latest()).toBeUndefined();
    expect(await look(seen(0))).toBe(0);
    expect(poll.latest()).toEqual(observations[0]);
    const { snapshot } = observations[0] ?? {};
    if (!snapshot) throw new Error('nothing is recorded');
    expect(await store.ticks.load(snapshot.chain)).toMatchObject({ pending: [] });
    expect(await alerts()).toEqual([]);
  });

  test('what is new is told when it has stood in two looks, once, with both heights and who showed it', async () => {
    await watchAll();
    const { look } = startBot({ quorum: 1 });
    for (let index = 0; index <= ONLINE; index += 1) expect(await look(seen(index))).toBe(0);
    expect(await look(seen(ONLINE + 1))).toBe(1);
    expect(await look(seen(ONLINE + 2))).toBe(0);
    const [before, after] = [observations[ONLINE], observations[ONLINE + 1]].map((one) => one?.snapshot.blocks.first);
    expect(await alerts()).toMatchObject([
      {
        ...{ type: 'online', subject: 'slife', direction: 'up', blocks: { from: before, to: after } },
        ...{ hosts: ['one.example'], isOffline: false, isOneSource: false, isSynthetic: true },
      },
    ]);
  });

  test('what stood in one look only is never told', async () => {
    await watchAll();
    const { look } = startBot({ quorum: 1 });
    const offline = (candidate: Candidate) =>
      candidate.account === 'slife' ? { ...candidate, online: false } : candidate;
    for (const index of [3, 4, ONLINE]) await look(seen(index));
    for (const index of [6, 8, 10]) {
      expect(await look(seen(index, 'one.example', offline))).toBe(0);
      expect(await look(seen(index + 1))).toBe(0);
    }
    expect(await alerts()).toEqual([]);
  });

  test('a chain that stands still confirms nothing', async () => {
    await watchAll();
    const { look } = startBot({ quorum: 1 });
    for (const index of [3, 4, ONLINE, ONLINE, ONLINE]) expect(await look(seen(index))).toBe(0);
    expect(await look(seen(ONLINE + 1))).toBe(1);
  });

  test('a restart between two looks loses nothing that waits to be confirmed, and repeats nothing', async () => {
    await watchAll();
    for (let index = 0; index < ONLINE; index += 1) await startBot({ quorum: 1 }).look(seen(index));
    expect(await startBot({ quorum: 1 }).look(seen(ONLINE))).toBe(0);
    expect(await startBot({ quorum: 1 }).look(seen(ONLINE + 1))).toBe(1);
    expect(await startBot({ quorum: 1 }).look(seen(ONLINE + 2))).toBe(0);
  });

  test('a look that cannot be saved changes nothing: the next one decides the same', async () => {
    await watchAll();
    let fails = false;
    const ticks: TickStore = {
      ...store.ticks,
      save: async (tick) => {
        if (!fails) return store.ticks.save(tick);
        throw new Error('the disk is full');
      },
    };
    const { poll, look } = startBot({ quorum: 1, ticks });
    for (let index = 3; index <= ONLINE; index += 1) await look(seen(index));
    fails = true;
    for (let tries = 0; tries < 3; tries += 1) await expect(look(seen(ONLINE + 1))).rejects.toThrow('the disk is full');
    expect(poll.latest()).toEqual(observations[ONLINE]);
    expect(await alerts()).toEqual([]);
    fails = false;
    expect(await look(seen(ONLINE + 1))).toBe(1);
    expect(await look(seen(ONLINE + 2))).toBe(0);
  });

  test.each([
    ['of the same bot', (bot: ReturnType<typeof startBot>) => bot],
    ['with a restart at every look', () => startBot({ quorum: 1 })],
  ])('after a downtime the net changes are told once, marked, when they are confirmed: %s', async (_, next) => {
    await watchAll();
    await watchAll('status');
    let bot = startBot({ quorum: 1 });
    for (const index of [2, 3]) await bot.look(seen(index));
    now += 3_600_000;
    const told: number[] = [];
    for (const index of [20, 21, 22, 23]) {
      bot = next(bot);
      told.push(await bot.look(seen(index)));
    }
    const [older, newer] = [observations[3], observations[21]];
    if (!older || !newer) throw new Error('too little is recorded');
    const types = ['online', 'offline', 'registered', 'approved', 'leaving', 'left', 'unregistered'];
    const net = diffElection(stateOf(older), stateOf(newer)).filter(({ type }) => types.includes(type));
    expect(net.length).toBeGreaterThan(8);
    expect(told).toEqual([0, net.length, 0, 0]);
    const nameOf = ({ type }: { type: string }, subject: string) => `${type} ${subject}`;
    const events = await alerts();
    expect(events.map((event) => nameOf(event, event.subject)).toSorted()).toEqual(
      net.map((event) => nameOf(event, event.node)).toSorted(),
    );
    expect(new Set(events.map(({ isOffline }) => isOffline))).toEqual(new Set([true]));
    expect(events[0]?.blocks).toEqual({ from: older.snapshot.blocks.first, to: newer.snapshot.blocks.first });
  });
});

describe('operators are told once, and people nothing, when', () => {
  const two = (index: number) => [seen(index, 'one.example'), seen(index, 'two.example')] as const;

  test('no node can be read, and again when it comes back', async () => {
    await watchAll();
    const { look } = startBot();
    const gone = [unread('one.example'), unread('two.example')];
    await look(...two(0));
    await look(...gone);
    expect([await notices(), logged]).toEqual([[], []]);
    for (let looks = 0; looks < 4; looks += 1) await look(...gone);
    expect(await notices()).toEqual([expect.stringContaining('cannot be read: no answer now')]);
    expect(logged).toEqual(await notices());
    await look(...two(1));
    for (let looks = 0; looks < 3; looks += 1) await look(...gone);
    expect(await notices()).toHaveLength(2);
    expect(await alerts()).toEqual([]);
  });

  test('fewer nodes can be read than are asked for: alerts go on, marked', async () => {
    await watchAll();
    const { look } = startBot();
    for (const index of [3, 4]) await look(...two(index));
    for (const index of [5, 6, 7, 8]) await look(seen(index), unread('two.example'));
    expect(await notices()).toEqual([expect.stringContaining('Only 1 of 2')]);
    expect(logged).toHaveLength(1);
    expect(await alerts()).toMatchObject([{ subject: 'slife', isOneSource: true, hosts: ['one.example'] }]);
    for (const index of [9, 10]) await look(...two(index));
    for (const index of [11, 12, 13]) await look(seen(index), unread('two.example'));
    expect(await notices()).toHaveLength(2);
  });

  test('nodes disagree: what they disagree about waits, also while the chain stands still in between', async () => {
    await watchAll();
    const { look } = startBot();
    const behind = (candidate: Candidate) =>
      candidate.account === 'slife' ? { ...candidate, online: false } : candidate;
    const apart = (index: number) => [seen(index, 'one.example'), seen(index, 'two.example', behind)] as const;
    for (const index of [3, 4]) await look(...two(index));
    for (const index of [5, 6, 7, 8, 9, 9, 10, 11, 12, 12, 13, 14]) expect(await look(...apart(index))).toBe(0);
    expect(await notices()).toEqual([expect.stringMatching(/disagree about slife online.*one\.example, two\.example/)]);
    expect(logged).toHaveLength(1);
    expect(await alerts()).toEqual([]);
    for (const index of [15, 16]) await look(...two(index));
    expect(await alerts()).toMatchObject([{ subject: 'slife', type: 'online', isOneSource: false }]);
    expect(await notices()).toHaveLength(1);
  });

  test('something is wrong, by the log alone where nobody is named as an owner', async () => {
    const { look } = startBot({ owners: [] });
    for (let looks = 0; looks < 3; looks += 1) await look(unread('one.example'));
    expect([logged.length, await notices()]).toEqual([1, []]);
  });

  test('a notice cannot be saved: the look goes on, and the log has both', async () => {
    const { look } = startBot();
    const notify = async () => Promise.reject(new Error('the disk is full'));
    const deaf = startBot({ notify });
    for (let looks = 0; looks < 3; looks += 1) await deaf.look(unread('one.example'));
    expect(logged).toEqual([expect.stringContaining('cannot be read'), 'an operator could not be told']);
    expect(await look(seen(0))).toBe(0);
  });
});
