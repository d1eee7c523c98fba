// The bot gets connected, stays so, comes back, and tells the truth about it.
import { setTimeout as delay } from 'node:timers/promises';
import { describe, type ExpectStatic, test } from 'vitest';
import { createScriptedHost, type ScriptedHost, say } from '../../scripted-host.ts';
import { openScene, type Scene, seenBy, startScene } from '../stage.ts';

const host = () => createScriptedHost(() => say('hello'));
const lastOf = ({ events }: ScriptedHost) =>
  events.findLast(({ kind }) => kind === 'connected' || kind === 'disconnected')?.kind;
/** Each change of being connected. */
const kinds = ({ events }: ScriptedHost) =>
  events
    .map(({ kind }) => kind)
    .filter((kind) => kind === 'connected' || kind === 'disconnected')
    .filter((kind, index, all) => kind !== all[index - 1]);

async function answers(expect: ExpectStatic, { fake }: Scene): Promise<void> {
  const person = fake.person();
  await person.slash('standings', {});
  await expect.poll(() => seenBy(person)).toContain('hello');
}

// Mostly waiting, so side by side.
describe.concurrent('the connection', () => {
  test('only the Guilds intent is asked for, and the recommended number of shards', async ({ expect }) => {
    await using scene = await openScene({ shards: 2 });
    await scene.adapter.start(host());
    const { identifies } = scene.fake.gateway;
    expect(identifies.map(({ shard }) => shard)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(identifies.map(({ intents }) => intents)).toEqual([1, 1]);
  });

  describe('a wrong token', () => {
    test.for(['401', '4004'])('(%s) is one clear sentence without the token', async (how, { expect }) => {
      await using scene = await openScene(how === '401' ? { adapter: { token: 'a.wrong.token' } } : {});
      if (how === '4004') scene.fake.gateway.refuseWith = 4004;
      const failure = await scene.adapter.start(host()).catch((error: Error) => error.message);
      expect(failure).toMatch(/^Discord does not accept DISCORD_TOKEN: copy the token again/);
      expect(failure).not.toContain('a.wrong.token');
      const { connections } = scene.fake.gateway;
      await delay(1_200);
      expect(scene.fake.gateway.connections).toBe(connections);
    });

    test('found out later is told, and a chat is still answered when it is right again', async ({ expect }) => {
      const heard = host();
      await using scene = await startScene(heard);
      scene.fake.gateway.close(4004);
      await expect.poll(() => lastOf(heard)).toBe('disconnected');
      await expect.poll(() => scene.logged.join()).toContain('DISCORD_TOKEN');
      expect(scene.logged.join()).not.toContain(scene.fake.token);
    });
  });

  test('a refused token is forgotten by the library: a fresh login brings it back', async ({ expect }) => {
    const heard = host();
    await using scene = await startScene(heard);
    const { fake, adapter } = scene;
    fake.faults.next(/POST .channels/, { kind: 'status', status: 401 });
    const send = () => adapter.send({ kind: 'chat', chatId: fake.room.id }, say('x'), 'k');
    expect(await send()).toEqual({ kind: 'unavailable' });
    await expect.poll(() => kinds(heard)).toEqual(['connected', 'disconnected', 'connected']);
    expect(await send()).toEqual({ kind: 'ok' });
  });

  describe('login() with the API down rejects and is not retried', () => {
    test('but the bot starts, and connects once the API is there', async ({ expect }) => {
      const heard = host();
      await using scene = await openScene();
      await scene.fake.goDown();
      await scene.adapter.start(heard);
      expect(lastOf(heard)).toBe('disconnected');
      await scene.fake.comeBack();
      await expect.poll(() => lastOf(heard)).toBe('connected');
      await answers(expect, scene);
    });

    test('and a gateway that says nothing does not hold up the start', async ({ expect }) => {
      await using scene = await openScene();
      scene.fake.gateway.isSilent = true;
      await scene.adapter.start(host());
      expect(scene.fake.gateway.connections).toBe(1);
    });

    test.for([
      { kind: 'html' } as const,
      { kind: 'status', status: 200, body: { nothing: 'useful' } } as const,
      { kind: 'reset' } as const,
    ])('nor do strange answers end it ($kind)', async (fault, { expect }) => {
      const heard = host();
      await using scene = await openScene();
      scene.fake.faults.next(/gateway/, fault);
      await scene.adapter.start(heard);
      await expect.poll(() => lastOf(heard)).toBe('connected');
    });
  });

  describe('isReady() stays true through an outage', () => {
    test('so health follows the shards: away and back', async ({ expect }) => {
      const heard = host();
      await using scene = await startScene(heard);
      expect(kinds(heard)).toEqual(['connected']);
      await scene.fake.goDown();
      await expect.poll(() => kinds(heard)).toEqual(['connected', 'disconnected']);
      await delay(1_500);
      await scene.fake.comeBack();
      await expect.poll(() => kinds(heard)).toEqual(['connected', 'disconnected', 'connected']);
      await answers(expect, scene);
    });

    test('and after a fatal close it is not connected', async ({ expect }) => {
      const heard = host();
      await using scene = await startScene(heard);
      scene.fake.gateway.close(4014);
      await expect.poll(() => lastOf(heard)).toBe('disconnected');
      await expect.poll(() => scene.logged.join()).toContain('4014');
    });
  });

  test('it reconnects every 500 ms without back-off: attempts become rarer here', async ({ expect }) => {
    await using scene = await startScene(host());
    const { gateway } = scene.fake;
    const attempts: number[] = [];
    gateway.server.on('connection', (socket) => {
      attempts.push(performance.now());
      socket.terminate();
    });
    gateway.close(1006);
    await expect.poll(() => attempts.length).toBeGreaterThan(5);
    const [fifth = 0, sixth = 0] = attempts.slice(4);
    expect(sixth - fifth).toBeGreaterThan(1_000);
  });

  test('a zombie gateway is noticed and left', async ({ expect }) => {
    const heard = host();
    await using scene = await startScene(heard, { heartbeatMs: 300 });
    scene.fake.gateway.isZombie = true;
    await expect.poll(() => kinds(heard)).toContain('disconnected');
    scene.fake.gateway.isZombie = false;
    await expect.poll(() => lastOf(heard)).toBe('connected');
    expect(scene.fake.gateway.resumes).toHaveLength(1);
  });

  describe('Discord ends a session', () => {
    test('to be resumed: nothing that happened meanwhile is lost', async ({ expect }) => {
      const heard = host();
      await using scene = await startScene(heard);
      const person = scene.fake.person();
      await answers(expect, scene);
      scene.fake.gateway.tell('reconnect');
      await expect.poll(() => kinds(heard)).toEqual(['connected', 'disconnected', 'connected']);
      expect(scene.fake.gateway.resumes).toHaveLength(1);
      expect(scene.fake.gateway.identifies).toHaveLength(1);
      await person.slash('standings', {});
      await expect.poll(() => seenBy(person)).toContain('hello');
    });

    test.for(['invalid', 'reconnect'] as const)('for good (%s): a new one is begun', async (what, { expect }) => {
      const heard = host();
      await using scene = await startScene(heard);
      scene.fake.gateway.forgets = true;
      scene.fake.gateway.tell(what);
      await expect.poll(() => scene.fake.gateway.identifies.length).toBe(2);
      await expect.poll(() => lastOf(heard)).toBe('connected');
      await answers(expect, scene);
    });
  });

  describe('stop', () => {
    test('ends every connection and attempt, also in the midst of an outage', async ({ expect }) => {
      await using scene = await startScene(host());
      await scene.fake.goDown();
      await delay(300);
      await scene.adapter.stop();
      await scene.fake.comeBack();
      const { connections } = scene.fake.gateway;
      await delay(1_500);
      expect(scene.fake.gateway.connections).toBe(connections);
    });

    test('ends a start that has got nowhere', async ({ expect }) => {
      await using scene = await openScene();
      scene.fake.gateway.isSilent = true;
      const started = scene.adapter.start(host());
      await expect.poll(() => scene.fake.gateway.connections).toBe(1);
      await scene.adapter.stop();
      await started;
    });

    test('without a start is fine, and twice', async ({ expect }) => {
      await using scene = await openScene();
      await scene.adapter.stop();
      await expect(scene.adapter.stop()).resolves.toBeUndefined();
    });
  });

  test('no token is in any log line, whatever fails', async ({ expect }) => {
    const heard = host();
    await using scene = await startScene({ ...heard, answer: () => Promise.reject(new Error('secret of the house')) });
    const { fake } = scene;
    const person = fake.person();
    fake.faults.next(/callback/, { kind: 'status', status: 400, body: { message: 'no', code: 50035 } });
    fake.faults.next(/channels/, { kind: 'status', status: 401 });
    const { token } = await person.slash('standings', {});
    await expect.poll(() => scene.logged.join()).toContain('an answer was not taken');
    await scene.adapter.send({ kind: 'chat', chatId: fake.room.id }, say('x'), 'k');
    await fake.goDown();
    await scene.adapter.send({ kind: 'chat', chatId: fake.room.id }, say('x'), 'k');
    await expect.poll(() => lastOf(heard)).toBe('disconnected');
    for (const secret of [fake.token, token]) expect(scene.logged.join()).not.toContain(secret);
  });
});
