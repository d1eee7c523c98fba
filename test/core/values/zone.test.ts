import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isZone, localTime, nextLocal, quietUntil } from '../../../src/core/values/zone.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const at = (text: string) => Date.parse(text);
const iso = (moment: number | undefined) => (moment === undefined ? undefined : new Date(moment).toISOString());
const clock = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

describe('the next time of day', () => {
  test.each([
    ['UTC', '09:00', undefined, '2026-11-23T08:59:59Z', '2026-11-23T09:00:00Z'],
    ['UTC', '09:00', undefined, '2026-11-23T09:00:00Z', '2026-11-24T09:00:00Z'],
    ['UTC', '00:00', undefined, '2026-12-31T23:59:59Z', '2027-01-01T00:00:00Z'],
    ['Asia/Shanghai', '07:30', undefined, '2026-11-23T00:00:00Z', '2026-11-23T23:30:00Z'],
    ['Asia/Kathmandu', '09:00', undefined, '2026-11-23T00:00:00Z', '2026-11-23T03:15:00Z'],
    ['+08:00', '09:00', undefined, '2026-11-23T00:00:00Z', '2026-11-23T01:00:00Z'],
    ['Pacific/Kiritimati', '09:00', undefined, '2026-11-23T00:00:00Z', '2026-11-23T19:00:00Z'],
    ['Etc/GMT+12', '09:00', undefined, '2026-11-23T00:00:00Z', '2026-11-23T21:00:00Z'],
    // 2026-11-23 is a Monday; in Shanghai it begins on Sunday, 16:00 UTC.
    ['UTC', '09:00', 1, '2026-11-23T09:00:00Z', '2026-11-30T09:00:00Z'],
    ['Asia/Shanghai', '00:00', 1, '2026-11-21T00:00:00Z', '2026-11-22T16:00:00Z'],
    ['UTC', '09:00', 7, '2026-11-23T09:00:00Z', '2026-11-29T09:00:00Z'],
  ] as const)('%s %s, weekday %s, after %s is %s', (zone, time, weekday, after, expected) =>
    expect(iso(nextLocal(zone, clock(time), weekday, at(after)))).toBe(iso(at(expected))),
  );

  test.each([
    ['skipped', 'Europe/Berlin', '02:30', '2026-03-28T12:00:00Z', '2026-03-29T01:00:00Z'],
    ['the day after, it is there again', 'Europe/Berlin', '02:30', '2026-03-29T01:00:00Z', '2026-03-30T00:30:00Z'],
    ['shown twice: the first', 'Europe/Berlin', '02:30', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z'],
    ['the second one is none', 'Europe/Berlin', '02:30', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
    ['a gap of half an hour', 'Australia/Lord_Howe', '02:10', '2026-10-03T00:00:00Z', '2026-10-03T15:30:00Z'],
    ['a day that begins at one', 'Asia/Beirut', '00:00', '2026-03-28T12:00:00Z', '2026-03-28T22:00:00Z'],
    ['a day that was skipped', 'Pacific/Apia', '12:00', '2011-12-30T05:00:00Z', '2011-12-30T10:00:00Z'],
    ['the day after that one', 'Pacific/Apia', '12:00', '2011-12-30T10:00:00Z', '2011-12-30T22:00:00Z'],
  ])('%s: %s %s after %s is %s', (_, zone, time, after, expected) =>
    expect(iso(nextLocal(zone, clock(time), undefined, at(after)))).toBe(iso(at(expected))),
  );
});

test('a zone that is unknown here counts as UTC instead of failing', () => {
  expect(iso(nextLocal('Mars/Olympus', 540, undefined, at('2026-11-23T00:00:00Z')))).toBe('2026-11-23T09:00:00.000Z');
});

test.each([
  ['Asia/Shanghai', true],
  ['+05:30', true],
  ['Europe/Atlantis', false],
  ['', false],
  ['x'.repeat(100_000), false],
])('%.20s is a zone: %s', (zone, known) => expect(isZone(zone)).toBe(known));

test.each([
  [540, 8],
  [Number.NaN, 1],
])('%d minutes on weekday %d is no time', (minutes, weekday) => {
  expect(() => nextLocal('UTC', minutes, weekday, 0)).toThrow(RangeError);
});

const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Beirut',
  'America/Santiago',
  'Pacific/Apia',
  'Asia/Kathmandu',
  '+05:45',
];

/** What every minute's clock shows, read off `Intl` by itself: an independent way to know. */
function wallMinutes(zone: string, from: number, to: number): readonly (readonly [string, number])[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return Array.from({ length: (to - from) / MINUTE_MS }, (_, i) => {
    const moment = from + i * MINUTE_MS;
    return [format.format(moment), moment] as const;
  });
}

/** Moments at which the zone's clocks are put forward or back in a year, to the hour. */
function changes(zone: string, year: number): readonly number[] {
  const shown = (moment: number) => localTime(zone, moment).minutes - ((moment / MINUTE_MS) % 1_440);
  const same = (a: number, b: number) => (a - b) % 1_440 === 0;
  return Array.from({ length: 365 * 24 }, (_, hour) => Date.UTC(year, 0, 1, hour)).filter(
    (moment) => !same(shown(moment), shown(moment + HOUR_MS)),
  );
}

describe('around every change of the clocks', () => {
  const cases = ZONES.flatMap((zone) =>
    [2011, 2026].flatMap((year) => changes(zone, year).map((moment) => ({ zone, moment }))),
  );

  test('there are many', () => expect(cases.length).toBeGreaterThan(30));

  test('each time of each day comes once, as soon as the clock shows or passes it', () => {
    for (const { zone, moment } of cases) {
      const [from, to] = [moment - 36 * HOUR_MS, moment + 36 * HOUR_MS];
      const minutes = wallMinutes(zone, from, to);
      const days = [...new Set(minutes.map(([shown]) => shown.slice(0, 10)))].slice(1, -1);
      for (const time of ['00:00', '00:30', '01:45', '02:00', '02:10', '02:59', '03:00', '23:30']) {
        const first = days.map((day) => minutes.find(([shown]) => shown >= `${day} ${time}`)?.[1] ?? Number.NaN);
        const found: number[] = [];
        for (let after = (first[0] ?? 0) - 1; found.length < first.length; after = found.at(-1) ?? 0) {
          found.push(nextLocal(zone, clock(time), undefined, after));
        }
        expect(found.map(iso), `${zone} ${time}`).toEqual(first.map(iso));
      }
    }
  });

  test('quiet hours hold exactly from the one time to the other', () => {
    for (const { zone, moment } of cases) {
      for (const [start, end] of [
        ['23:00', '07:00'],
        ['01:30', '02:30'],
        ['02:10', '02:40'],
        ['22:00', '01:15'],
      ] as const) {
        const [from, to] = [clock(start), clock(end)];
        const [starts, ends] = [from, to].map((minutes) => timesAround(zone, minutes, moment));
        for (let now = moment - 14 * HOUR_MS; now < moment + 14 * HOUR_MS; now += 15 * MINUTE_MS) {
          const [began = 0, ended = 0] = [starts, ends].map((times) => times?.findLast((time) => time <= now));
          const isQuiet = began > ended || (began === ended && from > to);
          const until = quietUntil({ zone, quiet: { from, to } }, now);
          expect(until !== undefined, `${zone} ${start}-${end} at ${iso(now)}`).toBe(isQuiet);
          if (isQuiet) expect(iso(until)).toBe(iso(ends?.find((time) => time > now)));
        }
      }
    }
  });
});

/** When the local day reaches these minutes, from three days before to two days after. */
function timesAround(zone: string, minutes: number, moment: number): readonly number[] {
  const times = [nextLocal(zone, minutes, undefined, moment - 3 * DAY_MS)];
  for (let last = times[0] ?? 0; last < moment + 2 * DAY_MS; last = times.at(-1) ?? 0) {
    times.push(nextLocal(zone, minutes, undefined, last));
  }
  return times;
}

test('whatever the zone, the time and the moment: it is later, soon, and what the clock shows', () => {
  const year = fc.integer({ min: at('1995-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') });
  const weekday = fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined });
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: 0, max: 1_439 }),
      weekday,
      year,
      (zone, minutes, day, after) => {
        const next = nextLocal(zone, minutes, day, after);
        expect(next).toBeGreaterThan(after);
        expect(next - after).toBeLessThanOrEqual((day === undefined ? 2 : 9) * DAY_MS);
        const shown = localTime(zone, next);
        const before = localTime(zone, next - 1);
        const isInGap = shown.day + shown.minutes * MINUTE_MS - (before.day + before.minutes * MINUTE_MS) > MINUTE_MS;
        if (!isInGap) expect(shown.minutes).toBe(minutes);
        if (!isInGap && day !== undefined) expect(shown.weekday).toBe(day);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('quiet hours from a time to the same time are none', () => {
  expect(quietUntil({ zone: 'UTC', quiet: { from: 60, to: 60 } }, at('2026-11-23T01:00:00Z'))).toBeUndefined();
  expect(quietUntil({ zone: 'UTC' }, at('2026-11-23T01:00:00Z'))).toBeUndefined();
});
