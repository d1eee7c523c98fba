import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Asker, readable, startHost, type TestHost } from '../support/host.ts';

let bot: TestHost;
let someone = 0;
let me: Asker;
beforeAll(async () => {
  bot = await startHost();
});
afterAll(() => bot[Symbol.asyncDispose]());
beforeEach(async () => {
  someone += 1;
  me = { userId: `person${someone}` };
  for (const line of ['iost_kor votes 3m', 'iost_kor rank 20 down', 'huobipool elected', 'all status']) {
    await bot.ask(`watch ${line}`, me);
  }
});

const list = async (asker = me) => {
  const { subscriptions } = (await bot.ask('alerts here', asker)).reply.data as {
    subscriptions: { id: number; rule: string; subject: string }[];
  };
  return subscriptions;
};
const rules = async (asker = me) => (await list(asker)).map(({ subject, rule }) => `${subject} ${rule}`);

test('ends one by its number, says which, and can be taken back', async () => {
  const [first] = await list();
  const outcome = await bot.ask(`unwatch ${first?.id}`, me);
  expect(outcome.reply).toMatchObject({ tone: 'good', visibility: 'private' });
  expect(readable(outcome)).toContain('Deleted: IOSTer Korea (iost_kor): reaches or falls below 3,000,000 votes.');
  expect(await rules()).toEqual(['iost_kor rank 20 down', 'huobipool elected', 'all status']);
  const [again] = outcome.reply.actions ?? [];
  if (!again) throw new Error('no button');
  await bot.press(again, me);
  expect(await rules()).toContain('iost_kor votes 3m');
});

test.each([
  ['huobipool', 'huobipool elected'],
  ['Huobi Pool', 'huobipool elected'],
  ['iost_kor votes', 'iost_kor votes 3m'],
  ['iost_kor rank 20', 'iost_kor rank 20 down'],
  ['all', 'all status'],
])('ends one by what it is about: %s', async (text, gone) => {
  const before = await rules();
  expect((await bot.ask(`unwatch ${text}`, me)).kind).toBe('answered');
  expect(await rules()).toEqual(before.filter((rule) => rule !== gone));
});

test('asks which one when several fit, and when nothing is said', async () => {
  const outcome = await bot.ask('unwatch iost_kor', me);
  expect(outcome.reply.actions?.map(({ command }) => command)).toEqual(['unwatch', 'unwatch']);
  expect((await bot.ask('unwatch', me)).reply.actions).toHaveLength(4);
  expect(await rules()).toHaveLength(4);
  const [action] = outcome.reply.actions ?? [];
  if (!action) throw new Error('no button');
  await bot.press(action, me);
  expect(await rules()).toHaveLength(3);
});

test.each(['mathwallet', 'mine', 'iost_kor online', 'o', 'x'.repeat(60)])(
  'what does not fit is said to: %.20s',
  async (text) => {
    const outcome = await bot.ask(`unwatch "${text}"`, me);
    expect(outcome.kind === 'mistake' || (outcome.reply.actions?.length ?? 0) > 1).toBe(true);
    expect(await rules()).toHaveLength(4);
  },
);

test('an empty list has nothing to delete', async () => {
  expect(readable(await bot.ask('unwatch', { userId: 'nobody' }))).toContain('This list is empty');
});

test('somebody else’s subscription is not there, by number or forged button', async () => {
  const [first] = await list();
  const mallory = { userId: 'mallory' };
  await bot.ask('watch all elected', mallory);
  for (const id of [String(first?.id), '0', '-1', '1e3', '999999999999', '1 or 1=1']) {
    const outcome = await bot.press({ label: '', command: 'unwatch', args: { id } }, mallory);
    expect(outcome.kind, id).toBe('mistake');
    expect(readable(outcome)).not.toContain('iost_kor');
  }
  expect(await rules()).toHaveLength(4);
  expect(await rules(mallory)).toEqual(['all elected']);
});

test('in a group only administrators delete', async () => {
  const group = { kind: 'group', chatId: '-9' } as const;
  await bot.ask('watch iost_kor elected', { ...group, ...me, isChatAdmin: true });
  const [{ id } = { id: 0 }] = await list({ ...group, ...me });
  for (const action of [{ id: String(id) }, { what: 'iost_kor' }, {}]) {
    const outcome = await bot.press(
      { label: '', command: 'unwatch', args: { ...action, for: 'here' } },
      { ...group, userId: 'mallory' },
    );
    expect(readable(outcome)).toContain('Only an administrator');
  }
  expect(await rules({ ...group, ...me })).toEqual(['iost_kor elected']);
  expect((await bot.ask(`unwatch ${id}`, { ...group, ...me, isChatAdmin: true })).reply.visibility).toBe('chat');
});
