import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth, fold, isHttpUrl, padToWidth, plainAddress, plainText } from '../../../src/core/reply/text.ts';

const anyText = fc.string({
  unit: fc.oneof(fc.constantFrom('\u202E', '\u200B', '\u0301', '\u0000', ' ', '👨‍👩‍👧', '🇨🇳'), fc.string()),
});

describe('plainText', () => {
  test.each([
    ['a\u0000b\r\n\tc', 'a b c'],
    ['\u202Eevil\u2066 text\u2069\u200F', 'evil text'],
    ['zero\u200B\u2060\uFEFF\u00AD width', 'zero width'],
    ['one\u2028two\u2029three\u0085four', 'one two three four'],
    ['\u3164\u115F\u2800\uFE0F', ''],
    ['lone \uD800 surrogate \uDC00', 'lone surrogate'],
    ['  \u3000spaces\u00A0\u00A0here  ', 'spaces here'],
    ['火币矿池 👍🏽 *not bold* <b>', '火币矿池 👍🏽 *not bold* <b>'],
  ])('%j becomes %j', (text, plain) => expect(plainText(text)).toBe(plain));

  test('marks on one letter are bounded', () => {
    expect(plainText(`Z${'\u0335'.repeat(50)}a`)).toBe(`Z${'\u0335'.repeat(3)}a`);
  });

  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['abcd efg', 6, 'abcd…'],
    ['🇨🇳🇨🇳🇨🇳', 10, '🇨🇳🇨🇳…'],
    ['abc👍🏽def', 6, 'abc…'],
    ['ᄀ'.repeat(500), 6, '…'],
  ])('%j is cut to %i units as %j', (text, max, cut) => expect(plainText(text, max)).toBe(cut));

  test('whatever the text is, the result is short, plain, well formed, and stays as it is', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 50 }), (text, max) => {
        const plain = plainText(text, max);
        expect(plain.length).toBeLessThanOrEqual(max);
        expect(plain.isWellFormed()).toBe(true);
        expect(plain).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\s\s|^\s|\s$|\p{M}{4}/u);
        expect(plainText(plain, max)).toBe(plain);
      }),
    );
  });

  test.each(['a', ' ', '\u0301', '\u200B', '\u202E', '\uD800', 'ᄀ', 'x\u0301'])(
    '10 MB of %j is no trouble',
    (unit) => {
      expect(plainText(unit.repeat(10_000_000 / unit.length), 20).length).toBeLessThanOrEqual(20);
    },
  );
});

test('fold makes forms of the same text equal', () => {
  expect(fold('ＨＵＯＢＩ\u3000 Pool\u200B')).toBe('huobi pool');
});

test('width counts columns, and padding fills them', () => {
  expect(displayWidth('火币 pool')).toBe(9);
  expect(padToWidth('火币', 6)).toBe('火币  ');
  expect(padToWidth('12', 4, 'right')).toBe('  12');
  expect(padToWidth('too wide', 3)).toBe('too wide');
});

describe('plainAddress', () => {
  test.each([
    ['https://iost.io', 'https://iost.io'],
    ['HTTPS://IOST.io/Path?x=1#y', 'HTTPS://IOST.io/Path?x=1#y'],
    ['https://www.\u0456\u043est.io/', 'https://www.xn--st-emc9g.io/'],
    ['http://\u0456\u043est.io:8080/a?b=c', 'http://xn--st-emc9g.io:8080/a?b=c'],
    ['\u0456\u043est.io', 'xn--st-emc9g.io'],
    ['www.\u0456\u043est.io/node', 'www.xn--st-emc9g.io/node'],
    ['https://\uff49\uff4f\uff53\uff54\uff0e\uff49\uff4f', 'https://iost.io/'],
    ['https://io\u2060st.io/', 'https://iost.io/'],
    ['https://io\u200dst.io/', 'https://iost.io/'],
    ['https://例子.cn/路', 'https://xn--fsqu00a.cn/%E8%B7%AF'],
    ['https://iost.io/\u05d0/oi.tsoi', 'https://iost.io/%D7%90/oi.tsoi'],
    [`https://\u0456\u043est.io/${'a'.repeat(3_000)}`, `https://xn--st-emc9g.io/${'a'.repeat(3_000)}`],
    ['北京, 中国', '北京, 中国'],
    ['Нью-Йорк', 'Нью-Йорк'],
    ['javascript:\u0456\u043est.io', 'javascript:\u0456\u043est.io'],
    ['https://iost.io@\u0456vil.example/', 'https://iost.io@\u0456vil.example/'],
  ])('%j is shown as %j', (text, shown) => expect(plainAddress(plainText(text))).toBe(shown));

  test('what is made a link has a host that holds no letter of another script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }), (host, path) => {
        const url = `https://${host}/${path}`;
        fc.pre(isHttpUrl(url));
        expect(plainAddress(url)).toMatch(/^https:\/\/[ -~]+$/i);
        expect(isHttpUrl(plainAddress(url))).toBe(true);
      }),
    );
  });
});

describe('isHttpUrl', () => {
  test.each(['https://iost.io', 'http://a.b:8080/c?d=e#f', 'HTTPS://例子.cn/路'])('%s is one', (url) =>
    expect(isHttpUrl(url)).toBe(true),
  );
  test.each([
    'iost.io',
    '',
    'javascript:alert(1)',
    'https://',
    'https://iost.io@evil.example',
    'https://u:p@evil.example/',
    'https://iost.io/ x',
    'https://iost.io/\u202Egpj.exe',
    'https://\u1fef/',
    'https://iost.io/"onclick=',
    ' https://iost.io',
    `https://iost.io/${'a'.repeat(3000)}`,
  ])('%j is none', (url) => expect(isHttpUrl(url)).toBe(false));

  test('never throws', () => fc.assert(fc.property(anyText, (text) => void isHttpUrl(`https://${text}`))));
});
