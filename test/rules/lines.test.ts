import { expect, test } from 'vitest';
import type { Line } from '../../src/election/line.ts';
import type { Rule } from '../../src/election/rule.ts';
import { lineOf } from '../../src/rules/index.ts';

const THRESHOLD = 2_000_000n;
const cases: [Partial<Rule> & Pick<Rule, 'event'>, Line | undefined][] = [
  [
    { event: 'votes', level: 3_000_000n },
    { level: 3_000_000n, band: 15_000n },
  ],
  [{ event: 'elected' }, { level: THRESHOLD, band: 10_000n }],
  [
    { event: 'margin', level: 1_000_000n },
    { level: 1_000_000n, band: 15_000n },
  ],
  [
    { event: 'rank', level: 20n },
    { level: -20n, band: 0n },
  ],
  [
    { event: 'blocks', level: 10n },
    { level: 10n, band: 0n },
  ],
  [
    { event: 'unlisted', level: 21_600n },
    { level: 21_600n, band: 0n },
  ],
  [
    { event: 'stuck', level: 86_400n },
    { level: 86_400n, band: 0n },
  ],
  [
    { event: 'claimable', level: 200n },
    { level: 200n, band: 1n },
  ],
  [{ event: 'orphaned' }, { level: 1n, band: 0n }],
  [{ event: 'online' }, undefined],
  [{ event: 'move', level: 500n }, undefined],
];
test.each(cases)('where the line of $event lies', (rule, expected) => {
  expect(lineOf({ direction: 'both', ...rule }, THRESHOLD)).toEqual(expected);
});

test('the band can be had in any width, or not at all', () => {
  const rule: Rule = { event: 'votes', level: 1_000_000n, direction: 'both' };
  expect(lineOf(rule, THRESHOLD, 0n)).toEqual({ level: 1_000_000n, band: 0n });
  expect(lineOf(rule, THRESHOLD, 100_000n)).toEqual({ level: 1_000_000n, band: 100_000n });
});
