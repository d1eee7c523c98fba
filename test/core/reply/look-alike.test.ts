// Names that only look like known ones, and those that are what they are.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLookAlikes } from '../../../src/core/reply/look-alike.ts';

const KNOWN = [
  'Huobi Pool',
  'huobipool',
  'iost.io',
  'IOST',
  'TokenPocket',
  'iost_kor',
  'BBX',
  '中国',
  '火币矿池',
  'xn--80ak6aa92e.com',
];
const find = createLookAlikes(KNOWN);

describe('looks like a known one', () => {
  test.each([
    // Cyrillic
    ['Нuоbi Рооl', 'Huobi Pool'],
    ['НUОВІ РООL', 'Huobi Pool'],
    ['huоbipооl', 'Huobi Pool'],
    ['https://www.іоst.io/', 'iost.io'],
    ['іоѕт', 'IOST'],
    ['ТоkеnРосkеt official', 'TokenPocket'],
    // Greek
    ['Ηuobi Ρool', 'Huobi Pool'],
    ['ΙΟSΤ', 'IOST'],
    ['Τοκεnροcket', 'TokenPocket'],
    // full width, and other forms of Latin letters
    ['ＨＵＯＢＩ　ＰＯＯＬ', 'Huobi Pool'],
    ['ｉｏｓｔ．ｉｏ', 'iost.io'],
    ['𝐇𝐮𝐨𝐛𝐢 𝐏𝐨𝐨𝐥', 'Huobi Pool'],
    ['Ⓘⓞⓢⓣ', 'IOST'],
    ['🇮🇴🇸🇹', 'IOST'],
    ['🅷🆄🅾🅱🅸 🅿🅾🅾🅻', 'Huobi Pool'],
    ['ʜᴜᴏʙɪ ᴘᴏᴏʟ', 'Huobi Pool'],
    ['Ꮋuobi Ꮲool', 'Huobi Pool'],
    ['Huóbí Pool', 'Huobi Pool'],
    ['Huob\u0131 Pool', 'Huobi Pool'],
    // with what does not count between the letters
    ['Н-u-о-b-і P.o.o.l', 'Huobi Pool'],
    ['北京 Нuоbі Рооl 节点', 'Huobi Pool'],
    ['Tоken\u0301Pocket', 'TokenPocket'],
    ['i0ѕt', 'IOST'],
  ])('%s', (text, known) => expect(find(text)).toBe(known));
});

describe('is what it is', () => {
  test.each([
    'Huobi Pool',
    'huobi pool',
    '北京 Huobi Pool 节点',
    'Huobi Pool™',
    'IOST® Node',
    '中国',
    '火币矿池',
    'Москва',
    'Новосибирск, Россия',
    'Αθήνα',
    '서울, 대한민국',
    '東京',
    'Zürich, Österreich',
    'São Paulo',
    'lost in Seoul',
    'host.io',
    '',
    '😀',
    'ББХ',
  ])('%s', (text) => expect(find(text)).toBeUndefined());
});

test('any letter of a known name that is exchanged for one of another script is seen', () => {
  const CYRILLIC = new Map(
    Object.entries({ a: 'а', b: 'Ь', c: 'с', e: 'е', h: 'һ', i: 'і', k: 'к', o: 'о', p: 'р', s: 'ѕ', t: 'т', u: 'υ' }),
  );
  const names = fc.constantFrom(...KNOWN.filter((name) => /^[ -~]{4,}$/.test(name) && !name.startsWith('xn--')));
  fc.assert(
    fc.property(names, fc.nat(20), fc.string(), fc.string(), (name, place, before, after) => {
      const letters = Array.from(name.toLowerCase());
      const index = place % letters.length;
      const other = CYRILLIC.get(letters[index] ?? '');
      fc.pre(other !== undefined);
      expect(find(`${before} ${letters.with(index, other ?? '').join('')} ${after}`)).toBeDefined();
    }),
  );
});

test('a long text takes no time', () => {
  expect(find('іоs'.repeat(30_000))).toBeUndefined();
});
