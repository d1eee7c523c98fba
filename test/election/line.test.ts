// A line rings at the exact value, once a crossing, and never forgets the way back.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cross, firesAt, type Line, lineStart } from '../../src/election/line.ts';
import type { Direction } from '../../src/election/rule.ts';

const LINE: Line = { level: 1_000n, band: 50n };

function alertsOf(line: Line, values: readonly bigint[], direction: Direction = 'both'): readonly string[] {
  let state = lineStart(direction);
  return values.flatMap((value) => {
    const next = cross(line, state, value);
    state = next.state;
    return next.fires ? [`${next.fires} ${value}`] : [];
  });
}

describe('one line', () => {
  const cases: [string, bigint[], string[]][] = [
    ['the first value says nothing', [1_000n], []],
    ['up at exactly the line', [999n, 1_000n], ['up 1000']],
    ['down at once below it', [1_000n, 999n], ['down 999']],
    ['after up: down only below the band', [999n, 1_000n, 950n, 949n], ['up 1000', 'down 949']],
    ['and up again at exactly the line', [999n, 1_000n, 949n, 999n, 1_000n], ['up 1000', 'down 949', 'up 1000']],
    ['after down: up only above the band', [1_000n, 999n, 1_049n, 1_050n], ['down 999', 'up 1050']],
    ['and down again below the line', [1_000n, 999n, 1_050n, 1_000n, 999n], ['down 999', 'up 1050', 'down 999']],
    ['far over the band in one go', [0n, 5_000n, 0n], ['up 5000', 'down 0']],
  ];
  test.each(cases)('%s', (_, values, expected) => {
    expect(alertsOf(LINE, values)).toEqual(expected);
  });

  test('where only one way is told, that one has the exact line from the start', () => {
    expect(alertsOf(LINE, [1_200n, 999n, 940n, 1_000n], 'up')).toEqual(['down 940', 'up 1000']);
    expect(alertsOf(LINE, [900n, 1_000n, 1_060n, 999n], 'down')).toEqual(['up 1060', 'down 999']);
  });
});

describe('any series', () => {
  const series = fc.array(fc.bigInt({ min: 900n, max: 1_100n }), { minLength: 2, maxLength: 60 });
  const band = fc.bigInt({ min: 0n, max: 60n });

  test('at most one alert more than the band was traversed', () => {
    fc.assert(
      fc.property(series, band, (values, width) => {
        const line = { level: 1_000n, band: width };
        expect(alertsOf(line, values).length).toBeLessThanOrEqual(traversals(line, values) + 1);
      }),
    );
  });

  test('alerts alternate, and up is at the line or above, down below it', () => {
    fc.assert(
      fc.property(series, band, (values, width) => {
        const alerts = alertsOf({ level: 1_000n, band: width }, values).map((alert) => alert.split(' '));
        for (const [index, [way, value]] of alerts.entries()) {
          expect(way).not.toBe(alerts[index - 1]?.[0]);
          expect(BigInt(value ?? 0) >= 1_000n).toBe(way === 'up');
        }
      }),
    );
  });

  test('inside the band after the first alert: none', () => {
    const inside = fc.array(fc.bigInt({ min: 950n, max: 1_049n }), { maxLength: 40 });
    fc.assert(
      fc.property(inside, (values) => {
        // After up the band is what lies below the line, after down what lies above it.
        expect(alertsOf(LINE, [0n, 1_000n, ...values])).toHaveLength(1);
        expect(alertsOf(LINE, [2_000n, 999n, ...values])).toHaveLength(1);
      }),
    );
  });

  test('none is lost: once the value is out of the band, the last alert says on which side', () => {
    fc.assert(
      fc.property(series, band, fc.boolean(), (values, width, isUp) => {
        const line = { level: 1_000n, band: width };
        const end = isUp ? line.level + width : line.level - width - 1n;
        const alerts = alertsOf(line, [...values, end]);
        const [first = 0n] = values;
        const startedAbove = first >= line.level;
        expect(alerts.at(-1)?.split(' ')[0] ?? (startedAbove ? 'up' : 'down')).toBe(isUp ? 'up' : 'down');
      }),
    );
  });

  test('without a band every crossing rings', () => {
    fc.assert(
      fc.property(series, (values) => {
        const crossings = values.filter((value, i) => i > 0 && value >= 1_000n !== (values[i - 1] ?? 0n) >= 1_000n);
        expect(alertsOf({ level: 1_000n, band: 0n }, values)).toHaveLength(crossings.length);
      }),
    );
  });
});

test('it tells where it fires next', () => {
  expect(firesAt(LINE, lineStart())).toBe(1_000n);
  expect(firesAt(LINE, { side: 'above', oriented: 'up' })).toBe(950n);
  expect(firesAt(LINE, { side: 'below', oriented: 'up' })).toBe(1_000n);
  expect(firesAt(LINE, { side: 'below', oriented: 'down' })).toBe(1_050n);
  expect(firesAt(LINE, { side: 'above', oriented: 'down' })).toBe(1_000n);
});

/** How often the value went from one end of the band to the other. The band's place is that of the first crossing. */
function traversals({ level, band }: Line, values: readonly bigint[]): number {
  const [first = 0n] = values;
  const [bottom, top] = first < level ? [level - band, level] : [level, level + band];
  let side: 'top' | 'bottom' | undefined;
  let count = 0;
  for (const value of values) {
    const now = value >= top ? 'top' : value < bottom ? 'bottom' : undefined;
    if (now && side && now !== side) count += 1;
    side = now ?? side;
  }
  return count;
}
