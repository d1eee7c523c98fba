// Lengths of time as people write them: 90m, 6h, 7d, 2w, 1y, 1h30m. Whole minutes, in seconds.

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const MONTH = 30 * DAY;
const YEAR = 365 * DAY;

const UNITS: ReadonlyMap<string, number> = new Map([
  ...named(MINUTE, 'm min mins minute minutes 分 分钟'),
  ...named(HOUR, 'h hr hrs hour hours 时 小时'),
  ...named(DAY, 'd day days 天 日'),
  ...named(WEEK, 'w week weeks 周 星期'),
  ...named(MONTH, 'mo month months 月 个月'),
  ...named(YEAR, 'y yr year years 年'),
]);
const WHOLE = /^(?:\d{1,6}(?:\.\d)?\s?\p{L}{1,7}\s?){1,4}$/u;
const PART = /(\d+(?:\.\d)?)\s?(\p{L}+)/gu;

/** Seconds; undefined when it is no length of time in whole minutes. */
export function parseSpan(text: string): number | undefined {
  if (!WHOLE.test(text)) return undefined;
  const parts = Array.from(text.matchAll(PART), ([, count, unit = '']) => {
    return Math.round(Number(count) * (UNITS.get(unit.toLowerCase()) ?? Number.NaN));
  });
  const seconds = parts.reduce((sum, part) => sum + part, 0);
  return seconds % MINUTE === 0 ? seconds : undefined;
}

/** As it can be typed, in the largest unit that tells it exactly: "90m", "6h", "14d". */
export function compactSpan(seconds: number): string {
  const { letter, unit } = largest(seconds);
  return `${seconds / unit}${letter}`;
}

/** In words, and exact: "90 minutes", "6 hours", "14 days". */
export function formatSpan(seconds: number, locale: string): string {
  const { name, unit } = largest(seconds);
  return new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(seconds / unit);
}

function largest(seconds: number) {
  if (seconds % YEAR === 0 && seconds > 0) return { letter: 'y', name: 'year', unit: YEAR };
  if (seconds % DAY === 0) return { letter: 'd', name: 'day', unit: DAY };
  if (seconds % HOUR === 0) return { letter: 'h', name: 'hour', unit: HOUR };
  return seconds % MINUTE === 0
    ? { letter: 'm', name: 'minute', unit: MINUTE }
    : { letter: 's', name: 'second', unit: 1 };
}

function named(seconds: number, names: string): readonly (readonly [string, number])[] {
  return names.split(' ').map((name) => [name, seconds]);
}
