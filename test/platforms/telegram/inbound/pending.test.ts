// An estimate that is not ready: said on Telegram, and there once the button is pressed.
import { expect, test } from 'vitest';
import { startHost } from '../../../support/host.ts';
import { shortSimulator } from '../../../support/short-rotation.ts';
import { converse } from '../stage.ts';

test('an estimate that is not ready says so, and its button brings it', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  await using bot = await startHost({ ttlMs: 600_000, rotation: shortSimulator(promise) });
  const { fake } = await converse(bot.host);
  const anna = fake.person(1);
  const text = () =>
    fake
      .messages(anna)
      .map((message) => JSON.stringify(message))
      .join(' ');
  fake.say(anna, 'private', '/rewards votes=5m');
  await expect.poll(text).toContain('Ask again in about');
  expect(text()).toContain('not yet');
  resolve();
  fake.press(anna, 'private', 'Ask again');
  await expect.poll(text).toContain('listed as producer in');
});
