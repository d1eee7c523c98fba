// Both languages say everything, with the same values, and no key that the code asks for is missing.
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { nameArgs, splitCommand } from '../src/core/command/arguments.ts';
import { loadFacts } from '../src/start/facts.ts';
import { catalogue, commands } from './support/host.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const PLURAL = /_(zero|one|two|few|many|other)$/;

type Texts = ReadonlyMap<string, string>;

function flatten(texts: object, prefix = ''): readonly (readonly [string, string])[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? flatten(value, `${prefix}${key}.`) : [[prefix + key, String(value)]],
  );
}

/** What a language calls time zones is its own affair. */
const isText = ([key]: readonly [string, string]) => !key.startsWith('zones.');

const byLocale: Readonly<Record<string, Texts>> = Object.fromEntries(
  Object.entries(catalogue).map(([locale, texts]) => [locale, new Map(flatten(texts).filter(isText))]),
);
const english: Texts = byLocale.en ?? new Map();
const baseKeys = (texts: Texts) => [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')))].sort();
const variables = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

const calls = (text: string) => [...text.matchAll(/‹([^›]*)›/g)].map(([, call = '']) => call);
/** By the platform, or in a terminal. */
const isShownByMenus = (key: string) =>
  /^commands\.\w+\.(name|description|optionNames|options|choices)|^(console|platforms)\./.test(key);

describe.each(Object.entries(byLocale))('%s', (locale, texts) => {
  test('has the keys of English', () => {
    expect(baseKeys(texts)).toEqual(baseKeys(english));
  });

  test('has no empty text and no broken variable', () => {
    for (const [key, text] of texts) {
      expect(text.trim(), key).not.toBe('');
      expect(text.replace(/\{\{\w+\}\}/g, ''), key).not.toMatch(/[{}]|\$t\(/);
    }
  });

  test('puts in the same values', () => {
    for (const [key, text] of texts) {
      const same = english.get(key) ?? english.get(key.replace(PLURAL, '_other')) ?? '';
      expect(variables(text), key).toEqual(variables(same));
    }
  });

  test('names the same commands, and only ones that take what is written', () => {
    for (const [key, text] of texts) {
      const same = english.get(key) ?? english.get(key.replace(PLURAL, '_other')) ?? '';
      expect(calls(text).sort(), key).toEqual(calls(same).sort());
      for (const call of calls(text)) {
        const { command, rest } = splitCommand(call);
        const options = commands.find(({ name }) => name === command)?.options ?? {};
        expect(
          commands.map(({ name }) => name),
          key,
        ).toContain(command);
        expect(() => nameArgs(options, { kind: 'line', text: rest }), `${key}: ${call}`).not.toThrow();
      }
    }
  });

  test('names no command without saying so, and none where a menu shows it', () => {
    const names = commands.map(({ name }) => name).join('|');
    const unsaid = new RegExp(`[“"](${names})( [^”"]*)?[”"]`);
    const found = [...texts].filter(([key, text]) => !isShownByMenus(key) && unsaid.test(text));
    expect(found).toEqual([]);
    expect([...texts].filter(([key, text]) => isShownByMenus(key) && calls(text).length > 0)).toEqual([]);
  });

  test('has every plural form of the language and no other', () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
    const plurals = [...texts.keys()].filter((key) => PLURAL.test(key));
    const englishPlurals = [...english.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, ''));
    expect(new Set(plurals.map((key) => key.replace(PLURAL, '')))).toEqual(new Set(englishPlurals));
    for (const base of new Set(plurals.map((key) => key.replace(PLURAL, '')))) {
      const present = plurals.filter((key) => key.replace(PLURAL, '') === base).map((key) => PLURAL.exec(key)?.[1]);
      expect(present.sort(), base).toEqual(forms);
    }
  });
});

const sources = globSync('{src,commands}/**/*.ts', { cwd: root }).map(
  (file) => [file, readFileSync(`${root}/${file}`, 'utf8')] as const,
);
const ROOTS = Object.keys(catalogue.en ?? {}).join('|');

test('every key that the code names has its text', () => {
  const keys = new Set(baseKeys(english));
  const named = sources.flatMap(([file, source]) =>
    [...source.matchAll(new RegExp(`'((?:${ROOTS})\\.[\\w.-]+)(?<!\\.json)'|\\bt\\(\\s*'([^']+)'`, 'g'))].map(
      ([, literal, argument]) => [file, literal ?? argument ?? ''] as const,
    ),
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(([, key]) => !keys.has(key))).toEqual([]);
});

test('every key that the code puts together begins like one that exists', () => {
  const keys = baseKeys(english);
  const begun = sources.flatMap(([file, source]) =>
    [...source.matchAll(new RegExp(`\`((?:${ROOTS})\\.[\\w.-]*)\\$\\{`, 'g'))].map(([, start = '']) => [file, start]),
  );
  expect(begun.length).toBeGreaterThan(5);
  expect(begun.filter(([, start = '']) => !keys.some((key) => key.startsWith(start)))).toEqual([]);
});

test('every link of the link file has a name', async () => {
  const { facts } = await loadFacts(`${root}/data`);
  const unnamed = facts.links.links.filter(({ id }) => !english.has(`commands.links.text.name_${id}`));
  expect(unnamed).toEqual([]);
});
