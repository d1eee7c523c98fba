// Alerts on the real bot, its real sending, and a real store. A topic that closes is told of once beside it, and its list goes on
// where an administrator wants it; a group that puts the bot out gets what waited when it lets it in again.
import { expect, onTestFinished, test } from 'vitest';
import { createSend } from '../../../../src/alerts/send/index.ts';
import { follow } from '../../../support/alert-store.ts';
import { startHost, type TestHost } from '../../../support/host.ts';
import { happen } from '../../../support/outbox.ts';
import { converse } from '../stage.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function open(bot: TestHost) {
  const { fake, adapter } = await converse(bot.host, { timeScale: 20 });
  const sending = createSend({
    adapters: [adapter],
    store: bot.store,
    chain: bot.chain,
    names: [],
    texts: () => ({ locale: 'en', t: bot.host.texts('en') }),
    clock: { now: Date.now },
    log: quiet,
  });
  sending.start();
  onTestFinished(sending.stop);
  await expect.poll(() => fake.updates.isPolled()).toBe(true);
  const [boss, forum] = [fake.person(1), fake.group(-1_001, { is_forum: true })];
  fake.makeAdmin(boss, forum);
  const watch = (threadId?: string) => {
    const chat = { platform: 'telegram', chatId: '-1001', ...(threadId && { threadId }) };
    return follow(bot.store, { kind: 'chat', chat }, 'iost_kor');
  };
  const alert = () => happen(bot.store, ['iost_kor'], Date.now());
  const waiting = async () => (await bot.store.outbox.counts(Date.now())).waiting;
  const inTopic = (topic?: number) =>
    fake
      .messages(forum)
      .filter((message) => message.message_thread_id === topic)
      .map(({ text = '' }) => text)
      .join('\n');
  return { fake, boss, forum, watch, alert, waiting, inTopic };
}

test('a closed topic’s alert is said once beside it, and its list goes on there at the press of an administrator', async () => {
  await using bot = await startHost();
  const { fake, boss, forum, watch, alert, waiting, inTopic } = await open(bot);
  await watch('7');
  fake.setTopic(forum, 7, 'TOPIC_CLOSED');
  await alert();
  await expect.poll(() => inTopic(undefined)).toContain('a topic that is closed or deleted');
  expect(inTopic(undefined)).toContain('is online again');
  await expect.poll(waiting).toBe(0);
  await alert();
  fake.press(fake.person(2), forum, 'Tell it here from now on');
  await expect.poll(() => fake.callsOf('answerCallbackQuery')).toHaveLength(1);
  expect(await waiting()).toBe(1);
  fake.press(boss, forum, 'Tell it here from now on');
  await expect.poll(() => inTopic(undefined)).toContain('is told here from now on');
  await expect.poll(waiting).toBe(0);
  expect(inTopic(undefined).split('is online again')).toHaveLength(3);
});

test('a topic that opens again gets what waited', async () => {
  await using bot = await startHost();
  const { fake, forum, watch, alert, waiting, inTopic } = await open(bot);
  await watch('7');
  fake.setTopic(forum, 7, 'TOPIC_CLOSED');
  fake.setTopic(forum, undefined, 'TOPIC_CLOSED');
  await alert();
  await expect.poll(() => fake.callsOf('sendMessage').length).toBe(2);
  fake.setTopic(forum, 7, 'open');
  await expect.poll(waiting).toBe(0);
  expect(inTopic(7)).toContain('is online again');
});

test('a group that puts the bot out is left alone from that moment, and goes on with a new invitation', async () => {
  await using bot = await startHost();
  const { fake, boss, forum, watch, alert, waiting, inTopic } = await open(bot);
  await watch();
  fake.setBotStatus(boss, forum, { status: 'kicked' });
  const chat = { platform: 'telegram', chatId: '-1001' };
  await expect.poll(() => bot.host.closedPlaces('telegram')).toHaveLength(1);
  const { length: sent } = fake.callsOf('sendMessage');
  await alert();
  await expect.poll(waiting).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(fake.callsOf('sendMessage')).toHaveLength(sent);
  fake.setBotStatus(boss, forum, { status: 'member' });
  await expect.poll(waiting).toBe(0);
  expect(inTopic(undefined)).toContain('is online again');
  expect(await bot.store.subscriptions.list({ kind: 'chat', chat })).toHaveLength(1);
});

test('a group that only refused the bot once is tried again, and one that may not be written in rests', async () => {
  await using bot = await startHost();
  const { fake, boss, forum, watch, waiting, alert } = await open(bot);
  await watch();
  fake.setBotStatus(boss, forum, { status: 'restricted', is_member: true, can_send_messages: false });
  await expect.poll(() => bot.host.closedPlaces('telegram')).toHaveLength(1);
  await alert();
  fake.setBotStatus(boss, forum, { status: 'restricted', is_member: true, can_send_messages: true });
  await expect.poll(waiting).toBe(0);
  expect(await bot.host.closedPlaces('telegram')).toEqual([]);
});

test('an alert whose connection is reset comes again by itself, and says so', async () => {
  await using bot = await startHost();
  const { fake, watch, alert, inTopic } = await open(bot);
  await watch();
  fake.faults.add({ method: 'sendMessage', kind: 'silent', times: 1 });
  await alert();
  await expect.poll(() => inTopic(undefined)).toContain('Repeat: it is not certain');
  expect(inTopic(undefined).split('is online again')).toHaveLength(3);
});
