// Which time zone a person means: by its IANA name, by a city, by an offset such as +8, or as it is commonly called.

import { fold } from '../reply/text.ts';
import { nearest } from './nearest.ts';
import { isZone } from './zone.ts';

export type ZoneMatch =
  | { readonly kind: 'found'; readonly zone: string }
  /** What may have been meant, best first; perhaps nothing. */
  | { readonly kind: 'unknown'; readonly nearest: readonly string[] };

const MAX_LENGTH = 64;
const OFFSET = /^(?:utc|gmt)?\s?([+-])(\d{1,2})(?::?(00|15|30|45))?$/;
const NEAREST_SHOWN = 3;
/** Where most people are who ask, for whoever has typed nothing yet. */
const COMMON = [
  'UTC',
  'Asia/Shanghai',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Asia/Seoul',
  'Europe/Berlin',
  'Europe/London',
].concat(['America/New_York', 'America/Los_Angeles']);

/** Names that are no part of the zone's own, with one zone or with those that it may be. */
const CALLED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    UTC: 'utc gmt z zulu',
    'Asia/Shanghai': 'beijing china prc 北京 上海 中国 北京时间',
    'Asia/Hong_Kong': 'hkt 香港',
    'Asia/Taipei': '台北 台湾',
    'Asia/Tokyo': 'jst japan 东京 日本',
    'Asia/Seoul': 'kst korea 首尔 韩国',
    'Asia/Singapore': 'sgt 新加坡',
    'Asia/Kolkata': 'ist kolkata india mumbai delhi new_delhi asia/kolkata',
    'Asia/Kathmandu': 'kathmandu asia/kathmandu',
    'Asia/Ho_Chi_Minh': 'ho_chi_minh vietnam asia/ho_chi_minh',
    'Asia/Yangon': 'yangon asia/yangon',
    'Europe/Kyiv': 'kyiv europe/kyiv',
    'Europe/London': 'bst uk 伦敦',
    'Europe/Berlin': 'cet cest germany 柏林',
    'Europe/Paris': 'france 巴黎',
    'Europe/Moscow': 'msk 莫斯科',
    'America/New_York': 'et est edt 纽约',
    'America/Chicago': 'ct cdt 芝加哥',
    'America/Denver': 'mt mst mdt',
    'America/Los_Angeles': 'pt pst pdt san_francisco 洛杉矶 旧金山',
    'Australia/Sydney': 'aest aedt 悉尼',
  }).flatMap(([zone, names]) => names.split(' ').map((name) => [name, [zone]] as const)),
);
const AMBIGUOUS: ReadonlyMap<string, readonly string[]> = new Map([['cst', ['Asia/Shanghai', 'America/Chicago']]]);

const zones: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];
/** Zones by their names and by their cities. */
const byName = namesOf(zones);

export function findZone(text: string): ZoneMatch {
  const wanted = text.length > MAX_LENGTH ? '' : key(text);
  const meant =
    offsetZone(wanted) ?? CALLED.get(wanted) ?? AMBIGUOUS.get(wanted) ?? byName.get(wanted) ?? linked(wanted);
  const [zone, ...others] = meant;
  if (zone !== undefined && others.length === 0) return { kind: 'found', zone };
  return { kind: 'unknown', nearest: zone === undefined ? nearestZones(wanted) : meant };
}

/** For completion: those whose name begins with the text, or whose city does. */
export function zonesLike(text: string): readonly string[] {
  const wanted = key(text.slice(0, MAX_LENGTH));
  if (wanted === '') return COMMON;
  const called = [...CALLED].filter(([name]) => name.startsWith(wanted)).flatMap(([, found]) => found);
  const own = zones.filter((zone) => key(zone).startsWith(wanted) || cityOf(zone).startsWith(wanted));
  return [...new Set([...called, ...own])];
}

/** "Asia/Shanghai", "UTC+08:00". */
export function zoneLabel(zone: string): string {
  return /^[+-]/.test(zone) ? `UTC${zone}` : zone.replaceAll('_', ' ');
}

function namesOf(all: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, readonly string[]>();
  for (const zone of all) {
    for (const name of new Set([key(zone), cityOf(zone)])) named.set(name, [...(named.get(name) ?? []), zone]);
  }
  return named;
}

function key(text: string): string {
  return fold(text)
    .replaceAll('−', '-')
    .replace(/[\s_]+/g, '_')
    .replace(/^(utc|gmt)_/, '$1');
}

function cityOf(zone: string): string {
  return key(zone.split('/').at(-1) ?? zone);
}

/** "+8" → +08:00. No clock is further from UTC than 12 hours behind or 14 ahead. */
function offsetZone(wanted: string): readonly string[] | undefined {
  const [, sign, hours = '', minutes = '00'] = OFFSET.exec(wanted) ?? [];
  if (sign === undefined) return undefined;
  const total = Number(hours) * 60 + Number(minutes);
  if (total > (sign === '+' ? 14 : 12) * 60) return [];
  return [total === 0 ? 'UTC' : `${sign}${hours.padStart(2, '0')}:${minutes}`];
}

/** Older names, such as US/Pacific, stand for a zone of today. */
function linked(wanted: string): readonly string[] {
  if (!wanted.includes('/') || !isZone(wanted)) return [];
  return [new Intl.DateTimeFormat('en', { timeZone: wanted }).resolvedOptions().timeZone];
}

function nearestZones(wanted: string): readonly string[] {
  const names = nearest(wanted, [...byName.keys(), ...CALLED.keys()], NEAREST_SHOWN * 2);
  const found = names.flatMap((name) => byName.get(name) ?? CALLED.get(name) ?? []);
  return [...new Set(found)].slice(0, NEAREST_SHOWN);
}
