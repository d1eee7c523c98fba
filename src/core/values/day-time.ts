// A time of day as people write it: 23:00, 7, 7:30am, 2130, 9点30. Kept as minutes of the local day.

const HOUR = 60;
const FORM = /^(\d{1,2})(?:[:.点时]?([0-5]\d)分?|[点时]?)\s?(am|pm)?$/i;

/** Minutes from midnight, 0 to 1439; undefined when it is no time of day. 24:00 is midnight. */
export function parseDayTime(text: string): number | undefined {
  const [, hours, minutes = '0', half] = FORM.exec(text) ?? [];
  if (hours === undefined) return undefined;
  const hour = half === undefined ? Number(hours) : hourOf(Number(hours), half.toLowerCase() === 'pm');
  const total = hour * HOUR + Number(minutes);
  return total <= 24 * HOUR ? total % (24 * HOUR) : undefined;
}

/** "09:30". */
export function formatDayTime(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / HOUR))}:${two(minutes % HOUR)}`;
}

/** Of a clock with two rounds; an hour that it does not have is infinite. */
function hourOf(hour: number, isAfternoon: boolean): number {
  if (hour < 1 || hour > 12) return Number.POSITIVE_INFINITY;
  return (hour % 12) + (isAfternoon ? 12 : 0);
}
