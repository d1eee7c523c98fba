// The page of alerts says of every rule what the program knows of it, and of lines what they do.
import { describe, expect, test } from 'vitest';
import { amountFromDecimal, parseAmount } from '../../src/core/values/amount.ts';
import { cross, type LineState, lineStart } from '../../src/election/line.ts';
import { lineOf, RULES } from '../../src/rules/index.ts';
import { readRule } from '../../src/rules/text.ts';
import { levelWords } from '../../src/rules/values.ts';
import { readConfig } from '../../src/start/config.ts';
import { read, section, tableRows } from './pages.ts';

const PAGE = 'docs/alerts.md';
const HOW = { level: 'line', move: 'move', event: 'event' } as const;
const UNITS = {
  votes: ' votes',
  iost: ' IOST',
  places: ' places',
  blocks: ' blocks',
  span: '',
  change: ' votes',
} as const;

type Kind = (typeof RULES)[number];

function valuesOf(rule: Kind): string {
  if (rule.unit === 'none') return '';
  const words = (level: bigint) => levelWords('en', { event: rule.name, direction: 'both', level });
  return `${words(rule.min)} to ${words(rule.max)}${UNITS[rule.unit]}`;
}

function directionOf({ direction, hasDirection }: Kind): string {
  if (hasDirection) return direction;
  return direction === 'both' ? '' : `${direction} only`;
}

const rows = tableRows(section(PAGE, 'What can be watched'));

test('the table is that of the rules', () => {
  const expected = RULES.map((rule) => [
    `\`${rule.name}\``,
    `\`${[rule.name, ...(rule.unit === 'none' ? [] : [rule.example])].join(' ')}\``,
    ...[rule.subject, HOW[rule.how], valuesOf(rule), directionOf(rule), String(rule.weight)],
  ]);
  expect(rows.map((row) => row.slice(0, 7).map((cell) => cell.replace(/, or .*/, '')))).toEqual(expected);
});

test('a move takes the percentages and times that it says', () => {
  const [, least = '', most = ''] =
    /, or ([\d.,]+) % to ([\d.,]+) %; within 10 minutes to 90 days/.exec(read(PAGE)) ?? [];
  const takes =
    (...words: readonly string[]) =>
    () =>
      readRule('move', words, 'en');
  for (const words of [
    [`${least}%`, '10m'],
    [`${most.replace(',', '')}%`, '90d'],
  ])
    expect(takes(...words)).not.toThrow();
  for (const words of [['0%'], ['1000.01%'], ['5%', '9m'], ['5%', '91d']]) expect(takes(...words)).toThrow();
});

describe('a line with its band', () => {
  test('is told as the table says', () => {
    const line = lineOf(readRule('votes', ['3m'], 'en'), amountFromDecimal('2100000')) ?? expect.fail('no line');
    let state: LineState = cross(line, lineStart(), amountFromDecimal('2900000')).state;
    for (const [cell = '', told = ''] of tableRows(section(PAGE, 'Lines and bands'))) {
      const [, number = ''] = /^([\d,]+)/.exec(cell) ?? [];
      const crossed = cross(line, state, parseAmount(number) ?? expect.fail(number));
      state = crossed.state;
      const said = { up: 'reached 3,000,000', down: 'fallen below 3,000,000' };
      expect(told.split(':')[0], cell).toBe(crossed.fires ? said[crossed.fires] : 'nothing');
    }
  });

  test('has the width that is said', () => {
    const { bandPpm, limit, historyDays } = readConfig({}, ['en']).alerts;
    expect(read(PAGE)).toContain(`${bandPpm / 10_000} % of the line, unless`);
    expect(read(PAGE)).toContain(`A list holds ${limit} subscriptions`);
    expect(read(PAGE)).toContain(`Past alerts are kept ${historyDays} days`);
  });
});
