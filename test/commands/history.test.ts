import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Chart, LinesChart } from '../../src/core/ports/pictures.ts';
import type { Reply } from '../../src/core/reply/reply.ts';
import { Exact } from '../../src/election/arithmetic.ts';
import { readable, startHost, type TestHost } from '../support/host.ts';
import { type RecordedHistory, recordedHistory } from '../support/recorded-history.ts';

const LAST_STEP = 425;
const isMissed = (hour: number) => hour > 14 && hour < 20;
const charts: Chart[] = [];
const pictures = {
  draw: async (chart: Chart) => {
    charts.push(chart);
    return Uint8Array.of(1);
  },
};

let recorded: RecordedHistory;
let bot: TestHost;
let terminal: TestHost;
beforeAll(async () => {
  recorded = await recordedHistory(LAST_STEP, isMissed);
  const { history } = recorded;
  const options = { startStep: LAST_STEP, history };
  [bot, terminal] = await Promise.all([startHost({ ...options, pictures }), startHost(options)]);
});
afterAll(async () => {
  for (const each of [bot, terminal, recorded]) await each[Symbol.asyncDispose]();
});

const kinds = ({ blocks }: Reply) => blocks.map(({ kind }) => kind);

describe('in a chat', () => {
  test('is a picture of the whole time, with its gap, and what it comes to', async () => {
    const { reply } = await bot.ask('history iost_kor');
    expect(kinds(reply)).toEqual(['fields', 'image']);
    const text = readable(await bot.ask('history iost_kor'));
    expect(text).toContain('Votes: 158,385,990.24645245 → 158,082,880.39337838');
    expect(text).toContain('Change: −303,109.85307407');
    expect(text).toContain('Claims: 3; its voters were credited 471.74901657 IOST per million votes');
    expect(text).toContain('recorded demo, synthetic votes');
    const chart = charts.at(-1) as LinesChart;
    expect(chart).toMatchObject({ title: 'Votes over time', warning: 'recorded demo, synthetic votes' });
    const times = chart.series[0]?.points.map(([at]) => at) ?? [];
    const gaps = times.filter((at, index) => at - (times[index - 1] ?? at) > chart.everyMs);
    expect(gaps).toEqual([Date.UTC(2019, 10, 23, 20)]);
  });

  test('is in the language of who asks, and called as they call the node', async () => {
    const { reply } = await bot.ask('history 火币矿池 1d picture', { locale: 'zh-CN', userId: 'chinese' });
    expect(reply.title).toContain('火币矿池');
    expect(charts.at(-1)).toMatchObject({ locale: 'zh-CN', title: '票数走势' });
  });

  test('offers the other forms, for the same node and time', async () => {
    const { reply } = await bot.ask('history Huobi Pool 2d table');
    expect(reply.actions?.map(({ command, args }) => [command, args.as])).toEqual([
      ['history', 'picture'],
      ['history', 'csv'],
      ['node', undefined],
    ]);
    const [first] = reply.actions ?? [];
    if (!first) throw new Error('no button');
    expect((await bot.press(first)).reply.title).toBe(reply.title);
  });
});

test('in a terminal it is a line of signs with its gap', async () => {
  expect(readable(await terminal.ask('history iost_kor'))).toMatch(
    /Votes over 35 hours: [▁-█]{15}·{5}[▁-█]{16} 158,385,990/,
  );
});

test('as a table it says each hour, what changed, and where nothing was seen', async () => {
  const text = readable(await bot.ask('history iost_kor 1d table'));
  expect(text).toContain('Time (UTC) | Votes | Change | Dividend per 1M');
  expect(text).toMatch(/\n2019-11-23 14:00 .*\n… \| no data \|.*\n2019-11-23 20:00/);
  expect(text).toContain('Claimed (UTC) | Block | Dividend per 1M');
});

describe('as a file', () => {
  const readCsv = async (line: string) => {
    const { reply } = await bot.ask(line);
    const file = reply.blocks.find((block) => block.kind === 'file');
    if (!file) throw new Error('no file');
    return { name: file.name, lines: new TextDecoder().decode(file.data).trimEnd().split('\r\n') };
  };

  test('it is CSV with exact numbers, and calls synthetic votes so', async () => {
    const { name, lines } = await readCsv('history iost_kor 30d csv');
    expect(name).toBe('iost_kor-30d.csv');
    expect(lines[0]).toBe('time,block,node,synthetic_votes,dividend_coefficient,claimed_per_vote');
    expect(lines[1]).toBe('2019-11-23T00:00:00.000Z,519600,iost_kor,158385990.24645245,0,');
    expect(lines.at(-1)).toMatch(/^2019-11-24T11:40:00.000Z,775200,iost_kor,158082880.39337838,,$/);
    expect(lines.filter((line) => /,,,\d/.test(line))).toHaveLength(3);
    const times = lines.slice(1).map((line) => line.split(',')[0] ?? '');
    expect(times).toEqual(times.toSorted());
  });

  test('what claims add up to is what the coefficient grew', async () => {
    const { lines } = await readCsv('history iost_kor 30d csv');
    const column = (index: number) => lines.slice(1).map((each) => each.split(',')[index] ?? '');
    const claimed = column(5).reduce((sum, perVote) => sum.plus(perVote || 0), new Exact(0));
    expect(claimed.toFixed()).toBe(column(4).findLast((coefficient) => coefficient !== ''));
  });
});

describe('with nothing recorded', () => {
  test.each(['', ' table', ' csv', ' picture'])('history iostabc%s says so, and what to do', async (form) => {
    await using fresh = await startHost();
    const outcome = await fresh.ask(`history iostabc${form}`);
    expect(outcome.kind).toBe('answered');
    expect(kinds(outcome.reply)).toEqual(['text']);
    expect(readable(outcome)).toContain('Nothing is recorded of IOSTABC (iostabc) yet');
    expect(readable(outcome)).toContain('ask again in an hour');
    expect(readable(outcome)).toContain('1,651,397.13453411');
  });
});

test.each([
  ['history iost_kor 0d', 'period must be between 1d and 10y'],
  ['history iost_kor 23h', 'period must be between 1d and 10y'],
  ['history iost_kor 100y', 'period must be between 1d and 10y'],
  ['history iost_kor period=soon', 'is not a length of time'],
  ['history', 'tell me the node'],
  ['history qqqqqqqqqqqqqqqqqqqq 30d', 'I know no node “qqqqqqqqqqqqqqqqqqqq”'],
])('%s is answered by what to do', async (line, sentence) => {
  const outcome = await bot.ask(line);
  expect(outcome.kind).toBe('mistake');
  expect(readable(outcome)).toContain(sentence);
});
