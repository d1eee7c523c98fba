import { describe, expect, test } from 'vitest';
import { createIncidents } from '../../../src/alerts/look/incidents.ts';
import { attempt } from '../../../src/alerts/send/attempt.ts';
import { createRests } from '../../../src/alerts/send/platform-rests.ts';
import type { Target } from '../../../src/core/ports/ids.ts';
import type { Destination, Parcel } from '../../../src/core/ports/outbox.ts';
import type { Delivery } from '../../../src/core/ports/platform.ts';
import { silent } from '../../support/devnet.ts';
import { alert, NOON, parcel } from '../samples.ts';

const FIRST: Destination = { platform: 'first', to: { kind: 'person', userId: '1' } };
const SECOND: Destination = { platform: 'second', to: { kind: 'person', userId: '2' } };

async function tried(given: Parcel, answers: Delivery | Error | readonly Delivery[], now = NOON, unwritable?: Error) {
  const sent: { platform: string; to: Target; key: string; isRepeat: boolean; closedTopic?: string }[] = [];
  let how: Parameters<Parameters<typeof attempt>[0]['render']>[2] = {};
  const adapter = (platform: string, repeatsDroppedForMs: number) => ({
    repeatsDroppedForMs,
    send: async (to: Target, _reply: unknown, key: string) => {
      const { isRepeat = false, closedTopic } = how;
      sent.push({ platform, to, key, isRepeat, ...(closedTopic !== undefined && { closedTopic }) });
      const delivery = Array.isArray(answers) ? answers[sent.length - 1] : answers;
      if (delivery instanceof Error) throw delivery;
      return delivery;
    },
  });
  const result = await attempt(
    {
      adapters: new Map([
        ['first', adapter('first', 120_000)],
        ['second', adapter('second', 0)],
      ]),
      render: async (_parcel, _destination, told) => {
        if (unwritable) throw unwritable;
        how = told;
        return { tone: 'neutral', visibility: 'chat', blocks: [] };
      },
      clock: { now: () => now },
      log: silent,
    },
    given,
  );
  return { ...result, sent };
}

test('a delivered message is settled where it went, and under its key', async () => {
  const { outcome, sent } = await tried(parcel(), { kind: 'ok' });
  expect(outcome).toEqual({ kind: 'delivered', platform: 'first', at: NOON });
  expect(sent).toEqual([{ platform: 'first', to: FIRST.to, key: 'key', isRepeat: false }]);
});

test.each([
  ['unavailable', false],
  ['unknown', true],
] as const)('%s is tried again, later each time', async (kind, isUnsure) => {
  const early = (await tried(parcel(), { kind })).outcome;
  const late = (await tried(parcel({ attempts: 30 }), { kind })).outcome;
  expect(early).toMatchObject({ kind: 'retry', isUnsure, platform: 'first' });
  const wait = (outcome: typeof early) => (outcome.kind === 'retry' ? outcome.dueAt - NOON : Number.NaN);
  expect(wait(early)).toBeGreaterThan(400);
  expect(wait(early)).toBeLessThanOrEqual(1_000);
  expect(wait(late)).toBeGreaterThanOrEqual(300_000);
  expect(wait(late)).toBeLessThanOrEqual(600_000);
});

test('told to wait, it waits as long as it is told', async () => {
  const { outcome } = await tried(parcel(), { kind: 'rate-limited', retryAfterMs: 7_777 });
  expect(outcome).toEqual({ kind: 'retry', dueAt: NOON + 7_777, platform: 'first', isUnsure: false });
});

test('nobody else to try is one whose platform is not configured, so it is tried again later', async () => {
  const elsewhere = parcel({ destinations: [FIRST, { ...SECOND, platform: 'third' }] });
  const { outcome } = await tried(elsewhere, { kind: 'gone' });
  expect(outcome).toMatchObject({ kind: 'gone', platform: 'first', dueAt: NOON + 3_600_000 });
});

test('a send that fails in an unforeseen way may have arrived', async () => {
  const { outcome, platform } = await tried(parcel(), new Error('unforeseen'));
  expect(outcome).toMatchObject({ kind: 'retry', platform: 'first', isUnsure: true });
  expect(platform).toBe('first');
});

test('a message that cannot be made has not arrived, and says nothing of the platform', async () => {
  const { outcome, platform, sent } = await tried(parcel(), { kind: 'ok' }, NOON, new Error('unforeseen'));
  expect(outcome).toMatchObject({ kind: 'retry', isUnsure: false });
  expect([platform, sent]).toEqual([undefined, []]);
});

test('what is refused whatever the time becomes a dead letter', async () => {
  const { outcome } = await tried(parcel(), { kind: 'rejected', why: 'too long' });
  expect(outcome).toEqual({ kind: 'dead', outcome: 'rejected', why: 'too long', at: NOON });
});

describe('a topic that takes no messages', () => {
  const topic: Destination = { platform: 'first', to: { kind: 'chat', chatId: '-1', threadId: '7', pingRole: '5' } };
  const given = parcel({ destinations: [topic] });
  const closed = { kind: 'closed' } as const;

  test('is told of in its chat, and rests', async () => {
    const { outcome, sent } = await tried(given, [closed, { kind: 'ok' }]);
    expect(outcome).toEqual({ kind: 'closed', platform: 'first', at: NOON, isTold: true });
    expect(sent.slice(1)).toEqual([
      {
        platform: 'first',
        to: { kind: 'chat', chatId: '-1', pingRole: '5' },
        key: 'key-beside',
        isRepeat: false,
        closedTopic: '7',
      },
    ]);
  });

  test('rests with what it waits for where its chat takes none either', async () => {
    expect((await tried(given, closed)).outcome).toMatchObject({ kind: 'closed', isTold: false });
    const general = parcel({ destinations: [{ platform: 'first', to: { kind: 'chat', chatId: '-1' } }] });
    const { outcome, sent } = await tried(general, closed);
    expect([outcome.kind, sent.length]).toEqual(['closed', 1]);
  });

  test.each([
    ['gone', { kind: 'gone' }],
    ['retry', { kind: 'unknown' }],
    ['retry', { kind: 'rate-limited', retryAfterMs: 5 }],
    ['dead', { kind: 'rejected', why: 'too long' }],
  ] as const)('%s, when that is what becomes of the message in its chat', async (kind, beside) => {
    expect((await tried(given, [closed, beside])).outcome.kind).toBe(kind);
  });
});

test('the longer somebody is gone, the later they are tried again', async () => {
  const dueAfter = async (goneSince: number) => {
    const { outcome } = await tried(parcel({ goneSince }), { kind: 'gone' });
    return outcome.kind === 'gone' ? outcome.dueAt - NOON : Number.NaN;
  };
  const [hour, day] = [3_600_000, 86_400_000];
  expect(await dueAfter(NOON - hour)).toBe(hour);
  expect(await dueAfter(NOON - day)).toBe(6 * hour);
  expect(await dueAfter(NOON - 20 * day)).toBe(day);
});

test('somebody gone is tried on the other platform at once, and otherwise later', async () => {
  const both = parcel({ destinations: [FIRST, SECOND] });
  expect((await tried(both, { kind: 'gone' })).outcome).toEqual({
    kind: 'gone',
    platform: 'first',
    dueAt: NOON,
    at: NOON,
  });
  const alone = parcel({ destinations: [FIRST, { ...SECOND, isGone: true }] });
  expect((await tried(alone, { kind: 'gone' })).outcome).toMatchObject({ kind: 'gone', dueAt: NOON + 3_600_000 });
});

test.each([
  ['within the time in which the platform drops repeats', 'first', 60_000, false],
  ['after that time', 'first', 120_000, true],
  ['where repeats are shown', 'second', 1, true],
  ['with a clock that went back', 'first', -1, true],
])('a message that may have arrived is marked %s: %s', async (_, platform, ageMs, isRepeat) => {
  const destinations = platform === 'first' ? [FIRST] : [SECOND];
  const unsure = { since: NOON - ageMs, platform };
  expect((await tried(parcel({ destinations, unsure }), { kind: 'ok' })).sent[0]?.isRepeat).toBe(isRepeat);
});

test('a message that may have arrived elsewhere is marked', async () => {
  const unsure = { since: NOON - 1, platform: 'second' };
  expect((await tried(parcel({ unsure }), { kind: 'ok' })).sent[0]?.isRepeat).toBe(true);
});

test('quiet hours hold alerts, but no test, no notice and nothing that was tried already', async () => {
  const preferences = { zone: 'UTC', quiet: { from: 11 * 60, to: 13 * 60 } };
  const held = await tried(parcel({ preferences }), { kind: 'ok' });
  expect(held.outcome).toEqual({ kind: 'hold', dueAt: NOON + 3_600_000 });
  expect(held.sent).toEqual([]);
  const sentAnyway = [
    parcel({ preferences, alerts: [alert({ kind: 'test' })] }),
    parcel({ preferences, alerts: [alert({ kind: 'notice', text: 'x' })] }),
    parcel({ preferences, unsure: { since: NOON - 1, platform: 'first' } }),
  ];
  for (const given of sentAnyway) expect((await tried(given, { kind: 'ok' })).outcome.kind).toBe('delivered');
});

test('a platform that is not configured keeps its messages', async () => {
  const elsewhere = parcel({ destinations: [{ ...FIRST, platform: 'third' }] });
  expect((await tried(elsewhere, { kind: 'ok' })).outcome).toMatchObject({ kind: 'hold' });
});

test('a platform rests after failures in a row, and a success ends that', () => {
  let now = NOON;
  const rests = createRests({ now: () => now });
  const failed = { kind: 'retry', dueAt: 0, platform: 'first', isUnsure: false } as const;
  for (let i = 0; i < 4; i += 1) rests.note('first', failed);
  expect(rests.resting()).toEqual([]);
  rests.note('first', failed);
  expect(rests.resting()).toEqual(['first']);
  now += 3_000;
  expect(rests.resting()).toEqual([]);
  rests.note('first', { kind: 'delivered', platform: 'first', at: now });
  rests.note('first', failed);
  expect(rests.resting()).toEqual([]);
});

test('failures of messages that were on their way when the rest began do not make it longer', () => {
  let now = NOON;
  const rests = createRests({ now: () => now });
  const failed = { kind: 'retry', dueAt: 0, platform: 'first', isUnsure: false } as const;
  for (let i = 0; i < 32; i += 1) rests.note('first', failed);
  expect(rests.resting()).toEqual(['first']);
  now += 2_000;
  expect(rests.resting()).toEqual([]);
  rests.note('first', failed);
  now += 1_999;
  expect(rests.resting()).toEqual(['first']);
  now += 2_001;
  expect(rests.resting()).toEqual([]);
});

test('trouble that lasts is told once, and again when it comes back', async () => {
  const incidents = createIncidents();
  const told: string[] = [];
  const note = (isTrouble: boolean, now: number) =>
    incidents.note('stalled', isTrouble, now, async (incident) => {
      told.push(incident);
    });
  await note(true, NOON);
  await note(false, NOON);
  for (let i = 1; i < 5; i += 1) await note(true, NOON + i);
  await note(false, NOON);
  for (let i = 7; i < 9; i += 1) await note(true, NOON + i);
  expect(told).toEqual([new Date(NOON + 1).toISOString(), new Date(NOON + 7).toISOString()]);
});
