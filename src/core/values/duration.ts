// A span of time in words, in any language.

const UNITS = [
  ['year', 31_536_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** Whole units, cut downwards, in the largest one of which there are at least two: "3 days", "36 hours", "0 seconds". */
export function formatDuration(durationMs: number, locale: string): string {
  const [unit, unitMs] = UNITS.find(([, ms]) => durationMs >= 2 * ms) ?? ['second', 1_000];
  return formatOf(locale, unit).format(Math.floor(durationMs / unitMs));
}

/** To make one takes longer than to use it a hundred times. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, unit: string): Intl.NumberFormat {
  const key = `${locale} ${unit}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  formats.set(key, format);
  return format;
}

/** "2019-11-23 00:10:00 UTC". */
export function formatUtc(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
