import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/answer/errors.ts';
import type { Rule } from '../../src/election/rule.ts';
import { RULE_NAMES, type RuleName, ruleKind } from '../../src/rules/index.ts';
import { readRule, ruleText } from '../../src/rules/text.ts';
import { levelWords } from '../../src/rules/values.ts';

const UNIT = 100_000_000n;
const read = (text: string) => {
  const [event = '', ...words] = text.split(' ');
  return readRule(event as RuleName, words, 'en'); // a row of the tables below
};

function mistake(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof UserError) return error.key.replace('rules.bad.', '');
    throw error;
  }
  throw new Error(`“${text}” was taken`);
}

describe('a rule is read', () => {
  test.each<[string, Rule]>([
    ['elected', { event: 'elected', direction: 'both' }],
    ['elected down', { event: 'elected', direction: 'down' }],
    ['votes 3m', { event: 'votes', level: 3_000_000n * UNIT, direction: 'both' }],
    ['votes UP 2,100,000.5', { event: 'votes', level: 210_000_050_000_000n, direction: 'up' }],
    ['votes 3 m both', { event: 'votes', level: 3_000_000n * UNIT, direction: 'both' }],
    ['margin 100k', { event: 'margin', level: 100_000n * UNIT, direction: 'both' }],
    ['rank 20', { event: 'rank', level: 20n, direction: 'both' }],
    ['rank top 20 down', { event: 'rank', level: 20n, direction: 'down' }],
    ['move 5% 24h', { event: 'move', level: 500n, isPercent: true, periodSeconds: 86_400, direction: 'both' }],
    ['move 24h 0.5 %', { event: 'move', level: 50n, isPercent: true, periodSeconds: 86_400, direction: 'both' }],
    ['move 500k within 90m up', { event: 'move', level: 500_000n * UNIT, periodSeconds: 5_400, direction: 'up' }],
    ['move 500m 90m', { event: 'move', level: 500_000_000n * UNIT, periodSeconds: 5_400, direction: 'both' }],
    ['move 5%', { event: 'move', level: 500n, isPercent: true, periodSeconds: 86_400, direction: 'both' }],
    ['blocks 10', { event: 'blocks', level: 10n, direction: 'down' }],
    ['unlisted 6h', { event: 'unlisted', level: 21_600n, direction: 'up' }],
    ['unlisted 30m', { event: 'unlisted', level: 1_800n, direction: 'up' }],
    ['stuck 2w both', { event: 'stuck', level: 1_209_600n, direction: 'both' }],
    ['claimable 0.00000001', { event: 'claimable', level: 1n, direction: 'up' }],
    ['claimable 100 up', { event: 'claimable', level: 100n * UNIT, direction: 'up' }],
    ['orphaned', { event: 'orphaned', direction: 'up' }],
  ])('%s', (text, rule) => expect(read(text)).toEqual(rule));
});

describe('a rule is refused', () => {
  test.each([
    ['votes', 'missing'],
    ['move 24h', 'missing'],
    ['votes 0', 'range'],
    ['votes 0.5', 'range'],
    ['votes -5', 'range'],
    ['votes -3m', 'range'],
    ['votes 91b', 'range'],
    ['votes 1,0,0', 'not-a-number'],
    ['votes 999999999999999999999999', 'range'],
    ['votes 1e30', 'not-a-number'],
    ['votes NaN', 'not-a-number'],
    ['votes Infinity', 'not-a-number'],
    ['votes 0x10', 'not-a-number'],
    ['votes 3m 4m', 'not-a-number'],
    ['votes 5%', 'percent'],
    ['votes 6h', 'not-a-number'],
    ['rank 3m', 'range'],
    ['rank 0', 'range'],
    ['rank 20.5', 'not-whole'],
    ['rank 5%', 'percent'],
    ['blocks 1201', 'range'],
    ['unlisted 3m', 'range-of-time'],
    ['unlisted 3', 'not-a-span'],
    ['unlisted 5%', 'percent'],
    ['unlisted 9999w', 'range-of-time'],
    ['stuck -7d', 'not-a-span'],
    ['move 0%', 'range'],
    ['move 1001%', 'range'],
    ['move 0.001%', 'percent-fine'],
    ['move -5%', 'not-a-number'],
    ['move 1e3%', 'not-a-number'],
    ['move 0 24h', 'range'],
    ['move 5% 5m', 'period'],
    ['move 5% 99w', 'period'],
    ['move 5% 6h 7h', 'not-a-number'],
    ['online 5', 'no-value'],
    ['elected up down', 'directions'],
    ['overtaken down', 'no-direction'],
    ['claimable 100 down', 'no-direction'],
    ['claimable -1', 'range'],
  ])('%s: %s', (text, key) => expect(mistake(text)).toBe(key));

  test('whatever is written, it is a rule or a mistake', () => {
    const words = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[-+0-9.,kmbhdw%]{1,8}$/)), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.constantFrom(...RULE_NAMES), words, (event, texts) => {
        try {
          const { level = 1n, direction } = readRule(event, texts, 'en');
          expect(level).toBeGreaterThan(0n);
          expect(['up', 'down', 'both']).toContain(direction);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});

/** Times are typed in minutes at the finest. */
function levelsOf({ unit, min, max }: { readonly unit: string; readonly min: bigint; readonly max: bigint }) {
  return unit === 'span'
    ? fc.bigInt({ min: min / 60n, max: max / 60n }).map((minutes) => minutes * 60n)
    : fc.bigInt({ min, max });
}

const rules = fc.constantFrom(...RULE_NAMES).chain((event): fc.Arbitrary<Rule> => {
  const kind = ruleKind(event);
  const { direction: usual, hasDirection } = kind;
  const direction = hasDirection
    ? fc.constantFrom('up' as const, 'down' as const, 'both' as const)
    : fc.constant(usual);
  const periodSeconds = fc.integer({ min: 10, max: 129_600 }).map((minutes) => minutes * 60);
  if (kind.how === 'move') {
    const percent = fc.record({ level: fc.bigInt({ min: 1n, max: 100_000n }), isPercent: fc.constant(true as const) });
    const amount = fc.record({ level: fc.bigInt({ min: 1n, max: 90_000_000_000n * UNIT }) });
    const change = fc.oneof(percent, amount);
    return fc.tuple(change, direction, periodSeconds).map(([level, way, period]) => ({
      event,
      ...level,
      periodSeconds: period,
      direction: way,
    }));
  }
  if (kind.unit === 'none') return fc.record({ event: fc.constant(event), direction });
  return fc.record({ event: fc.constant(event), level: levelsOf(kind), direction });
});

test('what is shown can be typed, and means the same', () => {
  fc.assert(
    fc.property(rules, (rule) => {
      expect(read(ruleText(rule))).toEqual(rule);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['votes 3000000', 'votes 3m'],
  ['votes 2,100,000 down', 'votes 2.1m down'],
  ['votes 1234567.5', 'votes 1234567.5'],
  ['margin 100000', 'margin 100k'],
  ['move 5.50% 1440m', 'move 5.5% 1d'],
  ['unlisted 360m', 'unlisted 6h'],
  ['blocks 10 down', 'blocks 10'],
  ['elected both', 'elected'],
])('%s is shown as %s', (text, shown) => expect(ruleText(read(text))).toBe(shown));

test.each([
  ['votes 3m', '3,000,000'],
  ['rank 10000', '10,000'],
  ['move 0.5%', '0.5 %'],
  ['unlisted 90m', '90 minutes'],
  ['claimable 100.5', '100.5'],
])('%s in words is %s', (text, words) => expect(levelWords('en', read(text))).toBe(words));
