import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTranslator } from '../../../src/core/answer/i18n.ts';

const catalogue = {
  'zh-CN': { greeting: '你好，{{name}}', votes_other: '{{count}} 票', group: { inner: '内' } },
  en: {
    greeting: 'Hello {{name}}',
    votes_one: '{{count}} vote',
    votes_other: '{{count}} votes',
    group: { inner: 'in' },
  },
};
const translator = await createTranslator(catalogue, 'en');
const en = translator.for('en');
const zh = translator.for('zh-CN');

test('the default locale comes first', () => {
  expect(translator.locales).toEqual(['en', 'zh-CN']);
});

test('values and plural forms are put in, by locale', () => {
  expect([en('greeting', { name: 'Ada' }), zh('greeting', { name: 'Ada' })]).toEqual(['Hello Ada', '你好，Ada']);
  expect([en('votes', { count: 1 }), en('votes', { count: 2 }), zh('votes', { count: 1 })]).toEqual([
    '1 vote',
    '2 votes',
    '1 票',
  ]);
  expect(en('group.inner')).toBe('in');
});

test.each(['<b>&amp;</b>', '$t(votes)', '{{name}}', '$t(greeting, {"name": "x"})', '$&$1', '{{'])(
  'a value %j stays as it is',
  (name) => {
    expect(en('greeting', { name })).toBe(`Hello ${name}`);
  },
);

test('any value stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(en('greeting', { name })).toBe(`Hello ${name}`);
    }),
  );
});

test.each(['nothing', 'group', 'group.inner.deeper', 'constructor', '__proto__', ''])(
  '%j is no text: that is a defect',
  (key) => {
    expect(() => en(key)).toThrow(/no text/);
  },
);

test('a default locale without texts is refused', async () => {
  await expect(createTranslator(catalogue, 'fr')).rejects.toThrow(/fr/);
});

test.each([
  ['zh', 'zh-CN'],
  ['zh_TW', 'zh-CN'],
  ['zh-Hant-HK', 'zh-CN'],
  ['ZH-cn', 'zh-CN'],
  ['en-GB', 'en'],
  ['fr', 'en'],
  ['', 'en'],
  [undefined, 'en'],
  ['__proto__', 'en'],
])('nearest to %j is %s', (hint, locale) => expect(translator.nearest(hint)).toBe(locale));
