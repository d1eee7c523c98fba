// Round numbers and round times for the axes, and how they are written in the reader's language.

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TIME_STEPS = [1, 2, 3, 6, 12, 24, 48, 96, 168, 336].map((hours) => hours * HOUR_MS);
/** Values that differ by no more than this part of themselves, or of next to nothing, are drawn as one. */
const SAME = 1e-9;
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60];

export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

/** About `count` round values that enclose all of these. Equal values get room around them. */
export function valueAxis(values: readonly number[], locale: string, unit: 'amount' | 'change', count = 5): Axis {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const isOne = high - low <= Math.max(Math.abs(low), Math.abs(high), 1e-3) * SAME;
  const room = isOne ? Math.max(Math.abs(high) * 0.01, unit === 'change' ? 0.01 : 1) : 0;
  const step = roundStep((high - low + 2 * room) / count);
  const first = below((low - room) / step, step, low - room);
  const last = -below(-(high + room) / step, step, -(high + room));
  const from = low >= 0 ? Math.max(0, first) : first;
  const format = valueFormat(locale, unit, step, Math.max(Math.abs(low), Math.abs(high)));
  const ticks = Array.from({ length: last - from + 1 }, (_, index) => {
    const value = (from + index) * step;
    return { value, label: format(value) };
  });
  return { min: from * step, max: last * step, ticks };
}

/** The number of steps down to a value, which rounding must not carry above it. */
function below(steps: number, step: number, value: number): number {
  const whole = Math.floor(steps);
  return whole * step > value ? whole - 1 : whole;
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  return factor * power;
}

/** With as many digits as it takes to tell two neighbours apart: "158.4M", "1.584亿". */
function valueFormat(locale: string, unit: 'amount' | 'change', step: number, largest: number) {
  if (unit === 'change') {
    const digits = Math.min(6, Math.max(0, -Math.floor(Math.log10(step) + 2 + 1e-9)));
    const options = { style: 'percent', signDisplay: 'exceptZero', maximumFractionDigits: digits } as const;
    return new Intl.NumberFormat(locale, options).format;
  }
  const digits = Math.min(15, Math.max(2, Math.ceil(Math.log10(largest / step) + 1e-9) + 1));
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: digits });
  return compact.format;
}

/** At most `count` round times (UTC) between the two. */
export function timeTicks(from: number, to: number, locale: string, count = 6): Axis['ticks'] {
  const step = TIME_STEPS.find((candidate) => (to - from) / candidate <= count);
  const times = step === undefined ? monthStarts(from, to, count) : stepTimes(from, to, step);
  const isShort = step !== undefined && step < DAY_MS;
  const options: Intl.DateTimeFormatOptions =
    step === undefined ? { year: 'numeric', month: 'short' } : { month: 'short', day: 'numeric' };
  const day = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const hour = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  return times.map((value) => ({
    value,
    label: isShort && value % DAY_MS !== 0 ? hour.format(value) : day.format(value),
  }));
}

function stepTimes(from: number, to: number, step: number): readonly number[] {
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, index) => first + index * step);
}

function monthStarts(from: number, to: number, count: number): readonly number[] {
  const start = new Date(from);
  const months = (to - from) / (30.4 * DAY_MS);
  const step = MONTH_STEPS.find((candidate) => months / candidate <= count) ?? 120;
  const firstMonth = Math.ceil((start.getUTCMonth() + 1) / step) * step;
  const times: number[] = [];
  for (let month = firstMonth; times.length <= count + 1; month += step) {
    const time = Date.UTC(start.getUTCFullYear(), month);
    if (time > to) break;
    times.push(time);
  }
  return times;
}
