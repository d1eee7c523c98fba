// Whatever is half done is refused at the start, by name: a table with an entry that has no text, and a language that lacks
// what another one says.
import type { Catalogue } from './i18n.ts';
import { zoneProblems } from './languages.ts';

/** Keys of texts by the table that implies them. */
export type TextTables = Readonly<Record<string, readonly string[]>>;

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Throws one error that lists, by language, every key without a text, and names of what is no time zone. */
export function checkTexts(catalogue: Catalogue, tables: TextTables): void {
  const languages = new Map(Object.entries(catalogue).map(([locale, texts]) => [locale, new Set(keysIn(texts))]));
  const said = [...languages.values()].flatMap((keys) => [...keys]);
  const implied = Object.entries(tables).flatMap(([table, keys]) => keys.map((key) => [key, ` (${table})`] as const));
  const needed = new Map([...said.map((key) => [baseOf(key), ''] as const), ...implied]);
  const plurals = new Set(said.filter((key) => PLURAL.test(key)).map(baseOf));
  const problems = Object.entries(catalogue).flatMap(([locale, texts]) => {
    const plural = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const formsOf = (key: string) => (plurals.has(key) ? plural.map((form) => `${key}_${form}`) : [key]);
    const lacks = (key: string) => languages.get(locale)?.has(key) !== true;
    const missing = [...needed].flatMap(([key, why]) =>
      lacks(key) ? formsOf(key).flatMap((form) => (lacks(form) ? [`has no ${form}${why}`] : [])) : [],
    );
    return [...missing, ...zoneProblems(texts)].map((problem) => `${locale}: ${problem}`);
  });
  if (problems.length > 0) throw new Error(`bad texts in data/locales:\n${problems.join('\n')}`);
}

function baseOf(key: string): string {
  return key.replace(PLURAL, '');
}

/** Names of time zones are each language's own affair. */
function keysIn(texts: object): readonly string[] {
  return keysBelow(
    Object.entries(texts).filter(([section]) => section !== 'zones'),
    '',
  );
}

function keysBelow(entries: readonly (readonly [string, unknown])[], prefix: string): readonly string[] {
  return entries.flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? keysBelow(Object.entries(value), `${prefix}${key}.`) : [prefix + key],
  );
}
