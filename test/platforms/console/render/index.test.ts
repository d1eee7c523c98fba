// Replies as a person sees them in a terminal of 80 columns, and what no text may do to that terminal.
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, Reply } from '../../../../src/core/reply/reply.ts';
import { displayWidth, plainText } from '../../../../src/core/reply/text.ts';
import { renderReply } from '../../../../src/platforms/console/render/index.ts';

const PLAIN = { columns: 80, colours: false };

const of = (...blocks: Block[]): Reply => ({ tone: 'neutral', visibility: 'chat', blocks });
const render = (reply: Reply, screen = PLAIN) => renderReply(reply, screen).join('\n');

test('a whole reply', () => {
  const reply: Reply = {
    title: 'MetaNyx',
    tone: 'good',
    visibility: 'chat',
    blocks: [
      { kind: 'text', text: ['Elected with ', { kind: 'bold', text: '2,100,000' }, ' votes.\nSecond line.'] },
      {
        kind: 'fields',
        fields: [
          { label: 'Rank', value: '3 of 454' },
          { label: '网站', value: [{ kind: 'link', text: 'its site', url: 'https://metanyx.one/' }] },
          { label: 'Last seen', value: [{ kind: 'time', at: Date.UTC(2019, 9, 1, 12, 30, 59) }] },
        ],
      },
      { kind: 'list', items: ['one', [{ kind: 'code', text: 'two' }, ' ', 'and three']] },
      { kind: 'file', name: 'votes.csv', data: new Uint8Array(2_048), alt: 'All votes' },
    ],
    actions: [
      { label: 'Next page', command: 'node', args: { page: '2', search: 'big bang' } },
      { label: 'status', command: 'status', args: {} },
    ],
    footer: 'Block 519,600',
  };
  expect(render(reply)).toBe(`MetaNyx
=======

Elected with 2,100,000 votes.
Second line.

Rank       3 of 454
网站       its site (https://metanyx.one/)
Last seen  2019-10-01 12:30 UTC

• one
• two and three

[All votes: votes.csv, 2.0 KB]

Next page: node page=2 search="big bang"
status

Block 519,600`);
});

test('colours are for those who want them', () => {
  const reply: Reply = { ...of({ kind: 'text', text: 'Down.' }), tone: 'bad' };
  expect(render(reply)).toBe('Down.');
  expect(render(reply, { ...PLAIN, colours: true })).toBe('\u001b[31mDown.\u001b[39m');
  expect(render({ ...reply, title: 'T' }, { ...PLAIN, colours: true })).toContain(
    '\u001b[1m\u001b[31mT\u001b[39m\u001b[22m\n',
  );
});

test('a time that is none does not stop the answer', () => {
  expect(render(of({ kind: 'text', text: [{ kind: 'time', at: Number.NaN }] }))).toBe('—');
});

describe('text', () => {
  test('wraps between words and below its own bullet, and in Chinese between characters', () => {
    const words = 'A candidate is elected once it has two million and one hundred thousand votes of people.';
    expect(render(of({ kind: 'list', items: [words] }), { ...PLAIN, columns: 40 })).toBe(
      '• A candidate is elected once it has two\n  million and one hundred thousand votes\n  of people.',
    );
    expect(render(of({ kind: 'text', text: '这个节点目前正在出块，本轮已经出块。' }), { ...PLAIN, columns: 21 })).toBe(
      '这个节点目前正在出\n块，本轮已经出块。',
    );
  });

  test('an address stays whole, to be copied', () => {
    const url = `https://iost.io/${'long/'.repeat(30)}`;
    expect(render(of({ kind: 'text', text: `See ${url} there.` }))).toBe(`See\n${url}\nthere.`);
  });

  test('lines of any words fit the screen', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 })), fc.integer({ min: 30, max: 120 }), (words, columns) => {
        const lines = renderReply(of({ kind: 'text', text: words.join(' ') }), { columns, colours: false });
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
        expect(lines.join('').replace(/\s/g, '')).toBe(plainText(words.join(' ')).replace(/\s/g, ''));
      }),
    );
  });
});

describe('tables', () => {
  const table = (rows: string[][]): Block => ({
    kind: 'table',
    columns: [
      { label: '#', align: 'right' },
      { label: 'Name', align: 'left' },
      { label: 'Votes', align: 'right' },
    ],
    rows,
  });

  test('columns align, Chinese or not', () => {
    expect(
      render(
        of(
          table([
            ['1', '火币矿池', '96,654,322'],
            ['12', 'metanyx', '7'],
          ]),
        ),
      ),
    ).toBe(' #  Name           Votes\n 1  火币矿池  96,654,322\n12  metanyx            7');
  });

  test('the widest name gives way when the screen is narrow, a number never does', () => {
    const rows = [
      ['1', 'Staking.Global 火币矿池 and so on', '2,100,000.00000001'],
      ['2', '1,234,567,890.5', '1'],
    ];
    const lines = renderReply(of(table(rows)), { columns: 40, colours: false });
    expect(lines).toEqual([
      '#  Name                            Votes',
      '1  Staking.Global…    2,100,000.00000001',
      '2  1,234,567,890.5                     1',
    ]);
  });

  test('any table: numbers stay whole, and the lines fit where they can', () => {
    const name = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 40 }));
    const number = fc.integer({ min: 0, max: 1e12 }).map((votes) => votes.toLocaleString('en'));
    fc.assert(
      fc.property(fc.array(fc.tuple(number, name, number)), fc.integer({ min: 46, max: 120 }), (rows, columns) => {
        const lines = renderReply(of(table(rows)), { columns, colours: false });
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
        rows.forEach(([first, , last], index) => {
          expect(lines[index + 1]?.trimStart().startsWith(first)).toBe(true);
          expect(lines[index + 1]?.endsWith(last)).toBe(true);
        });
      }),
    );
  });
});

describe('hostile text', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          '\u001b[2J',
          '\u001b]0;x\u0007',
          '\u009b31m',
          '\u202e',
          '\u2066',
          '\r',
          '\n',
          '\b',
          'a',
          '\u200b',
          '\ud800',
        ),
      )
      .map((parts) => parts.join('')),
  );
  const everywhere = (text: string): Reply => ({
    title: text,
    tone: 'warning',
    visibility: 'chat',
    blocks: [
      { kind: 'text', text },
      {
        kind: 'text',
        text: [
          { kind: 'bold', text },
          { kind: 'code', text },
          { kind: 'link', text, url: text },
        ],
      },
      { kind: 'fields', fields: [{ label: text, value: text }] },
      { kind: 'table', columns: [{ label: text, align: 'left' }], rows: [[text]] },
      { kind: 'list', items: [text] },
      { kind: 'image', name: text, alt: text, data: new Uint8Array() },
    ],
    actions: [{ label: text, command: 'node', args: { node: text } }],
    footer: text,
  });

  test('never steers the terminal or turns the direction of reading', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const line of renderReply(everywhere(text), PLAIN)) {
          expect(line).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
        }
      }),
    );
  });

  test('in colour, only our own colours are left', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const coloured = renderReply(everywhere(text), { ...PLAIN, colours: true }).join('');
        expect(coloured.replaceAll(/\p{Cc}\[(?:1|2|22|33|39)m/gu, '')).not.toMatch(/\p{Cc}/u);
      }),
    );
  });

  test('a label that looks like a field cannot make a line of its own', () => {
    const reply = of({ kind: 'fields', fields: [{ label: 'Place\nVotes', value: 'x' }] });
    expect(render(reply)).toBe('Place Votes  x');
  });

  test('what else a line is made of stays', () => {
    const text = '<&>*_~|[]()`\\ @everyone <@1> javascript:';
    expect(stripVTControlCharacters(render(of({ kind: 'text', text })))).toBe(text);
  });
});
