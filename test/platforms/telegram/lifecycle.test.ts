// Getting connected and staying so: each trap of the library's polling, and what an operator reads about it.
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { createTelegramAdapter } from '../../../src/platforms/telegram/index.ts';
import { createScriptedHost, type ScriptedHost, say } from '../scripted-host.ts';
import { converse, meet, openFake } from './stage.ts';

const answering = () => createScriptedHost(() => say('an answer'));
const eventsOf = (host: ScriptedHost) =>
  host.events.map(({ kind }) => kind).filter((kind) => kind === 'connected' || kind === 'disconnected');

describe('traps of launching', () => {
  test('launch settles only when polling ends: start does not wait for it', async () => {
    const host = answering();
    const { fake } = await converse(host);
    await expect.poll(() => eventsOf(host)).toEqual(['connected']);
    const polls = fake.callsOf('getUpdates');
    expect(polls[0]?.payload.timeout).toBe(0);
    await expect.poll(() => fake.callsOf('getUpdates').at(-1)?.payload.timeout).toBe(50);
  });

  test('it rejects when the API is down at the start: start goes on trying by itself', async () => {
    const host = answering();
    const { fake, adapter, logged } = meet(await openFake());
    await fake.goDown();
    await adapter.start(host);
    expect(eventsOf(host)).toEqual(['disconnected']);
    expect(await adapter.send({ kind: 'chat', chatId: '1' }, say('news'), 'key')).toEqual({ kind: 'unavailable' });
    await fake.comeBack();
    await expect.poll(() => eventsOf(host)).toContain('connected');
    expect(logged.join('\n')).toContain('no connection to Telegram (ECONNREFUSED)');
    const person = fake.person(1);
    fake.say(person, 'private', '/standings');
    await expect.poll(() => fake.shown(person)).toContain('an answer');
  });

  test.each([
    ['refused', '4242:another_token_that_is_long_enough'],
    ['malformed', 'nonsense'],
  ])('a %s token is one sentence that names the setting and not the token', async (_, token) => {
    const { fake, adapter, logged } = meet(await openFake(), { token });
    if (token === 'nonsense') fake.faults.add({ kind: 'refuse', code: 404, description: 'Not Found' });
    const error = await adapter.start(answering()).catch(String);
    expect(error).toContain('TELEGRAM_TOKEN');
    expect([error, ...logged].join('\n')).not.toContain(token);
    await adapter.stop();
  });

  test('stop before launch throws in the library, and is fine here', async () => {
    const { adapter } = meet(await openFake());
    await adapter.stop();
    const { fake, adapter: other } = meet(await openFake());
    const asked = vi.spyOn(fake.faults, 'take');
    fake.faults.add({ method: 'getMe', kind: 'hang' });
    void other.start(answering());
    await expect.poll(() => asked.mock.calls).toContainEqual(['getMe', undefined, false]);
    await other.stop();
    expect(fake.callsOf('getUpdates')).toEqual([]);
  });

  test('without an API root the bot is for Telegram itself', () => {
    const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
    expect(createTelegramAdapter({ token: '1:a', log }).platform).toBe('telegram');
  });
});

describe('traps of polling', () => {
  test('a throwing handler would end polling: a host that throws everywhere ends nothing', async () => {
    const host = answering();
    let isBroken = true;
    const isNew = host.isNew;
    host.isNew = (platform, id) => (isBroken ? Promise.reject(new Error('no store')) : isNew(platform, id));
    const { fake, logged } = await converse(host);
    const person = fake.person(1);
    fake.say(person, 'private', '/standings');
    await expect.poll(() => logged.join('\n')).toContain('no store');
    isBroken = false;
    fake.updates.push('message', { message_id: 1 });
    fake.say(person, 'private', '/standings');
    await expect.poll(() => fake.shown(person)).toContain('an answer');
    expect(eventsOf(host)).toEqual(['connected']);
  });

  test('the next poll waits for the slowest handler: one slow answer holds up nobody else', async () => {
    const slow = Promise.withResolvers<void>();
    const host = createScriptedHost(async ({ actor }) => {
      if (actor.userId === '1') await slow.promise;
      return say(`for ${actor.userId}`);
    });
    const { fake } = await converse(host);
    const [first, second] = [fake.person(1), fake.person(2)];
    fake.say(first, 'private', '/standings');
    fake.say(second, 'private', '/standings');
    await expect.poll(() => fake.shown(second)).toContain('for 2');
    fake.say(second, 'private', '/standings 2');
    await expect.poll(() => fake.messages(second)).toHaveLength(2);
    expect(fake.messages(first)).toEqual([]);
    slow.resolve();
    await expect.poll(() => fake.shown(first)).toContain('for 1');
  });

  test('a chat gets its answers in the order of its questions', async () => {
    const host = createScriptedHost(async ({ raw }) => {
      const text = raw.kind === 'line' ? raw.text : '';
      await delay(text === '1' ? 100 : 0);
      return say(`answer ${text}`);
    });
    const { fake } = await converse(host);
    const person = fake.person(1);
    for (const page of [1, 2, 3]) fake.say(person, 'private', `/standings ${page}`);
    await expect.poll(() => fake.messages(person).map(({ text }) => text)).toHaveLength(3);
    expect(fake.messages(person).map(({ text }) => text)).toEqual(['answer 1', 'answer 2', 'answer 3']);
  });

  test.each([
    ['a 5xx', { kind: 'html', status: 502 }],
    ['a 429', { kind: 'refuse', code: 429, description: 'Too Many Requests', parameters: { retry_after: 1 } }],
    ['a reset', { kind: 'reset' }],
    ['an HTML page', { kind: 'html', status: 404 }],
  ] as const)('%s in polling is told at once and got over', async (_, fault) => {
    const host = answering();
    const { fake, logged } = await converse(host);
    await expect.poll(() => eventsOf(host)).toEqual(['connected']);
    fake.faults.add({ method: 'getUpdates', times: 1, ...fault });
    const person = fake.person(1);
    fake.say(person, 'private', '/standings');
    await expect.poll(() => eventsOf(host)).toEqual(['connected', 'disconnected', 'connected']);
    fake.say(person, 'private', '/standings');
    await expect.poll(() => fake.shown(person)).toContain('an answer');
    expect(logged.join('\n')).not.toContain(fake.token);
  });

  test('an outage is survived, and what was said meanwhile is answered', async () => {
    const host = answering();
    const { fake } = await converse(host);
    await expect.poll(() => eventsOf(host)).toEqual(['connected']);
    await fake.goDown();
    await expect.poll(() => eventsOf(host)).toContain('disconnected');
    const person = fake.person(1);
    fake.say(person, 'private', '/standings');
    await fake.comeBack();
    await expect.poll(() => fake.shown(person)).toContain('an answer');
  });

  test('409: another instance polls, which is said clearly and does not end this one', async () => {
    const host = answering();
    const { fake, logged } = await converse(host);
    await expect.poll(() => fake.callsOf('getUpdates').length).toBeGreaterThan(1);
    await fetch(`${fake.apiRoot}/bot${fake.token}/getUpdates`, { method: 'POST' });
    await expect.poll(() => logged.join('\n')).toContain('another running instance uses the same token');
    await expect.poll(() => eventsOf(host)).toEqual(['connected', 'disconnected', 'connected']);
  });

  test('409 is not followed by a poll that throws the other instance out', async () => {
    const { fake } = await converse(answering());
    await expect.poll(() => fake.callsOf('getUpdates').length).toBeGreaterThan(1);
    const before = fake.callsOf('getUpdates').length;
    const other = fake.updates.poll(0, 100, 300);
    await expect(other).resolves.toEqual([]);
    expect(fake.callsOf('getUpdates')).toHaveLength(before);
  });

  test('a webhook that was left set is removed before polling', async () => {
    const fake = await openFake();
    fake.updates.webhook = { url: 'https://old.example/hook', secret: undefined };
    const host = answering();
    await meet(fake).adapter.start(host);
    await expect.poll(() => eventsOf(host)).toEqual(['connected']);
    expect(fake.updates.webhook).toBeUndefined();
  });

  test('updates that come again after a restart are answered once', async () => {
    const host = answering();
    const fake = await openFake();
    const first = meet(fake);
    await first.adapter.start(host);
    const person = fake.person(1);
    const id = fake.say(person, 'private', '/standings') ?? 0;
    await expect.poll(() => fake.messages(person)).toHaveLength(1);
    await first.adapter.stop();
    fake.updates.repeat(id);
    await meet(fake).adapter.start(host);
    fake.say(person, 'private', '/standings 2');
    await expect.poll(() => fake.messages(person)).toHaveLength(2);
    expect(host.heard).toHaveLength(2);
  });

  test('what was handled is acknowledged at the end', async () => {
    const host = answering();
    const { fake, adapter } = await converse(host);
    const person = fake.person(1);
    fake.say(person, 'private', '/standings');
    await expect.poll(() => fake.messages(person)).toHaveLength(1);
    await adapter.stop();
    expect(fake.updates.pending).toEqual([]);
    expect(eventsOf(host)).toEqual(['connected', 'disconnected']);
  });
});
