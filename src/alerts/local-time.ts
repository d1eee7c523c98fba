// A moment as a clock on the wall in the reader's zone shows it.

/** "2026-11-23 14:05 Asia/Shanghai"; `zone` is an IANA name. */
export function formatLocal(zone: string, time: number): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return `${format.format(time)} ${zone}`;
}
