// Times of day in a person's zone as moments: a time that the clocks skip is the first moment after the gap, and one that
// they show twice is the first of the two.
import type { Preferences } from '../ports/subscription.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Clocks are at most so far behind and ahead of UTC; an hour more on either side. */
const BEFORE_MS = 15 * 3_600_000;
const AFTER_MS = 13 * 3_600_000;
/** Two weeks hold every weekday, also where a day was skipped. */
const LONGEST_WAIT_MS = 15 * DAY_MS;

/** What a clock on the wall shows; `day` is its date as the UTC midnight of that date, ms since 1970. */
export interface LocalTime {
  readonly day: number;
  /** Of the local day. */
  readonly minutes: number;
  /** 1 is Monday. */
  readonly weekday: number;
}

/** Whether `zone` is an IANA name, or an offset such as +08:00, that this machine knows. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export function localTime(zone: string, at: number): LocalTime {
  const wall = at + offsetMs(zone, at);
  const day = Math.floor(wall / DAY_MS) * DAY_MS;
  return { day, minutes: Math.floor((wall - day) / MINUTE_MS), weekday: weekdayOf(day) };
}

/** The first moment after `after` at which the local day reaches `minutes`, on that weekday when there is one. Throws a
 *  RangeError on what is no time. */
export function nextLocal(zone: string, minutes: number, weekday: number | undefined, after: number): number {
  const { day: today } = localTime(zone, after);
  for (let day = today; day < today + LONGEST_WAIT_MS; day += DAY_MS) {
    if (weekday !== undefined && weekdayOf(day) !== weekday) continue;
    const moment = momentOf(zone, day, minutes);
    if (moment > after) return moment;
  }
  throw new RangeError(`no weekday ${weekday}`);
}

/** When the quiet hours end that `now` lies in; undefined outside of them. */
export function quietUntil({ zone, quiet }: Pick<Preferences, 'zone' | 'quiet'>, now: number): number | undefined {
  if (!quiet || quiet.from === quiet.to) return undefined;
  const { day: today } = localTime(zone, now);
  for (const day of [today - DAY_MS, today]) {
    const lastDay = quiet.to > quiet.from ? day : day + DAY_MS;
    const until = momentOf(zone, lastDay, quiet.to);
    if (momentOf(zone, day, quiet.from) <= now && now < until) return until;
  }
  return undefined;
}

/** When a clock in the zone first shows this time of this day, or the first moment after it. */
function momentOf(zone: string, day: number, minutes: number): number {
  const wall = day + minutes * MINUTE_MS;
  const [early, late] = [wall - BEFORE_MS, wall + AFTER_MS];
  const shown = [early, late].map((at) => wall - offsetMs(zone, at)).filter((at) => at + offsetMs(zone, at) === wall);
  return shown.length > 0 ? Math.min(...shown) : endOfGap(zone, wall, early, late);
}

/** Clocks jump forward once between `early` and `late`, over `wall`. */
function endOfGap(zone: string, wall: number, early: number, late: number): number {
  let [before, after] = [early, late];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (middle + offsetMs(zone, middle) < wall) before = middle;
    else after = middle;
  }
  return after;
}

function weekdayOf(day: number): number {
  return new Date(day).getUTCDay() || 7;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the clocks in the zone are ahead of UTC. A zone that this machine does not know counts as UTC. */
function offsetMs(zone: string, at: number): number {
  const parts = formatOf(zone).formatToParts(at);
  const {
    year = 0,
    month = 1,
    day = 1,
    hour = 0,
    minute = 0,
    second = 0,
  } = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone: isZone(zone) ? zone : 'UTC',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}
