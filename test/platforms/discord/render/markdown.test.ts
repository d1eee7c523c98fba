// Whatever stands in a text, a reader of Discord sees those characters, and nothing happens.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RichText } from '../../../../src/core/reply/reply.ts';
import { plainSpan } from '../../../../src/core/reply/text.ts';
import { escapeMarkdown, markdownLines } from '../../../../src/platforms/discord/render/markdown.ts';
import { readMarkdown } from '../../../fakes/discord/markdown.ts';

const read = (text: RichText) => readMarkdown(markdownLines(text).join('\n'));

test.each([
  '*a* _b_ ~~c~~ ||d|| __e__ `f` ```g```',
  '[e](javascript:alert) [x](https://evil.example)',
  '@everyone @here <@123> <@&4> <#5> <:smile:6> :smile:',
  'see https://evil.example/path and discord.gg/abc',
  '# heading',
  '-# small',
  '- bullet',
  '12. number',
  '> quote',
  '\\* already \\\\ escaped',
  '<t:0:f>',
])('%s reads as it is written', (text) => {
  expect(read(text)).toBe(text);
  expect(read([{ kind: 'bold', text }])).toBe(text);
  expect(read([{ kind: 'code', text }])).toBe(text);
});

test('any text reads as it is written', () => {
  const nasty = fc.string({ unit: fc.constantFrom(...'\\`*_~|[]()<>#@:/-+.1a é\u4e2d \u{1f600}'), maxLength: 40 });
  fc.assert(
    fc.property(nasty, (text) => {
      expect(readMarkdown(escapeMarkdown(text))).toBe(plainSpan(text));
    }),
  );
});

test('links lead to http and https only, without a preview', () => {
  expect(markdownLines([{ kind: 'link', text: 'the page', url: 'https://iost.io/' }])).toEqual([
    '[the page](<https://iost.io/>)',
  ]);
  expect(markdownLines([{ kind: 'link', text: 'https://iost.io/', url: 'https://iost.io/' }])).toEqual([
    '<https://iost.io/>',
  ]);
  expect(read([{ kind: 'link', text: 'click', url: 'javascript:alert(1)' }])).toBe('click (javascript:alert(1))');
  expect(read([{ kind: 'link', text: 'a https://good.example', url: 'https://evil.example/' }])).toBe(
    'a https://good.example\nhttps://evil.example/',
  );
});

test('times are shown in the reader’s own zone, impossible ones as a dash', () => {
  expect(markdownLines([{ kind: 'time', at: 1_570_000_000_999 }])).toEqual(['<t:1570000000:f>']);
  expect(markdownLines([{ kind: 'time', at: Number.NaN }])).toEqual(['—']);
});

describe('long text', () => {
  test.each(['word '.repeat(3_000), 'x'.repeat(9_000), '*'.repeat(9_000), '中'.repeat(9_000)])(
    'is cut into lines and loses nothing (%#)',
    (text) => {
      for (const span of [text, { kind: 'bold', text }, { kind: 'code', text }] as const) {
        const lines = markdownLines([span]);
        expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(3_400);
        const shown = lines.map(readMarkdown).join('').replaceAll(' ', '');
        expect(shown === text.replaceAll(' ', '')).toBe(true);
      }
    },
  );
});

test('line breaks begin lines, and blanks between spans stay', () => {
  expect(markdownLines(['one ', { kind: 'bold', text: ' two ' }, 'three\nfour'])).toEqual([
    'one  **two** three',
    'four',
  ]);
});
