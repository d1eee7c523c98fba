// Telegram's limits: the fake holds bots to them, and this one never meets them.
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Target } from '../../../../src/core/ports/ids.ts';
import type { ChatAdapter } from '../../../../src/core/ports/platform.ts';
import { createServerClock } from '../../../fakes/rates.ts';
import { type FakeTelegram, type FakeTelegramOptions, startFakeTelegram } from '../../../fakes/telegram/index.ts';
import { createLimits } from '../../../fakes/telegram/limits.ts';
import { Refusal } from '../../../fakes/telegram/world.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { closeAfterwards, meet } from '../stage.ts';

async function openFake(options: FakeTelegramOptions): Promise<FakeTelegram> {
  return closeAfterwards(await startFakeTelegram(options));
}

describe('the fake', () => {
  const open = () => {
    const clock = createServerClock(0.001);
    const limits = createLimits({ scale: 0.001 }, clock);
    const waitOf = (chatId: number): number | undefined => {
      try {
        limits.check('sendMessage', { chat_id: chatId });
        return undefined;
      } catch (error) {
        return error instanceof Refusal ? Number(/\d+$/.exec(error.message)?.[0]) : Number.NaN;
      }
    };
    const taken = (chatIds: readonly number[]) => chatIds.filter((chatId) => waitOf(chatId) === undefined).length;
    return { clock, limits, taken, waitOf };
  };
  const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  test('takes 30 at once of a bot, and 30 more in the next second', () => {
    const { clock, taken } = open();
    expect(taken(range(40))).toBe(30);
    clock.skip(1_000);
    expect(taken(range(140).slice(100))).toBe(30);
  });

  test('takes six at once of a chat and one a second from then on, and notes who does not wait', () => {
    const { clock, limits, taken, waitOf } = open();
    expect(taken(range(7).map(() => 1))).toBe(6);
    expect(limits).toMatchObject({ refused: 1, impatient: 0 });
    expect(waitOf(1)).toBeGreaterThan(0);
    expect(limits).toMatchObject({ refused: 2, impatient: 1 });
    clock.skip(1_100);
    expect(taken([1, 1])).toBe(1);
  });

  test('takes 20 in a minute of a group, whatever the intervals', () => {
    const { clock, taken } = open();
    let count = 0;
    for (let second = 0; second < 50; second += 2, clock.skip(2_000)) count += taken([-1]);
    expect(count).toBe(20);
    clock.skip(15_000);
    expect(taken([-1])).toBe(1);
  });

  test('answers 429, and anything goes when nobody asked for limits', async () => {
    const [strict, lax] = [await openFake({ limits: { scale: 0.001 } }), await openFake({})];
    const send = async (fake: FakeTelegram) => {
      const [body, headers] = [JSON.stringify({ chat_id: 1, text: 'x' }), { 'content-type': 'application/json' }];
      return fetch(`${fake.apiRoot}/bot${fake.token}/sendMessage`, { method: 'POST', headers, body });
    };
    for (const fake of [strict, lax]) fake.person(1);
    for (let count = 0; count < 6; count++) expect((await send(strict)).status).toBe(200);
    const refused = await send(strict);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ ok: false, parameters: { retry_after: expect.any(Number) } });
    expect(strict.delivered()).toHaveLength(6);
    for (let count = 0; count < 7; count++) expect((await send(lax)).status).toBe(200);
  });
});

/** As whoever delivers does: obeys and tries again. */
async function insist(adapter: ChatAdapter, to: Target, text: string): Promise<void> {
  for (;;) {
    const delivery = await adapter.send(to, say(text), text);
    if (delivery.kind === 'ok') return;
    if (delivery.kind !== 'rate-limited') throw new Error(delivery.kind);
    await delay(delivery.retryAfterMs);
  }
}

async function startOn(fake: FakeTelegram, timeScale: number): Promise<ChatAdapter> {
  const { adapter } = meet(fake, { timeScale });
  await adapter.start(createScriptedHost(() => say('an answer')));
  return adapter;
}

const crowd = (fake: FakeTelegram, count: number) =>
  Array.from({ length: count }, (_, index) => fake.person(index + 1));
const newsTo = ({ id }: { readonly id: number }): Target => ({ kind: 'person', userId: String(id) });

test('news to many chats and many to one, with commands in between: nobody is ever refused', async () => {
  const fake = await openFake({ limits: { scale: 5 } });
  const adapter = await startOn(fake, 5);
  const people = crowd(fake, 200);
  const work = [
    ...people.map((person) => insist(adapter, newsTo(person), `news ${person.id}`)),
    ...Array.from({ length: 5 }, (_, index) => insist(adapter, newsTo({ id: 1 }), `more ${index}`)),
  ];
  for (const person of people.slice(0, 20)) fake.say(person, 'private', '/standings');
  await Promise.all(work);
  await expect.poll(() => fake.delivered().filter(({ text }) => text === 'an answer')).toHaveLength(20);
  expect(fake.limits).toMatchObject({ refused: 0, impatient: 0 });
  expect(fake.delivered()).toHaveLength(200 + 5 + 20);
});

test('more than a minute of news to one group: nobody is ever refused', async () => {
  const fake = await openFake({ limits: { scale: 30 } });
  const adapter = await startOn(fake, 30);
  const group = fake.group(-1_001);
  const work = Array.from({ length: 22 }, (_, index) =>
    insist(adapter, { kind: 'chat', chatId: '-1001' }, `group ${index}`),
  );
  await Promise.all(work);
  expect(fake.limits).toMatchObject({ refused: 0, impatient: 0 });
  expect(fake.delivered(group)).toHaveLength(22);
});

test('a limit that is lower than anybody knows is obeyed, and everything arrives', async () => {
  const fake = await openFake({ limits: { scale: 0.5 } });
  const adapter = await startOn(fake, 20);
  await Promise.all(crowd(fake, 100).map((person) => insist(adapter, newsTo(person), `news ${person.id}`)));
  expect(fake.limits).toMatchObject({ refused: expect.any(Number), impatient: 0 });
  expect(fake.limits.refused).toBeGreaterThan(0);
  expect(new Set(fake.delivered().map(({ text }) => text)).size).toBe(100);
  expect(fake.delivered()).toHaveLength(100);
});

test('faults by chance: what is told of each message is true', async () => {
  const fake = await openFake({});
  const adapter = await startOn(fake, 100);
  fake.faults.randomly({
    rate: 0.5,
    seed: 7,
    kinds: ['too-many', 'server-error', 'late-error', 'reset', 'no-answer'],
    retryAfterS: 0.05,
  });
  const told = await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      const { id } = fake.person(index + 1);
      return [await adapter.send({ kind: 'person', userId: String(id) }, say('news'), `${id}`), id] as const;
    }),
  );
  const shown = (id: number) => fake.delivered().filter(({ chatId }) => chatId === String(id)).length;
  const kinds = new Map<string, Set<number>>();
  for (const [{ kind }, id] of told) kinds.set(kind, (kinds.get(kind) ?? new Set()).add(shown(id)));
  expect(kinds.get('ok')).toEqual(new Set([1]));
  expect(kinds.get('unknown')).toEqual(new Set([0, 1]));
  expect(kinds.get('rate-limited') ?? new Set([0])).toEqual(new Set([0]));
  expect(fake.faults.byChance).toBeGreaterThan(20);
});
