import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zoneNamesIn } from '../../../src/core/answer/languages.ts';
import { isZone } from '../../../src/core/values/zone.ts';
import { createZoneSearch, zoneLabel } from '../../../src/core/values/zone-names.ts';
import { loadCatalogue } from '../../../src/start/vocabulary.ts';

const { find: findZone, like: zonesLike } = createZoneSearch(zoneNamesIn(await loadCatalogue()));

test.each([
  ['Asia/Shanghai', 'Asia/Shanghai'],
  ['asia/shanghai', 'Asia/Shanghai'],
  ['Shanghai', 'Asia/Shanghai'],
  ['Beijing', 'Asia/Shanghai'],
  ['北京', 'Asia/Shanghai'],
  ['new york', 'America/New_York'],
  ['America/new_york', 'America/New_York'],
  ['Ｂｅｒｌｉｎ', 'Europe/Berlin'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['US/Pacific', 'America/Los_Angeles'],
  ['EST', 'America/New_York'],
  ['utc', 'UTC'],
  ['GMT', 'UTC'],
  ['+8', '+08:00'],
  ['UTC+8', '+08:00'],
  ['utc +5:30', '+05:30'],
  ['GMT-3', '-03:00'],
  ['−9', '-09:00'],
  ['+0545', '+05:45'],
  ['+0', 'UTC'],
  ['-00:00', 'UTC'],
])('%s is %s', (text, zone) => expect(findZone(text)).toEqual({ kind: 'found', zone }));

test.each([
  ['Europe/Belrin', 'Europe/Berlin'],
  ['shangai', 'Asia/Shanghai'],
  ['New Yrok', 'America/New_York'],
  ['CST', 'America/Chicago'],
])('%s may be %s', (text, zone) => {
  const match = findZone(text);
  expect(match.kind).toBe('unknown');
  expect('nearest' in match && match.nearest).toContain(zone);
  expect('nearest' in match && match.nearest.length).toBeLessThanOrEqual(3);
});

describe('what is no zone', () => {
  test.each(['', '+15', '-13', '+8:20', '+99:00', 'xyzzyxyzzyxyzzy', '__proto__', '%', '+'.repeat(100_000)])(
    '%.20s',
    (text) => expect(findZone(text).kind).toBe('unknown'),
  );
});

test('whatever is typed: a zone that is found can be used, and so can those that may have been meant', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a-z/_ +:0-9-]{0,20}$/)), (text) => {
      const match = findZone(text);
      for (const zone of match.kind === 'found' ? [match.zone] : match.nearest) expect(isZone(zone)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('completion knows names, cities and what they are called', () => {
  expect(zonesLike('')).toContain('Asia/Shanghai');
  expect(zonesLike('beij')).toEqual(['Asia/Shanghai']);
  expect(zonesLike('berl')).toEqual(['Europe/Berlin']);
  expect(zonesLike('Europe/').length).toBeGreaterThan(30);
  expect(zonesLike('x'.repeat(100_000))).toEqual([]);
});

test('labels say where an offset counts from', () => {
  expect(zoneLabel('+08:00')).toBe('UTC+08:00');
  expect(zoneLabel('America/New_York')).toBe('America/New York');
});
