import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ChainUnavailable } from '../../src/core/ports/outage.ts';
import { patchStorage } from '../support/devnet.ts';
import { readable, startHost, type TestHost } from '../support/host.ts';

let bot: TestHost;
beforeAll(async () => {
  bot = await startHost();
});
afterAll(() => bot[Symbol.asyncDispose]());

test('the card of a node holds its exact numbers', async () => {
  const outcome = await bot.ask('node IOST_KOR');
  expect(outcome.kind).toBe('answered');
  expect(outcome.reply.data).toMatchObject({
    rank: 1,
    account: 'iost_kor',
    votes: '158385990.24645245',
    margin: '156285990.24645245',
    toThreshold: '0',
    kind: 'servi',
    producing: true,
    above: null,
    scorePlace: 1,
    unclaimedBonus: '87677.11382107',
  });
  expect(readable(outcome)).toContain('Threshold: 156,285,990.24645245 votes above 2,100,000');
});

test('below the threshold it says what is missing, and what passes the node above', async () => {
  const text = readable(await bot.ask('node huobi pool'));
  expect(text).toContain('Threshold: 748,401.78343299 votes short of 2,100,000');
  expect(text).toContain('Next rank: 256.92081323 more votes pass iostten');
});

test('the Chinese name finds it, and is shown to who reads Chinese', async () => {
  expect((await bot.ask('node 火币矿池', { locale: 'zh-CN' })).reply.title).toBe('火币矿池 (huobipool)');
});

test('a tap watches it', async () => {
  const watch = (await bot.ask('node huobipool')).reply.actions?.find(({ command }) => command === 'watch');
  if (!watch) throw new Error('no button');
  const menu = await bot.press(watch);
  expect(menu.reply.title).toBe('Watch Huobi Pool (huobipool)');
  const [first] = menu.reply.actions ?? [];
  if (!first) throw new Error('no rule');
  expect((await bot.press(first)).reply.data).toMatchObject({ isNew: true, subscription: { subject: 'huobipool' } });
});

describe('names that do not decide', () => {
  test('two alike ask which, with a button for each', async () => {
    const outcome = await bot.ask('node huobi');
    expect(outcome.kind).toBe('mistake');
    const buttons = outcome.reply.actions ?? [];
    expect(buttons.map(({ args }) => args.node)).toContain('huobiwallet');
    const [first] = buttons;
    if (!first) throw new Error('no button');
    expect((await bot.press(first)).kind).toBe('answered');
  });

  test('an unknown one offers the nearest', async () => {
    const outcome = await bot.ask('node mathwalet');
    expect(outcome.kind).toBe('mistake');
    expect(outcome.reply.actions?.[0]).toMatchObject({ command: 'node', args: { node: 'mathwallet' } });
    expect(outcome.reply.actions?.length).toBeLessThanOrEqual(3);
  });

  test('one like nothing offers nothing', async () => {
    const outcome = await bot.ask('node qqqqqqqqqqqqqqqqqqqq');
    expect(readable(outcome)).toContain('I know no node “qqqqqqqqqqqqqqqqqqqq”.');
    expect(outcome.reply.actions ?? []).toEqual([]);
  });

  test('a missing name is asked for', async () => {
    expect((await bot.ask('node')).kind).toBe('mistake');
  });
});

test.each([1, 2, 3, 4, 5])('hostile chain text of evil_%i stays short and plain', async (which) => {
  const { reply } = await bot.ask(`node evil_${which}`);
  const fields = reply.blocks.flatMap((block) => (block.kind === 'fields' ? block.fields : []));
  const values = fields.flatMap(({ value }) => (typeof value === 'string' ? [value] : value));
  expect(values.length).toBeGreaterThan(5);
  for (const value of values) {
    expect(typeof value === 'string' ? 'plain' : value.kind).not.toBe('link');
    const text = typeof value === 'string' ? value : value.kind === 'time' ? '' : value.text;
    expect(text.length).toBeLessThanOrEqual(80);
    expect(text).not.toMatch(/\p{Cf}/u);
  }
});

test('without the reward state everything else still answers', async () => {
  await using poor = await startHost({
    wrap: (reader) => ({
      ...reader,
      rewardState: () => Promise.reject(new ChainUnavailable('unreachable', 'for this test')),
    }),
  });
  const outcome = await poor.ask('node mathwallet');
  expect(outcome.kind).toBe('answered');
  expect(outcome.reply.data).toMatchObject({ unclaimedBonus: null, votes: '155260920.53531902' });
  expect(readable(outcome)).toContain('Unclaimed bonus: not known right now');
});

test('strikes and bars of the recording show on the card', async () => {
  await using later = await startHost({ startStep: 17 });
  const { value } = await later.chain.standings();
  const [barred] = [...value.barredUntil].filter(([, until]) => until > value.blocks.first);
  const [struck] = value.strikes.keys();
  expect(readable(await later.ask(`node ${barred?.[0]}`))).toContain(`may not make blocks until block ${barred?.[1]}`);
  expect(readable(await later.ask(`node ${struck}`))).toMatch(/Strikes: \d rounds? without a block/);
});

test.each([
  [{ loc: 'Нuоbi Рооl' }, 'Place: Нuоbi Рооl ⚠ looks like “Huobi Pool”, but has letters of another script'],
  [{ loc: 'ＩＯＳＴ Foundation' }, 'Place: ＩＯＳＴ Foundation ⚠ looks like “IOST Foundation”'],
  [{ loc: 'Hu\u2060ob\u200di Pool\u202e' }, 'Place: Huobi Pool\n'],
  [{ url: 'https://www.іоst.io/' }, 'Website: https://www.xn--st-emc9g.io/ ⚠ looks like “iost.io”'],
  [{ url: 'www.іоst.io' }, 'Website: www.xn--st-emc9g.io ⚠ looks like “iost.io”'],
  [{ url: `https://www.іоst.io/${'a'.repeat(3_000)}` }, 'Website: https://www.xn--st-emc9g.io/aaa'],
  [{ url: 'https://www.io\u200bst.io/' }, 'Website: https://www.iost.io/\n'],
  [{ loc: 'Москва' }, 'Place: Москва\n'],
  [{ loc: '北京', url: 'https://例子.cn/' }, 'Website: https://xn--fsqu00a.cn/\n'],
])('what a candidate writes about itself is shown for what it is: %j', async (written, line) => {
  const intercept = patchStorage((map, account, row) =>
    map === 'producerTable' && account === 'evil_1' ? JSON.stringify({ ...JSON.parse(row), ...written }) : row,
  );
  await using other = await startHost({ intercept });
  expect(`${readable(await other.ask('node evil_1'))}\n`).toContain(line);
});
