// A server that takes the bot in is greeted once, where the bot may speak.
import { expect, test } from 'vitest';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { startScene } from '../stage.ts';

const SEND_AND_VIEW = (1n << 10n) | (1n << 11n);
const host = () => createScriptedHost(() => say('x'));

test('in its channel for system messages', async () => {
  await using scene = await startScene(host());
  const channel = scene.fake.join(SEND_AND_VIEW);
  await expect.poll(() => scene.fake.world.messages.map(({ channelId }) => channelId)).toEqual([channel.id]);
  expect(JSON.stringify(scene.fake.world.messages[0]?.versions)).toContain('the greeting');
});

test('not where the bot may not write, and not the servers that it was in before', async () => {
  await using scene = await startScene(host());
  scene.fake.join(1n << 10n);
  const next = scene.fake.join(SEND_AND_VIEW);
  await expect.poll(() => scene.fake.world.messages.map(({ channelId }) => channelId)).toEqual([next.id]);
  expect(scene.fake.requests.filter(({ path }) => path.startsWith('/channels'))).toHaveLength(1);
});
