import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ChainUnavailable } from '../../src/core/ports/outage.ts';
import type { Json } from '../../src/core/reply/reply.ts';
import { RULE_NAMES } from '../../src/rules/index.ts';
import { type Asker, readable, startHost, type TestHost } from '../support/host.ts';
import { recordedHistory } from '../support/recorded-history.ts';
import { tell } from '../support/tell.ts';

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
  const { reply } = await from.ask('export json', asker);
  const { rows } = reply.data as { rows: readonly { subject: string; rule: string }[] }; // what export puts there
  return rows.map(({ subject, rule }) => `${subject} ${rule}`);
};
const dataOf = async (line: string, asker: Asker = me): Promise<Json | undefined> =>
  (await bot.ask(line, asker)).reply.data;

describe('an answer says', () => {
  test('in words what will be told, where, the value now and how far it is', async () => {
    const outcome = await bot.ask('watch iost_kor votes 160m', me);
    expect(outcome).toMatchObject({ kind: 'answered', reply: { tone: 'good', visibility: 'private' } });
    const text = readable(outcome);
    expect(text).toContain('I will tell you when IOSTer Korea (iost_kor) reaches or falls below 160,000,000 votes.');
    expect(text).toContain('Now: 158,385,990.24645245 votes, 1,614,009.75354755 short of 160,000,000');
    expect(text).toContain('Alerts go to: privately on test');
    expect(text).toContain('synthetic votes');
    expect(outcome.reply.data).toMatchObject({
      isNew: true,
      subscription: { subject: 'iost_kor', rule: 'votes 160m', level: '160000000', direction: 'both' },
      current: { value: '158385990.24645245', distance: '1614009.75354755' },
    });
  });

  test('the same in Chinese', async () => {
    const text = readable(await bot.ask('watch 火币矿池 elected', { ...me, locale: 'zh-CN' }));
    expect(text).toContain('当 火币矿池 (huobipool) 当选或失去当选资格 时，我会提醒您。');
    expect(text).toContain('目前: 未当选，距当选还差 748,401.78343299 票');
  });

  test.each([
    ['iost_kor margin 1m', 'above the threshold, 155,285,990.24645245 more than 1,000,000'],
    ['iost_kor rank 20', 'Now: rank 1'],
    ['iost_kor overtaken', 'Now: rank 1, 3,125,069.71113343 votes ahead of MathWallet (mathwallet)'],
    ['iost_kor move 5% 24h', 'Now: 158,385,990.24645245 votes, from which changes are measured'],
    ['iost_kor online', 'Now: online'],
    ['iost_kor strikes', 'Now: 0 strikes'],
    ['iost_kor barred', 'Now: not barred'],
    ['iost_kor unlisted 6h', 'Now: listed as a producer'],
    ['iost_kor status', 'Now: approved'],
    ['account:v00000_x claimable 100', 'Now: 484.95680286 IOST to claim, 384.95680286 more than 100'],
    ['account:v0000z_x released', 'Now: 386,090.66594833 IOST frozen'],
  ])('how things stand for %s', async (line, now) =>
    expect(readable(await bot.ask(`watch ${line}`, me))).toContain(now),
  );

  test('how often the rule would have fired, as far as is known', async () => {
    await using known = await recordedHistory(400);
    await using later = await startHost({ history: known.history, startStep: 400 });
    const text = readable(await later.ask('watch iost_kor move 0.01% 1h', me));
    expect(text).toMatch(/It would have fired: \d+ times in the last 3\d hours/);
    expect(readable(await later.ask('watch iost_kor votes 1m', me))).toMatch(/fired: never in the last 3\d hours/);
    expect(readable(await later.ask('watch iost_kor rank 20', me))).toContain('fired: not known');
    expect(readable(await bot.ask('watch iost_kor votes 1m', me))).toContain('fired: not known');
  });

  test('of what the event log has: the same node, the same direction, and nothing that is no news', async () => {
    await using known = await recordedHistory(12);
    await using logged = await startHost({ history: known.history, startStep: 12 });
    const event = (type: string, subject: string, direction?: 'up' | 'down', after?: string) => {
      return { type, subject, fires: [], ...(direction && { direction }), ...(after !== undefined && { after }) };
    };
    const events = [
      ...[
        event('offline', 'iost_kor', 'down'),
        event('online', 'iost_kor', 'up'),
        event('offline', 'iost_kor', 'down'),
      ],
      ...[event('offline', 'huobipool', 'down'), event('strike', 'iost_kor', undefined, '1')],
      ...[event('strike', 'iost_kor', undefined, '2'), event('unelected', 'huobipool', 'down', '2099999.5')],
    ];
    await tell(logged, { events });
    for (const [rule, count] of [
      ['iost_kor online', 3],
      ['iost_kor online down', 2],
      ['all online', 4],
      ['iost_kor strikes', 1],
      ['all elected', 1],
      ['all elected up', 0],
      ['iost_kor elected', 0],
      ['iost_kor barred', 0],
    ] as const) {
      const { data } = (await logged.ask(`watch ${rule}`, me)).reply;
      expect(data, rule).toMatchObject({ preview: { count } });
    }
  });

  test('the same twice kindly, and keeps one', async () => {
    await bot.ask('watch iost_kor votes 3m', me);
    const again = await bot.ask('watch IOSTer Korea 3000000 votes', me);
    expect(again).toMatchObject({ kind: 'answered', reply: { tone: 'neutral', data: { isNew: false } } });
    expect(readable(again)).toContain('You have this one already');
    expect(await rules()).toEqual(['iost_kor votes 3m']);
  });

  test('what holds alerts back', async () => {
    await bot.ask('watch iost_kor elected', me);
    await bot.ask('mute 8h', me);
    expect(readable(await bot.ask('watch iost_kor online', me))).toContain('All alerts are muted until');
  });

  test('with buttons that undo, mute, test and list it', async () => {
    const { actions = [] } = (await bot.ask('watch iost_kor elected', me)).reply;
    expect(actions.map(({ command }) => command)).toEqual(['unwatch', 'mute', 'testalert', 'alerts']);
    for (const action of actions.toReversed()) expect((await bot.press(action, me)).kind).toBe('answered');
    expect(await rules()).toEqual([]);
  });
});

describe('whom', () => {
  test('all and mine are no names of nodes, and a node may be called so', async () => {
    expect(await dataOf('watch ALL elected')).toMatchObject({ subscription: { subject: 'all' } });
    expect(await dataOf('watch 全部 status')).toMatchObject({ subscription: { subject: 'all' } });
    expect(await dataOf('watch "node: iost_kor" elected')).toMatchObject({ subscription: { subject: 'iost_kor' } });
    const named = await bot.ask('watch node:mine elected', me);
    expect(named.kind).toBe('mistake');
    expect(readable(named)).not.toContain('your accounts');
  });

  test('mine are the nodes that the saved accounts vote for', async () => {
    const none = await bot.ask('watch mine dividend', me);
    expect(readable(none)).toContain('none is saved yet');
    await bot.ask('me add v00000_x', me);
    const text = readable(await bot.ask('watch mine dividend', me));
    expect(text).toContain('a node that you vote for credits a dividend to its voters');
    expect(text).toMatch(/Nodes now: .*bbx_iost.*digglue1.*iostlife/);
    expect(readable(await bot.ask('watch mine elected', { ...me, ...admin }))).toContain('private chat');
  });

  test('an account by its name or label, with or without its prefix', async () => {
    await bot.ask('me add v00000_x savings', me);
    for (const line of [
      'account:v00000_x released',
      'account: savings released',
      'v00000_x released',
      'savings released',
    ]) {
      expect(await dataOf(`watch ${line}`)).toMatchObject({ subscription: { subject: 'account:v00000_x' } });
    }
    expect(await rules()).toEqual(['account:v00000_x released']);
  });

  test.each([
    ['account:nosuchone released', 'The chain has no account nosuchone.'],
    ['account:x released', '“x” is not an account name'],
    ['account:iost_kor votes 3m', 'votes is about nodes, not accounts'],
    ['all claimable 100', 'claimable is about one account'],
    ['mine released', 'released is about one account'],
    ['mathwalet elected', 'I know no node “mathwalet”'],
    ['huobi elected', 'Several nodes fit “huobi”'],
    ['votes 3m', 'Please say first whom to watch'],
    ['elected', 'Please say first whom to watch'],
  ])('watch %s is a mistake: %s', async (line, said) => {
    const outcome = await bot.ask(`watch ${line}`, me);
    expect(outcome).toMatchObject({ kind: 'mistake', reply: { visibility: 'private' } });
    expect(readable(outcome)).toContain(said);
    expect(await rules()).toEqual([]);
  });

  test('a button answers which one was meant, with the rule kept', async () => {
    const [first] = (await bot.ask('watch mathwalet votes 3m up', me)).reply.actions ?? [];
    if (!first) throw new Error('no button');
    await bot.press(first, me);
    expect(await rules()).toEqual(['mathwallet votes 3m up']);
    await bot.ask('me add v00000_x savings', me);
    const [account] = (await bot.ask('watch mine claimable 100', me)).reply.actions ?? [];
    if (!account) throw new Error('no button');
    await bot.press(account, me);
    expect(await rules()).toContain('account:v00000_x claimable 100');
  });

  test('a mistyped rule is no part of a name, and what was meant is a tap away', async () => {
    const outcome = await bot.ask('watch iost_kor vote 3m up', me);
    expect(outcome.kind).toBe('mistake');
    expect(readable(outcome)).toContain('I know nothing called “vote” to watch for.');
    const [first] = outcome.reply.actions ?? [];
    if (!first) throw new Error('no button');
    await bot.press(first, me);
    expect(await rules()).toEqual(['iost_kor votes 3m up']);
  });

  test('an account that nobody can look up is taken, with a remark', async () => {
    const away = () => Promise.reject(new ChainUnavailable('unreachable', 'for this test'));
    await using blind = await startHost({ wrap: (reader) => ({ ...reader, voter: away }) });
    expect(readable(await blind.ask('watch account:v00000_x released', me))).toContain('please check the spelling');
    expect(await rules(me, blind)).toEqual(['account:v00000_x released']);
  });
});

describe('without all of it', () => {
  test('a subject alone offers the rules that are most worth it, each a tap away', async () => {
    const { reply } = await bot.ask('watch iost_kor', me);
    expect(reply.title).toBe('Watch IOSTer Korea (iost_kor)');
    const actions = reply.actions ?? [];
    expect(actions.length).toBeGreaterThan(5);
    for (const action of actions) expect(await bot.press(action, me)).toMatchObject({ kind: 'answered' });
    expect(await rules()).toHaveLength(actions.length);
    expect(await rules()).toEqual(expect.arrayContaining(['iost_kor elected', 'iost_kor votes 160m']));
  });

  test.each(['all', 'account:v00000_x'])('%s alone, too', async (subject) => {
    const actions = (await bot.ask(`watch ${subject}`, me)).reply.actions ?? [];
    for (const action of actions) expect((await bot.press(action, me)).kind).toBe('answered');
    expect((await rules()).length).toBeGreaterThan(2);
  });

  test('a rule without its value offers one that fits', async () => {
    const { reply } = await bot.ask('watch iost_kor votes', me);
    expect(reply.actions).toMatchObject([{ args: { event: 'votes', value: '160m' } }]);
    expect(await rules()).toEqual([]);
  });

  test('nothing at all lists everything that can be watched', async () => {
    const outcome = await bot.ask('watch', me);
    for (const event of RULE_NAMES) expect(readable(outcome)).toContain(event);
    expect(readable(outcome)).toContain('move 5% 24h');
  });
});
