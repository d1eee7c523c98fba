// An estimate that is not ready: said on Discord, and there once the button is pressed.
import { expect, test } from 'vitest';
import { startHost } from '../../../support/host.ts';
import { shortSimulator } from '../../../support/short-rotation.ts';
import { nowSeenBy, startScene } from '../stage.ts';

test('an estimate that is not ready says so, and its button brings it', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  await using bot = await startHost({ ttlMs: 600_000, rotation: shortSimulator(promise) });
  await using scene = await startScene(bot.host);
  const ann = scene.fake.person();
  const text = () => nowSeenBy(ann).join(' ');
  await ann.slash('rewards', { votes: '5m', rules: 'v4' });
  await expect.poll(text).toContain('Ask again in about');
  expect(text()).toContain('not yet');
  resolve();
  await ann.press('Ask again');
  await expect.poll(text).toContain('listed as producer in');
});
