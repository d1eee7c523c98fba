// Replies as Telegram shows them: read back by the fake, which parses HTML and finds mentions as Telegram does.
import { describe, expect, test } from 'vitest';
import type { Block, Reply } from '../../../../src/core/reply/reply.ts';
import { displayWidth } from '../../../../src/core/reply/text.ts';
import { renderReply } from '../../../../src/platforms/telegram/render/index.ts';
import { layOutTable } from '../../../../src/platforms/telegram/render/table.ts';
import { format } from '../../../fakes/telegram/messages.ts';
import { say } from '../../scripted-host.ts';

const read = (reply: Reply) => renderReply(reply).map(({ html }) => format(html, 'HTML'));
const block = (text: string): Block => ({ kind: 'text', text });

const LURES = [
  '@everyone',
  '(@iost_admin)',
  '@',
  '/standings',
  '/start@herald_bot',
  '#airdrop',
  '$IOST',
  'evil.com',
  'sub.evil.com/path?x=1',
  'https://evil.example/x',
  'http://10.0.0.1/x',
  '10.0.0.1',
  'tg://resolve?domain=x',
  'someone@evil.com',
  'ton://transfer/x',
  'пример.рф',
  'javascript:alert(1)',
];

describe('text of strangers', () => {
  test('as it is, Telegram would make a lot of it', () => {
    const made = LURES.filter((lure) => format(lure, undefined).entities.length > 0);
    expect(made).toEqual(LURES.filter((lure) => !['@', 'javascript:alert(1)'].includes(lure)));
  });

  test.each(LURES)('%s becomes no mention, command or link wherever it stands, and reads the same', (lure) => {
    const [message] = read({
      ...say('', { title: `of ${lure}`, footer: lure }),
      blocks: [
        block(`${lure} and (${lure})`),
        { kind: 'text', text: [{ kind: 'bold', text: lure }, lure, { kind: 'link', text: lure, url: lure }] },
        { kind: 'text', text: [{ kind: 'code', text: lure }] },
        { kind: 'list', items: [lure] },
        { kind: 'fields', fields: [{ label: lure, value: lure }] },
        { kind: 'table', columns: [{ label: lure, align: 'left' }], rows: [[lure]] },
      ],
    });
    const dress = ['bold', 'italic', 'code', 'pre', 'text_link'];
    const link = { type: 'text_link', url: lure };
    expect(message?.entities.filter(({ type }) => !dress.includes(type))).toEqual([]);
    const links = message?.entities.filter(({ type }) => type === 'text_link') ?? [];
    expect(links).toEqual(lure.startsWith('http') ? [expect.objectContaining(link)] : []);
    expect(message?.text.replaceAll('\u2060', '').split(lure).length).toBeGreaterThan(9);
  });

  test('a name that begins in one piece and goes on in the next is none', () => {
    const [message] = read(say('', { blocks: [{ kind: 'text', text: ['@', 'everyone', ' /', 'start'] }] }));
    expect(message?.entities).toEqual([]);
  });

  test('numbers, prices and sentences stay what they are', () => {
    const text = '2100000.00000001 IOST, 1.5 % and/or 1/2. The end.';
    expect(read(say(text))[0]?.text).toBe(text);
  });
});

describe('a message', () => {
  test('is marked by its tone, dressed by its parts and parted by empty lines', () => {
    const [part] = renderReply({
      ...say('', { title: 'A <node>', tone: 'warning', footer: 'block 7' }),
      blocks: [
        { kind: 'fields', fields: [{ label: 'Votes', value: [{ kind: 'code', text: '1' }] }] },
        {
          kind: 'text',
          text: [{ kind: 'link', text: 'the site', url: 'https://iost.io/?a=1&b=2' }, ' at ', { kind: 'time', at: 0 }],
        },
      ],
    });
    expect(part?.html).toBe(
      [
        '⚠️ <b>A &lt;node&gt;</b>',
        '<b>Votes:</b> <code>1</code>',
        '<a href="https://iost.io/?a=1&amp;b=2">the site</a> at 1970-01-01 00:00 UTC',
        '<i>block 7</i>',
      ].join('\n\n'),
    );
  });

  test('a link that is none shows its address', () => {
    const text = [{ kind: 'link', text: 'here', url: 'javascript:alert(1)' }] as const;
    expect(read(say('', { blocks: [{ kind: 'text', text }] }))[0]).toEqual({
      text: 'here (javascript:alert(1))',
      entities: [],
    });
  });

  test('no part is longer than Telegram takes, whatever it is made of', () => {
    const rows = Array.from({ length: 400 }, (_, row) => [`节点_${row}`, `${row}`, 'word '.repeat(8)]);
    const columns = [
      { label: 'A', align: 'left' },
      { label: 'B', align: 'right' },
      { label: 'C', align: 'left' },
    ] as const;
    const parts = read({
      ...say('', { title: 'x'.repeat(5_000) }),
      blocks: [{ kind: 'table', columns, rows }, block('&<'.repeat(4_000)), block(`${'漢'.repeat(9_000)} end`)],
    });
    expect(parts.length).toBeGreaterThan(5);
    expect(Math.max(...parts.map(({ text }) => text.length))).toBeLessThanOrEqual(4_096);
    const all = parts.map(({ text }) => text).join('');
    for (const [name] of rows) expect(all).toContain(name);
    expect(all.match(/漢/g)).toHaveLength(9_000);
  });

  test('rows are never cut, and each part of a table is whole', () => {
    const rows = Array.from({ length: 300 }, (_, row) => [
      String(row),
      `a rather long name ${row}`,
      `${row},000,000.00000001`,
    ]);
    const columns = [
      { label: '#', align: 'right' },
      { label: 'Node', align: 'left' },
      { label: 'Votes', align: 'right' },
    ] as const;
    const parts = renderReply({ ...say(''), blocks: [{ kind: 'table', columns, rows }] });
    expect(parts.length).toBeGreaterThan(2);
    for (const { html } of parts) expect(html).toMatch(/^<pre>\s*(#|\d+) [\s\S]*<\/pre>$/);
  });
});

test('a picture stands above a text that is too long for its caption, title and all', () => {
  const chart = { kind: 'image', name: 'chart.png', data: new Uint8Array([1]), alt: 'a <chart>' } as const;
  const reply = (text: string): Reply => ({
    ...say('', { title: 'Votes', footer: 'block 7' }),
    blocks: [block(text), chart],
  });
  const long = Array(300).fill('word').join(' ');
  const parts = renderReply(reply(long));
  expect(parts.map(({ kind }) => kind)).toEqual(['photo', 'text']);
  expect(parts[0]?.html).toBe('a &lt;chart&gt;');
  expect(parts[1]?.html).toBe(`<b>Votes</b>\n\n${long}\n\n<i>block 7</i>`);
  expect(renderReply(reply('short')).map(({ kind }) => kind)).toEqual(['photo']);
});

describe('a table', () => {
  const columns = [
    { label: '#', align: 'right' },
    { label: 'Node', align: 'left' },
    { label: 'Votes', align: 'right' },
    { label: 'State', align: 'left' },
  ] as const;

  test('that is narrow keeps its columns, also with wide characters', () => {
    const lines = layOutTable({
      columns: columns.slice(0, 3),
      rows: [
        ['1', '火币矿池', '2,100,000'],
        ['10', 'metanyx', '7'],
      ],
    });
    expect(lines).toEqual([' #  Node          Votes', ' 1  火币矿池  2,100,000', '10  metanyx           7']);
  });

  test('that is wider than a phone is stacked, each row together', () => {
    const rows = [
      ['1', 'Hospitality IT Community (hic2019)', '80,851,225', 'Servi ●'],
      ['12', 'x', '7', 'unapproved, offline for long'],
    ];
    const lines = layOutTable({ columns, rows });
    expect(lines).toEqual([
      ' # Node\n        Votes State',
      ' 1 Hospitality IT Community (hic2019)\n   80,851,225 Servi ●',
      '12 x\n            7\n   unapproved, offline for long',
    ]);
    expect(Math.max(...lines.join('\n').split('\n').map(displayWidth))).toBeLessThanOrEqual(37);
  });

  test('without columns or rows is nothing, or its head', () => {
    expect(layOutTable({ columns: [], rows: [] })).toEqual([]);
    expect(layOutTable({ columns: columns.slice(0, 2), rows: [] })).toEqual(['#  Node']);
  });
});
