import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ChainUnavailable } from '../../src/core/ports/outage.ts';
import type { Chart } from '../../src/core/ports/pictures.ts';
import { readable, startHost, type TestHost } from '../support/host.ts';
import { type RecordedHistory, recordedHistory } from '../support/recorded-history.ts';

const LAST_STEP = 425;
const charts: Chart[] = [];
const pictures = {
  draw: async (chart: Chart) => {
    charts.push(chart);
    return Uint8Array.of(1);
  },
};

let recorded: RecordedHistory;
let bot: TestHost;
let fresh: TestHost;
beforeAll(async () => {
  recorded = await recordedHistory(LAST_STEP);
  bot = await startHost({ startStep: LAST_STEP, history: recorded.history, pictures });
  fresh = await startHost({ pictures });
});
afterAll(async () => {
  for (const each of [bot, fresh, recorded]) await each[Symbol.asyncDispose]();
});

test('three nodes stand side by side, each in its column', async () => {
  const outcome = await bot.ask('compare iost_kor iostabc thrive');
  const text = readable(outcome);
  expect(text).toContain(' | IOSTer Korea | IOSTABC | thrive');
  expect(text).toContain('Votes | 158,082,880 | 1,651,397 | 40,329,581');
  expect(text).toContain('Change in 7 days | −303,109 | 0 | −38,610,364');
  expect(text).toContain('To threshold | +155,982,880 | −448,602 | +38,229,581');
  expect(outcome.reply.data).toMatchObject({
    block: 775_200,
    nodes: [
      { account: 'iost_kor', votes: '158082880.39337838', gainedIn7Days: '-303109.85307407', elected: true },
      { account: 'iostabc', margin: null, toThreshold: '448602.86546589', scorePlace: null },
      { account: 'thrive', rank: 9, kind: 'servi' },
    ],
  });
  expect(outcome.reply.actions?.map(({ args }) => args.node)).toEqual(['iost_kor', 'iostabc', 'thrive']);
});

describe('the picture', () => {
  const chartOf = async (line: string) => {
    const { reply } = await bot.ask(line);
    expect(reply.blocks.map(({ kind }) => kind)).toEqual(['table', 'image']);
    return charts.at(-1);
  };

  test('is of votes where they are near each other, with the threshold', async () => {
    expect(await chartOf('compare huobipool iostabc')).toMatchObject({
      kind: 'lines',
      unit: 'amount',
      level: { value: 2_100_000 },
      series: [{ label: 'Huobi Pool' }, { label: 'IOSTABC' }],
    });
  });

  test('is of their change where one would press the other flat', async () => {
    const chart = await chartOf('compare iost_kor iostabc');
    expect(chart).toMatchObject({ kind: 'lines', unit: 'change', series: [{ shown: '158,082,880' }, {}] });
    expect(chart).not.toHaveProperty('level');
  });

  test('is of what they have now while nothing is recorded', async () => {
    const { reply } = await fresh.ask('compare iostabc iost_kor');
    expect(reply.blocks.at(-1)?.kind).toBe('image');
    expect(charts.at(-1)).toMatchObject({ kind: 'ranking', rows: [{ rank: 1 }, { rank: 245, isBelow: true }] });
    expect(readable({ ...(await fresh.ask('compare iostabc iost_kor')) })).toContain('Change in 7 days | — | —');
  });
});

test('the language decides the names and the words', async () => {
  const outcome = await bot.ask('compare huobipool mathwallet', { locale: 'zh-CN', userId: 'chinese' });
  expect(readable(outcome)).toContain(' | 火币矿池 | 麦子钱包');
  expect(readable(outcome)).toContain('排名 | ');
});

test('without rewards the bonus is left open', async () => {
  await using away = await startHost({
    wrap: (reader) => ({
      ...reader,
      rewardState: () => Promise.reject(new ChainUnavailable('unreachable', 'down')),
    }),
  });
  expect(readable(await away.ask('compare iost_kor thrive'))).toContain('Unclaimed bonus | — | —');
});

test.each([
  ['compare iost_kor', 'tell me the second'],
  ['compare iost_kor IOST_KOR', 'the same node twice'],
  ['compare iost_kor thrive "IOSTer Korea"', 'the same node twice'],
  ['compare iost_kor mathwalet', 'I know no node “mathwalet”'],
])('%s is answered by what to do', async (line, sentence) => {
  const outcome = await bot.ask(line);
  expect(outcome.kind).toBe('mistake');
  expect(readable(outcome)).toContain(sentence);
});

test('the button of a node that was meant keeps the other one', async () => {
  const { reply } = await bot.ask('compare iost_kor mathwalet');
  const [first] = reply.actions ?? [];
  expect(first?.args).toEqual({ first: 'iost_kor', second: 'mathwallet' });
});
