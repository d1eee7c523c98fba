// Discord waits three seconds from when a person acted: what comes late is still answered in time, and what is too late
// changes nothing.
import { setTimeout as delay } from 'node:timers/promises';
import { describe, test } from 'vitest';
import type { Invocation } from '../../../../src/core/ports/platform.ts';
import { startHost } from '../../../support/host.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { nowSeenBy, seenBy, startScene } from '../stage.ts';

const CALLBACK = /callback/;
const HOUR_MS = 3_600_000;
/** Discord's own. */
const REAL = { answerWithinMs: 3_000 };
/** Where the next one must be in time, however busy this machine is. */
const LONG = { answerWithinMs: 6_000 };

/** Answers after `ms`, and changes something when it will be heard. */
function changing(ms = 0) {
  const changes: Invocation[] = [];
  const host = createScriptedHost(async (asked) => {
    if (!(await asked.willHear?.())) return say('nothing was done');
    changes.push(asked);
    return delay(ms, say('done'));
  });
  return { ...host, changes };
}

// Mostly waiting, so side by side.
describe.concurrent('the three seconds', () => {
  test.for([0, HOUR_MS, -HOUR_MS])(
    'count from the person’s act, by a clock of ours that is %i ms off',
    async (off, { expect }) => {
      const host = createScriptedHost(() => delay(2_000, say('the answer')));
      const clock = { now: () => Date.now() + off };
      await using scene = await startScene(host, { adapter: { clock } });
      scene.fake.gateway.lagMs = 1_400;
      const ann = scene.fake.person();
      await ann.slash('standings', {});
      await expect.poll(() => seenBy(ann)).toContain('the answer');
      const { writtenAt = 0 } = host.heard[0] ?? {};
      expect(Math.abs(clock.now() - writtenAt)).toBeLessThan(HOUR_MS / 2);
    },
  );

  test('are over: nothing is asked, and the next one is', async ({ expect }) => {
    const host = changing();
    await using scene = await startScene(host, LONG);
    scene.fake.gateway.lagMs = 6_300;
    const ann = scene.fake.person();
    await ann.slash('standings', { page: '1' });
    await expect.poll(() => scene.logged.join()).toContain('10062');
    scene.fake.gateway.lagMs = 0;
    await ann.slash('standings', { page: '2' });
    await expect.poll(() => nowSeenBy(ann)).toEqual(['done']);
    expect(host.heard.map(({ raw }) => raw)).toEqual([{ kind: 'named', values: { page: '2' } }]);
  });

  test('are over when the promise arrives: nothing is changed', async ({ expect }) => {
    const host = changing();
    await using scene = await startScene(host, REAL);
    scene.fake.gateway.lagMs = 1_500;
    scene.fake.faults.next(CALLBACK, { kind: 'slow', ms: 1_700 }, 3);
    const ann = scene.fake.person();
    await ann.slash('standings', {});
    await expect.poll(() => scene.logged.join()).toContain('an answer was not taken');
    await delay(500);
    expect(host.changes).toEqual([]);
    expect(nowSeenBy(ann)).toEqual([]);
  });

  test('a change waits until it is sure to be heard of, a question does not', async ({ expect }) => {
    const host = changing();
    await using scene = await startScene(host);
    const ann = scene.fake.person();
    await ann.slash('standings', {});
    await expect.poll(() => nowSeenBy(ann)).toEqual(['done']);
    const first = () => scene.fake.requests.filter(({ path }) => path.includes('callback')).map(({ body }) => body);
    expect(first()).toEqual([{ type: 5 }]);
    await using other = await startScene(createScriptedHost(() => say('an answer')));
    const ben = other.fake.person();
    await ben.slash('standings', {});
    await expect.poll(() => nowSeenBy(ben)).toEqual(['an answer']);
    expect(other.fake.requests.filter(({ path }) => path.includes('webhooks'))).toEqual([]);
  });

  test('somebody else has answered, such as another process: nothing is changed', async ({ expect }) => {
    const host = changing();
    await using scene = await startScene(host);
    const body = { message: 'Interaction has already been acknowledged.', code: 40060 };
    scene.fake.faults.next(CALLBACK, { kind: 'status', status: 400, body });
    await scene.fake.person().slash('standings', {});
    await expect.poll(() => scene.logged.join()).toContain('40060');
    expect(host.changes).toEqual([]);
  });

  test('of which nobody says whether the promise came: the person is told that nothing was done', async ({
    expect,
  }) => {
    const host = changing();
    await using scene = await startScene(host);
    scene.fake.faults.next(CALLBACK, { kind: 'late-reset' });
    scene.fake.faults.next(CALLBACK, { kind: 'reset' }, 2);
    const ann = scene.fake.person();
    await ann.slash('standings', {});
    await expect.poll(() => nowSeenBy(ann)).toEqual(['nothing was done']);
    expect(host.changes).toEqual([]);
  });

  test('suggestions are none when they would be late', async ({ expect }) => {
    const complete = () => delay(1_000, [{ value: 'votes', label: 'votes' }]);
    await using scene = await startScene({ ...createScriptedHost(() => say('x')), complete });
    scene.fake.gateway.lagMs = 1_400;
    expect(await scene.fake.person().type('standings', 'sort', 'v')).toEqual([]);
  });
});

test('a real change that is too late takes no effect; in time it does', async ({ expect }) => {
  await using bot = await startHost();
  await using scene = await startScene(bot.host, LONG);
  const ann = scene.fake.person();
  const list = () => bot.store.subscriptions.list({ kind: 'person', person: { platform: 'discord', userId: ann.id } });
  scene.fake.gateway.lagMs = 6_300;
  await ann.slash('watch', { subject: 'huobipool', event: 'elected' });
  await expect.poll(() => scene.logged.join()).toContain('10062');
  expect(await list()).toEqual([]);
  scene.fake.gateway.lagMs = 0;
  await ann.slash('watch', { subject: 'huobipool', event: 'elected' });
  await expect.poll(list).toHaveLength(1);
});
