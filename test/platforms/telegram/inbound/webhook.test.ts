// The webhook: Telegram's own updates come in, nobody else's, and nobody can make it read without end.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { meet, openFake } from '../stage.ts';

const secret = 'a-secret_of_24_letters';
const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function listen() {
  const handlers = new Map<string, RequestListener>();
  const server = createServer((request, response) => {
    const handler = handlers.get(request.url ?? '');
    if (handler) handler(request, response);
    else response.writeHead(404).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { handlers, url: `http://127.0.0.1:${port}/hooks/herald` };
}

async function open() {
  const host = createScriptedHost(() => say('an answer'));
  const { handlers, url } = await listen();
  const mount = (path: string, handler: RequestListener) => void handlers.set(path, handler);
  const meeting = meet(await openFake(), { webhook: { url, secret }, mount });
  const post = (body: string | undefined, given = secret, method = 'POST') =>
    fetch(url, {
      method,
      headers: { 'x-telegram-bot-api-secret-token': given },
      ...(body !== undefined && { body }),
    }).then(({ status }) => status);
  return { ...meeting, host, url, post };
}

test('updates come by it, with the secret, and nothing is polled', async () => {
  const { fake, adapter, host, url } = await open();
  await adapter.start(host);
  await expect.poll(() => host.events).toEqual([{ kind: 'connected' }]);
  expect(fake.updates.webhook).toEqual({ url, secret });
  const anna = fake.person(1);
  fake.say(anna, 'private', '/standings');
  await expect.poll(() => fake.shown(anna)).toBe('an answer');
  expect(fake.callsOf('getUpdates')).toEqual([]);
  expect(fake.callsOf('setWebhook')[0]?.payload.allowed_updates).toContain('my_chat_member');
});

test.each([
  ['a wrong secret', [update(), 'wrong'], 403],
  ['no secret', [update(), ''], 403],
  ['another method', [undefined, secret, 'GET'], 405],
  ['no JSON', ['<update>', secret], 400],
  ['no update', ['{"hello":1}', secret], 400],
  ['nothing', ['', secret], 400],
  ['two megabytes', [`{"update_id":1,"text":"${'x'.repeat(2 ** 21)}"}`, secret], 413],
  ['an update without a message that makes sense', ['{"update_id":1,"message":null}', secret], 200],
] as const)('%s is answered %i', async (_, [body, given, method], status) => {
  const { adapter, host, post } = await open();
  await adapter.start(host);
  expect(await post(body, given, method).catch(() => 413)).toBe(status);
  expect(host.heard).toEqual([]);
});

test('while Telegram has not told who the bot is, updates are asked to come again', async () => {
  const { fake, adapter, host, post } = await open();
  await fake.goDown();
  await adapter.start(host);
  expect(await post(update())).toBe(503);
  await fake.comeBack();
  fake.person(1);
  await expect.poll(() => post(update())).toBe(200);
  await expect.poll(() => host.heard).toHaveLength(1);
  await adapter.stop();
  expect(await post(update())).toBe(503);
});

test('an update that is brought twice is answered once', async () => {
  const { fake, adapter, host, post } = await open();
  await adapter.start(host);
  fake.person(1);
  for (const body of [update(), update(), update(8)]) expect(await post(body)).toBe(200);
  await expect.poll(() => fake.callsOf('sendMessage')).toHaveLength(2);
  expect(host.heard).toHaveLength(2);
});

function update(id = 7): string {
  const person = { id: 1, is_bot: false, first_name: 'Anna' };
  const message = { message_id: id, date: 1, chat: { id: 1, type: 'private' }, from: person, text: '/standings' };
  return JSON.stringify({ update_id: id, message });
}
