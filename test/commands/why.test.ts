import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Asker, readable, startHost, type TestHost } from '../support/host.ts';
import { tell } from '../support/tell.ts';

let bot: TestHost;
let someone = 0;
let me: Asker;
beforeAll(async () => {
  bot = await startHost({ clock: { now: () => Date.UTC(2026, 10, 23, 9, 30) } });
  await tell(bot, { votes: { iost_kor: '2900000', huobipool: '1000000' }, flags: { isFirst: true } });
});
afterAll(() => bot[Symbol.asyncDispose]());
beforeEach(async () => {
  someone += 1;
  me = { userId: `person${someone}` };
  await tell(bot, { votes: { iost_kor: '2900000', huobipool: '1000000' } });
});

const idOf = async (line: string, asker: Asker = me) => {
  const { subscription } = (await bot.ask(line, asker)).reply.data as { subscription: { id: number } }; // watch puts it
  return subscription.id;
};

test('nothing yet is said to be so', async () => {
  const outcome = await bot.ask('why', me);
  expect(outcome.reply.data).toEqual({ alert: null, subscription: null, firesAt: [] });
  expect(readable(outcome)).toContain('You have had no alert yet.');
});

test('the last alert with its rule, both values, heights, sources and when it comes again', async () => {
  const id = await idOf('watch iost_kor votes 3m');
  expect(await tell(bot, { votes: { iost_kor: '3100000' } })).toBe(1);
  const outcome = await bot.ask('why', me);
  const text = readable(outcome);
  expect(text).toContain('IOSTer Korea (iost_kor) has reached 3,000,000 votes: 3,100,000 now, 2,900,000 before.');
  expect(text).toContain('Rule: IOSTer Korea (iost_kor): reaches or falls below 3,000,000 votes');
  expect(text).toContain('Fires again: when IOSTer Korea (iost_kor) falls below 2,985,000 votes');
  expect(text).toContain('Before: 2,900,000\nAfter: 3,100,000');
  expect(text).toContain('Blocks: 519600 – 520200');
  expect(text).toContain('Chain time: 2019-11-23 12:00 UTC');
  expect(text).toContain('Source nodes: one.example, two.example');
  expect(text).toContain('Message: waiting to be sent');
  expect(text).toContain('synthetic votes');
  expect(outcome.reply).toMatchObject({
    visibility: 'private',
    data: {
      alert: {
        subject: 'iost_kor',
        rule: 'votes 3m',
        outcome: 'waiting',
        event: {
          type: 'votes',
          direction: 'up',
          level: '3000000',
          before: '2900000',
          after: '3100000',
          fromBlock: 519600,
        },
      },
      subscription: { id },
      firesAt: [{ subject: 'iost_kor', direction: 'down', at: '2985000' }],
    },
  });
});

test('in Chinese, and in one’s own zone', async () => {
  await bot.ask('quiet zone=+8', me);
  await idOf('watch iost_kor votes 3m');
  await tell(bot, { votes: { iost_kor: '3100000' } });
  const text = readable(await bot.ask('why', { ...me, locale: 'zh-CN' }));
  expect(text).toContain('再次触发: 当 IOSTer Korea (iost_kor) 票数跌破 2,985,000 时');
  expect(text).toContain('链上时间: 2019-11-23 20:00 UTC+08:00');
});

test('of one direction it says what must happen before', async () => {
  const id = await idOf('watch iost_kor votes 3m up');
  expect(readable(await bot.ask(`why sub=${id}`, me))).toContain(
    'Fires: when IOSTer Korea (iost_kor) reaches 3,000,000',
  );
  await tell(bot, { votes: { iost_kor: '3100000' } });
  const text = readable(await bot.ask(`why sub=${id}`, me));
  expect(text).toContain(
    'Fires again: once IOSTer Korea (iost_kor) falls below 2,985,000 votes, and then reaches 3,000,000',
  );
});

test('what happened by itself comes again whenever it happens', async () => {
  await idOf('watch huobipool online');
  await tell(bot, { events: [{ type: 'offline', subject: 'huobipool', direction: 'down', fires: ['online'] }] });
  const text = readable(await bot.ask('why', me));
  expect(text).toContain('Huobi Pool (huobipool) is offline.');
  expect(text).toContain('Fires again: whenever it happens again');
  expect(text).not.toContain('Before:');
});

test('doubts are told', async () => {
  await idOf('watch iost_kor votes 3m');
  await tell(bot, { votes: { iost_kor: '3100000' }, flags: { isOffline: true, isOneSource: true } });
  const text = readable(await bot.ask('why', me));
  expect(text).toContain('while I was offline');
  expect(text).toContain('Only one source');
});

test('an alert that waits goes with its subscription', async () => {
  const id = await idOf('watch huobipool online');
  await tell(bot, { events: [{ type: 'online', subject: 'huobipool', direction: 'up', fires: ['online'] }] });
  const { alert } = (await bot.ask('why', me)).reply.data as { alert: { id: number } };
  expect((await bot.ask(`why ${alert.id}`, me)).kind).toBe('answered');
  await bot.ask(`unwatch ${id}`, me);
  expect((await bot.ask(`why ${alert.id}`, me)).kind).toBe('mistake');
});

test('one that was delivered says where and when, and stays when its subscription is gone', async () => {
  const id = await idOf('watch huobipool online');
  await tell(bot, { events: [{ type: 'online', subject: 'huobipool', direction: 'up', fires: ['online'] }] });
  const at = Date.UTC(2026, 10, 23, 9, 31);
  const parcels = await bot.store.outbox.claim(at, 1_000, []);
  await bot.store.outbox.settle(
    parcels.map((parcel) => ({ parcel, outcome: { kind: 'delivered', platform: 'test', at } as const })),
  );
  const outcome = await bot.ask('why', me);
  expect(readable(outcome)).toContain('Message: delivered on test, 2026-11-23 09:31 UTC');
  const { alert } = outcome.reply.data as { alert: { id: number } };
  await bot.ask(`unwatch ${id}`, me);
  const text = readable(await bot.ask(`why ${alert.id}`, me));
  expect(text).toContain('Huobi Pool (huobipool) is online again.');
  expect(text).toContain('Rule: deleted since');
});

test('a test alert and a digest are called what they are', async () => {
  await bot.ask('testalert', me);
  const [{ id } = { id: 0 }] = await bot.store.subscriptions.alerts(
    { kind: 'person', person: { platform: 'test', userId: me.userId ?? '' } },
    1,
  );
  expect(readable(await bot.ask(`why ${id}`, me))).toContain('This was a test alert that you asked for.');
});

test('what is somebody else’s is not there', async () => {
  const id = await idOf('watch iost_kor votes 3m');
  await tell(bot, { votes: { iost_kor: '3100000' } });
  const { alert } = (await bot.ask('why', me)).reply.data as { alert: { id: number } };
  const mallory = { userId: 'mallory' };
  for (const args of [{ id: String(alert.id) }, { sub: String(id) }, { id: '999999' }, { id: '0' }, { sub: 'x' }]) {
    const outcome = await bot.press({ label: '', command: 'why', args }, mallory);
    expect(outcome).toMatchObject({ kind: 'mistake', reply: { visibility: 'private' } });
    expect(readable(outcome)).not.toContain('iost_kor');
  }
});

test('everyone in a group may ask about its alerts', async () => {
  const group = { kind: 'group', chatId: '-7' } as const;
  await bot.ask('watch iost_kor votes 3m', { ...group, ...me, isChatAdmin: true });
  await tell(bot, { votes: { iost_kor: '3100000' } });
  const outcome = await bot.ask('why here', { ...group, userId: 'anyone' });
  expect(outcome).toMatchObject({ kind: 'answered', reply: { visibility: 'chat' } });
});
