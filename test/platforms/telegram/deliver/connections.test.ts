// A connection that the server closes as it is used again: the answer comes all the same, an alert says that it is a repeat.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Telegram } from 'telegraf';
import { describe, expect, test } from 'vitest';
import { guardCalls } from '../../../../src/platforms/telegram/deliver/client.ts';
import { deliveryOf, toApiError } from '../../../../src/platforms/telegram/deliver/errors.ts';
import { asRead } from '../../../fakes/telegram/world.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { closeAfterwards, converse } from '../stage.ts';

async function open() {
  const host = createScriptedHost(() => say('an answer'));
  const { fake, adapter, logged } = await converse(host, { timeScale: 20 });
  const anna = fake.person(1);
  const ask = async () => {
    const { length } = host.heard;
    fake.say(anna, 'private', '/standings');
    await expect.poll(() => host.heard.length).toBe(length + 1);
  };
  const texts = () => fake.messages(anna).map(({ text }) => asRead(text ?? ''));
  await ask();
  await expect.poll(texts).toEqual(['an answer']);
  return { host, fake, adapter, ask, texts, logged };
}

describe('an idle connection that is reset as it is used again', () => {
  test('an answer is sent again at once', async () => {
    const { fake, ask, texts, logged } = await open();
    fake.faults.add({ method: 'sendMessage', kind: 'reset', onReused: true, times: 1 });
    await ask();
    await expect.poll(texts).toEqual(['an answer', 'an answer']);
    expect(logged.join()).not.toContain('not delivered');
  });

  test('an answer that was taken before the reset looks the same, and comes twice', async () => {
    const { fake, ask, texts } = await open();
    fake.faults.add({ method: 'sendMessage', kind: 'silent', onReused: true, times: 1 });
    await ask();
    await expect.poll(texts).toEqual(['an answer', 'an answer', 'an answer']);
  });

  test('news may have arrived, so whoever sends them says so when they are sent again', async () => {
    const { fake, adapter, texts } = await open();
    fake.faults.add({ method: 'sendMessage', kind: 'reset', onReused: true, times: 1 });
    const send = (text: string) => adapter.send({ kind: 'chat', chatId: '1' }, say(text), 'key');
    expect(await send('news')).toEqual({ kind: 'unknown' });
    expect(await send('a repeat')).toEqual({ kind: 'ok' });
    expect(texts()).toEqual(['an answer', 'a repeat']);
  });
});

test('an answer of which nobody knows whether it arrived is followed by a word of that', async () => {
  const { fake, ask, texts } = await open();
  fake.faults.add({ method: 'sendMessage', kind: 'late-html', status: 200, times: 1 });
  await ask();
  await expect.poll(texts).toEqual(['an answer', 'an answer', 'platforms.telegram.in-doubt']);
});

test('the rest of an answer comes, whatever became of the picture above it', async () => {
  const chart = {
    kind: 'image',
    name: 'chart.png',
    data: new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
    alt: 'a chart',
  } as const;
  const long = { kind: 'text', text: 'word '.repeat(300) } as const;
  const host = createScriptedHost(() => say('', { blocks: [chart, long], footer: 'the end' }));
  const { fake } = await converse(host, { timeScale: 20 });
  const anna = fake.person(1);
  fake.faults.add({ method: 'sendPhoto', kind: 'late-html', status: 200, times: 1 });
  fake.say(anna, 'private', '/standings');
  await expect.poll(() => fake.shown(anna)).toMatch(/a chart.*the end.*in-doubt$/s);
});

test('a page that nobody confirmed is turned again: twice is as once', async () => {
  const actions = [{ label: 'Next', command: 'standings', args: {} }];
  let page = 0;
  const host = createScriptedHost(() => {
    page += 1;
    return say(`page ${page}`, { actions });
  });
  const { fake, logged } = await converse(host, { timeScale: 20 });
  const anna = fake.person(1);
  fake.say(anna, 'private', '/standings');
  await expect.poll(() => fake.messages(anna)).toHaveLength(1);
  for (const kind of ['late-html', 'reset'] as const) {
    fake.faults.add({ method: 'editMessageText', kind, status: 200, times: 1 });
    const before = page;
    fake.press(anna, 'private', 'Next');
    await expect.poll(() => fake.messages(anna)[0]?.text).toBe(`page ${before + 1}`);
  }
  expect(fake.messages(anna)).toHaveLength(1);
  expect(logged.join()).not.toContain('not delivered');
});

test('no byte of a request has left when its first write fails, or its connection is never secured', () => {
  const failing = (message: string, code: string) => Object.assign(new Error(message), { code });
  const used = { isOnReused: true };
  const write = toApiError(failing('request to x failed, reason: write EPIPE', 'EPIPE'), used);
  const secure = toApiError(
    failing('reason: Client network socket disconnected before secure TLS connection was established', 'ECONNRESET'),
  );
  for (const error of [write, secure]) expect(deliveryOf(error)).toEqual({ kind: 'unavailable' });
  const read = toApiError(failing('request to x failed, reason: read ECONNRESET', 'ECONNRESET'), used);
  expect([read.isReset, deliveryOf(read).kind]).toEqual([true, 'unknown']);
  expect(toApiError(failing('reason: read ECONNRESET', 'ECONNRESET')).isReset).toBe(false);
});

test('an idle connection is closed by us, before a server that waits five seconds would', async () => {
  const closedAfterMs: number[] = [];
  const server = await listen((socketIdleMs) => closedAfterMs.push(socketIdleMs));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const telegram = new Telegram('1:x', { apiRoot: `http://127.0.0.1:${port}` });
  guardCalls(telegram, { deadlines: { callMs: 5_000, pollMs: 5_000, lastMs: 5_000 } });
  await telegram.callApi('getMe', {});
  await delay(100);
  await telegram.callApi('getMe', {});
  await expect.poll(() => closedAfterMs).toHaveLength(1);
  expect(closedAfterMs[0]).toBeLessThan(5_000);
});

/** Never closes a connection itself, and says nothing of its patience; tells how long one was idle when it was closed. */
async function listen(onClosed: (idleMs: number) => void): Promise<Server> {
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const body = JSON.stringify({ ok: true, result: {} });
    request.resume().on('end', () => response.end(body));
    const doneAt = performance.now();
    request.socket.removeAllListeners('close').on('close', () => onClosed(performance.now() - doneAt));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closeAfterwards({
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return server;
}
