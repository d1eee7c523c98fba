import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth, plainText } from '../../src/core/reply/text.ts';
import { sparkline } from '../../src/words/sparkline.ts';

const points = (values: readonly (number | undefined)[]) =>
  values.flatMap((value, at) => (value === undefined ? [] : [{ at, value }]));

test.each([
  [[0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█'],
  [[5, 5, 5], '▄▄▄'],
  [[1], '▄'],
  [[], ''],
  [[0, undefined, undefined, 10], '▁··█'],
  [[2, 1, undefined, 3], '▅▁·█'],
])('%j is %s', (values, line) => {
  expect(sparkline(points(values), 1, 20)).toBe(line);
});

test('more values than columns share them, and no gap is lost or made', () => {
  expect(sparkline(points(Array.from({ length: 100 }, (_, value) => value)), 1, 8)).toBe('▁▂▃▄▅▆▇█');
  const holed = Array.from({ length: 100 }, (_, value) => (value >= 30 && value < 70 ? undefined : value));
  expect(sparkline(points(holed), 1, 10)).toBe('▁▂▃····▆▇█');
});

test('hours that are all there show no gap, whenever the last one was', () => {
  for (const last of [0.1, 0.6, 0.99]) {
    const hours = [...Array.from({ length: 36 }, (_, at) => ({ at, value: at })), { at: 35 + last, value: 1 }];
    for (const columns of [7, 20, 36, 48]) expect(sparkline(hours, 1, columns)).not.toContain('·');
  }
});

test('it fits its columns and stays as it is on every screen', () => {
  const values = fc.array(fc.option(fc.double({ min: 0, max: 2e10, noNaN: true }), { nil: undefined }));
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 60 }), (some, columns) => {
      const line = sparkline(points(some), 1, columns);
      expect(displayWidth(line)).toBeLessThanOrEqual(columns);
      expect(plainText(line)).toBe(line);
    }),
  );
});
