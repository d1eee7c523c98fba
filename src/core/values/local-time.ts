// A moment as a clock on the wall in the reader's zone shows it.
import { formatDayTime } from './day-time.ts';
import { localTime } from './zone.ts';
import { zoneLabel } from './zone-names.ts';

/** "2026-11-23 14:05 Asia/Shanghai". */
export function formatLocal(zone: string, at: number): string {
  const { day, minutes } = localTime(zone, at);
  return `${new Date(day).toISOString().slice(0, 10)} ${formatDayTime(minutes)} ${zoneLabel(zone)}`;
}
