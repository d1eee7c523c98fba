// Which time zone a person means: by its IANA name, by a city, by an offset such as +8, or as it is commonly called.

import { fold } from '../reply/text.ts';
import { nearest } from './nearest.ts';
import { isZone } from './zone.ts';

type ZoneMatch =
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
  'America/New_York',
  'America/Los_Angeles',
];

/** What zones are called beside their own names, in any language. */
export type ZoneNames = Readonly<Record<string, readonly string[]>>;

/** Abbreviations, and the names of today of zones that the machine may know by older ones. */
const ABBREVIATIONS: ZoneNames = {
  UTC: ['utc', 'gmt', 'z', 'zulu'],
  'Asia/Shanghai': ['cst'],
  'Asia/Hong_Kong': ['hkt'],
  'Asia/Tokyo': ['jst'],
  'Asia/Seoul': ['kst'],
  'Asia/Singapore': ['sgt'],
  'Asia/Kolkata': ['ist', 'kolkata', 'asia/kolkata'],
  'Asia/Kathmandu': ['kathmandu', 'asia/kathmandu'],
  'Asia/Ho_Chi_Minh': ['ho_chi_minh', 'asia/ho_chi_minh'],
  'Asia/Yangon': ['yangon', 'asia/yangon'],
  'Europe/Kyiv': ['kyiv', 'europe/kyiv'],
  'Europe/London': ['bst'],
  'Europe/Berlin': ['cet', 'cest'],
  'Europe/Moscow': ['msk'],
  'America/New_York': ['et', 'est', 'edt'],
  'America/Chicago': ['ct', 'cst', 'cdt'],
  'America/Denver': ['mt', 'mst', 'mdt'],
  'America/Los_Angeles': ['pt', 'pst', 'pdt'],
  'Australia/Sydney': ['aest', 'aedt'],
};

const zones: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];
/** Zones by their names and by their cities. */
const byName = groupedByName(zones.flatMap((zone) => [key(zone), cityOf(zone)].map((name) => [name, zone] as const)));

export interface ZoneSearch {
  find(text: string): ZoneMatch;
  /** For completion: those whose name begins with the text, or whose city does. */
  like(text: string): readonly string[];
}

/** `called`: for each language, what its speakers call time zones. */
export function createZoneSearch(called: readonly ZoneNames[] = []): ZoneSearch {
  const names = [ABBREVIATIONS, ...called].flatMap((zoneNames) => Object.entries(zoneNames));
  const byCall = groupedByName(names.flatMap(([zone, all]) => all.map((name) => [key(name), zone] as const)));
  return {
    find: (text) => {
      const wanted = text.length > MAX_LENGTH ? '' : key(text);
      const meant = offsetZone(wanted) ?? byCall.get(wanted) ?? byName.get(wanted) ?? linked(wanted);
      const [zone, ...others] = meant;
      if (zone !== undefined && others.length === 0) return { kind: 'found', zone };
      return { kind: 'unknown', nearest: zone === undefined ? nearestZones(wanted, byCall) : meant };
    },
    like: (text) => {
      const wanted = key(text.slice(0, MAX_LENGTH));
      if (wanted === '') return COMMON;
      const called = [...byCall].filter(([name]) => name.startsWith(wanted)).flatMap(([, found]) => found);
      const own = zones.filter((zone) => key(zone).startsWith(wanted) || cityOf(zone).startsWith(wanted));
      return [...new Set([...called, ...own])];
    },
  };
}

/** "Asia/Shanghai", "UTC+08:00". */
export function zoneLabel(zone: string): string {
  return /^[+-]/.test(zone) ? `UTC${zone}` : zone.replaceAll('_', ' ');
}

type ByName = ReadonlyMap<string, readonly string[]>;

function groupedByName(named: readonly (readonly [name: string, zone: string])[]): ByName {
  const grouped = new Map<string, readonly string[]>();
  for (const [name, zone] of named) grouped.set(name, [...new Set([...(grouped.get(name) ?? []), zone])]);
  return grouped;
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

function nearestZones(wanted: string, byCall: ByName): readonly string[] {
  const names = nearest(wanted, [...byName.keys(), ...byCall.keys()], NEAREST_SHOWN * 2);
  const found = names.flatMap((name) => byName.get(name) ?? byCall.get(name) ?? []);
  return [...new Set(found)].slice(0, NEAREST_SHOWN);
}
