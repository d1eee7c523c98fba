// What a language file says of its language: what it is called, and what its speakers call time zones. Nothing else knows
// which languages there are.

import { isZone } from '../values/zone.ts';
import type { ZoneNames } from '../values/zone-names.ts';
import type { Catalogue } from './i18n.ts';

/** For an option that takes a language: the locales, each called as it calls itself. */
export interface LanguageChoices {
  readonly choices: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

interface LanguageFile {
  readonly language?: { readonly name?: string };
  readonly zones?: ZoneNames;
}

export function languageChoices(catalogue: Catalogue, locales: readonly string[]): LanguageChoices {
  const labels = locales.map((locale) => [locale, fileOf(catalogue, locale).language?.name ?? locale]);
  return { choices: locales, labels: Object.fromEntries(labels) };
}

export function zoneNamesIn(catalogue: Catalogue): readonly ZoneNames[] {
  return Object.keys(catalogue).map((locale) => fileOf(catalogue, locale).zones ?? {});
}

/** "zones: Asia/Shanghia is no time zone", for every entry that names none. */
export function zoneProblems(texts: object): readonly string[] {
  const { zones = {} } = texts as LanguageFile; // wire boundary: a file of data/locales
  return Object.entries(zones).flatMap(([zone, names]) => [
    ...(isZone(zone) ? [] : [`zones: ${zone} is no time zone`]),
    ...(Array.isArray(names) ? [] : [`zones: ${zone} has no list of names`]),
  ]);
}

function fileOf(catalogue: Catalogue, locale: string): LanguageFile {
  return catalogue[locale] as LanguageFile; // wire boundary: a file of data/locales
}
