// Nobody meets a gap: whatever a table implies has its texts in every language, or the start is refused by name.
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../src/core/answer/i18n.ts';
import { checkTexts } from '../../src/core/answer/text-check.ts';
import { loadVocabulary, textTables } from '../../src/start/vocabulary.ts';
import { catalogue, commands } from '../support/host.ts';

const tables = textTables(commands);

/** A copy of the languages, or of the one that is named, without this key. */
function without(key: string, only?: string): Catalogue {
  const copy: Record<string, object> = structuredClone(catalogue);
  for (const [locale, texts] of Object.entries(copy)) {
    if (only !== undefined && locale !== only) continue;
    const path = key.split('.');
    const last = path.pop() ?? '';
    const section = path.reduce<Record<string, never> | undefined>((at, name) => at?.[name], texts as never);
    for (const name of Object.keys(section ?? {})) {
      if (name.replace(/_(one|other)$/, '') === last) delete section?.[name];
    }
  }
  return copy;
}

describe.each(Object.entries(tables))('of the table of %s', (_, keys) => {
  test('every single text is missed by name, in the language that lacks it', () => {
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      const line = new RegExp(`^zh-CN: has no ${RegExp.escape(key)}\\S* \\(.+\\)$`, 'm');
      expect(() => checkTexts(without(key, 'zh-CN'), tables), key).toThrow(line);
    }
  });

  test('a text that no language has stops the start', async () => {
    const [key = ''] = keys;
    const start = loadVocabulary(without(key), 'en');
    await expect(start).rejects.toThrow(`en: has no ${key}`);
    await expect(start).rejects.toThrow(`zh-CN: has no ${key}`);
  });
});

test('a text that one language has is missed in the others, in every form of the plural', async () => {
  const start = loadVocabulary(without('alerts.digest.alerts', 'en'), 'en');
  await expect(start).rejects.toThrow('en: has no alerts.digest.alerts_one\nen: has no alerts.digest.alerts_other');
  await expect(loadVocabulary(without('commands.vote.text.title', 'zh-CN'), 'en')).rejects.toThrow(
    'zh-CN: has no commands.vote.text.title',
  );
});

test('names of what is no time zone are refused', async () => {
  const zones = { 'Asia/Shanghia': ['上海'], 'Asia/Tokyo': '东京' };
  const start = loadVocabulary({ ...catalogue, 'zh-CN': { ...catalogue['zh-CN'], zones } }, 'en');
  await expect(start).rejects.toThrow('zh-CN: zones: Asia/Shanghia is no time zone');
  await expect(start).rejects.toThrow('zh-CN: zones: Asia/Tokyo has no list of names');
});

test('the languages that there are pass', () => {
  expect(() => checkTexts(catalogue, tables)).not.toThrow();
});
