import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDayTime, parseDayTime } from '../../../src/core/values/day-time.ts';

test.each([
  ['23:00', '23:00'],
  ['7', '07:00'],
  ['07:05', '07:05'],
  ['7:30am', '07:30'],
  ['7:30 PM', '19:30'],
  ['12am', '00:00'],
  ['12:15pm', '12:15'],
  ['2130', '21:30'],
  ['730', '07:30'],
  ['9.45', '09:45'],
  ['9点', '09:00'],
  ['9点30分', '09:30'],
  ['24:00', '00:00'],
  ['0', '00:00'],
])('%s is %s', (text, shown) => expect(formatDayTime(parseDayTime(text) ?? Number.NaN)).toBe(shown));

test.each([
  '',
  '25:00',
  '24:01',
  '7:60',
  '13pm',
  '0am',
  '-1',
  '7:3',
  '1e1',
  'noon',
  '7:300',
  '7h',
  '9'.repeat(100_000),
])('%.20s is no time of day', (text) => expect(parseDayTime(text)).toBeUndefined());

test('what is shown can be typed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_439 }), (minutes) => {
      expect(parseDayTime(formatDayTime(minutes))).toBe(minutes);
    }),
  );
});
