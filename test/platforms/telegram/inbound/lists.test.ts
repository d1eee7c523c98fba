// Whose list a link or a button of a channel is about: the channel's, for a reader as well, in the private chat.
import { expect, test } from 'vitest';
import { startHost } from '../../../support/host.ts';
import { meet, openFake } from '../stage.ts';

test('a reader of a channel is shown its list in private, and what they follow there is their own', async () => {
  await using bot = await startHost();
  const { fake, adapter } = meet(await openFake());
  await adapter.start(bot.host);
  const [boss, reader, channel] = [fake.person(1), fake.person(2), fake.group(-1_003, { type: 'channel' })];
  fake.makeAdmin(boss, channel);
  fake.join(reader, channel);
  fake.postInChannel(channel, '/watch iost_kor elected');
  await expect.poll(() => fake.messages(channel).at(-1)?.text).toContain('You will be told');

  fake.say(reader, 'private', '/start c1003_alerts_here');
  await expect.poll(() => fake.shown(reader)).toContain('Alerts of this chat');
  expect(fake.shown(reader)).toContain('is elected, or no longer is');

  fake.say(reader, 'private', '/start alerts');
  await expect.poll(() => fake.shown(reader)).toContain('Nothing is watched yet');
});
