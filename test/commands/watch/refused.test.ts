import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Asker, readable, startHost, type TestHost } from '../../support/host.ts';

let bot: TestHost;
let someone = 0;
let me: Asker;
beforeAll(async () => {
  bot = await startHost();
});
afterAll(() => bot[Symbol.asyncDispose]());
beforeEach(() => {
  someone += 1;
  me = { userId: `person${someone}` };
});

const group = { kind: 'group', chatId: '-100' } as const;
const admin = { ...group, isChatAdmin: true } as const;
const rules = async (asker: Asker = me, from = bot) => {
  const { reply } = await from.ask('export json here', asker);
  const { rows } = reply.data as { rows: readonly { subject: string; rule: string }[] }; // what export puts there
  return rows.map(({ subject, rule }) => `${subject} ${rule}`);
};

describe('bad input changes nothing', () => {
  test.each([
    ['votes 0', 'votes takes 1 to 90,000,000,000, and “0” is outside of that.'],
    ['votes -3m', '“-3m” is outside of that'],
    ['votes 1e30', 'I cannot read “1e30” as a number'],
    ['votes NaN', 'I cannot read “NaN” as a number'],
    ['votes 5%', 'votes does not go by percent'],
    ['rank 3m', 'rank takes 1 to 10,000'],
    ['unlisted 3m', 'unlisted takes 10 minutes to 1 year, and “3m” is 3 minutes.'],
    ['online 5', 'online takes no value'],
    ['overtaken down', 'overtaken has no direction'],
    ['value=3m event=nothing', 'is not one of'],
    [`votes ${'9'.repeat(64)}`, 'is outside of that'],
    [`votes ${'x'.repeat(65)}`, 'value may have at most 64 characters'],
    ['x'.repeat(100_000), 'may have at most'],
    ['dir=sideways', 'is not one of up, down, both'],
  ])('%#: %.30s', async (rest, said) => {
    const outcome = await bot.ask(`watch iost_kor ${rest}`, me);
    expect(outcome).toMatchObject({ kind: 'mistake', reply: { tone: 'warning', visibility: 'private' } });
    expect(readable(outcome)).toContain(said);
    expect(readable(outcome).length).toBeLessThan(600);
    expect(await rules()).toEqual([]);
  });

  test('a full list says how many it holds and what to do', async () => {
    await using small = await startHost({ subscriptionLimit: 2 });
    for (const event of ['elected', 'online', 'status']) await small.ask(`watch iost_kor ${event}`, me);
    const full = await small.ask('watch iost_kor profile', me);
    expect(full.kind).toBe('mistake');
    expect(readable(full)).toContain('it holds 2 subscriptions. Delete one first');
    expect((await small.ask('watch iost_kor online', me)).kind).toBe('answered');
    expect(await rules(me, small)).toHaveLength(2);
  });
});

describe('in a group', () => {
  test('the list is the chat’s, and only its administrators change it', async () => {
    const refused = await bot.ask('watch iost_kor elected here', { ...group, ...me });
    expect(refused).toMatchObject({ kind: 'mistake', reply: { visibility: 'private' } });
    expect(readable(refused)).toContain('Only an administrator of this chat');
    const taken = await bot.ask('watch iost_kor elected', { ...admin, ...me });
    expect(taken).toMatchObject({ kind: 'answered', reply: { visibility: 'chat' } });
    expect(readable(taken)).toContain('Alerts go to: in this chat');
    expect(await rules({ ...group, userId: 'anyone' })).toEqual(['iost_kor elected']);
    expect(await rules()).toEqual([]);
  });

  test('a topic has a list of its own', async () => {
    const topic = { ...admin, ...me, chatId: '-200', threadId: '7' };
    expect(readable(await bot.ask('watch iost_kor online', topic))).toContain('in this topic');
    expect(await rules(topic)).toEqual(['iost_kor online']);
    expect(await rules({ ...topic, threadId: '8' })).toEqual([]);
  });

  test('where the bot cannot post, nothing is promised', async () => {
    const mute = { ...admin, ...me, chatId: '-300', canPost: false } as const;
    const outcome = await bot.ask('watch iost_kor elected', mute);
    expect(outcome.kind).toBe('mistake');
    expect(readable(outcome)).toContain('Ask me in a private chat');
    expect(await rules(mute)).toEqual([]);
  });
});

test('subjects complete to nodes, all and mine; events to the table', async () => {
  const values = async (option: string, text: string) =>
    (await bot.host.complete('watch', option, text, 3)).map(({ value }) => value);
  expect(await values('subject', '')).toEqual(['all', 'mine', 'iost_kor']);
  expect(await values('subject', 'huobip')).toEqual(['huobipool']);
  expect(await values('event', 'un')).toEqual(['unlisted']);
});
