// Replies that hold everything an adapter may meet, for its contract.
import type { Reply } from '../../src/core/reply/reply.ts';

export const HOSTILE = [
  '<&> *a* _b_ ~c~ |d| [e](javascript:alert) `f`',
  '@everyone <@1> <b>g</b>',
  '||h|| ~~i~~ __j__ \\* &amp; #k',
];

export const PLACES = ['title', 'text', 'bold', 'code', 'label', 'item', 'cell'];
export const COLUMNS = [
  { label: 'Account', align: 'left' },
  { label: 'Votes', align: 'right' },
] as const;

/** A block of every kind. */
export const wholeReply: Reply = {
  title: 'The title',
  tone: 'good',
  visibility: 'chat',
  blocks: [
    { kind: 'text', text: ['plain ', { kind: 'bold', text: 'bold' }, ' ', { kind: 'code', text: 'code' }] },
    {
      kind: 'text',
      text: [
        { kind: 'link', text: 'the link', url: 'https://iost.io/' },
        { kind: 'time', at: Date.UTC(2019, 9, 1, 12, 30) },
      ],
    },
    { kind: 'fields', fields: [{ label: 'a field', value: [{ kind: 'bold', text: 'a value' }] }] },
    { kind: 'table', columns: COLUMNS, rows: [['metanyx', '2,100,000']] },
    { kind: 'list', items: ['first item', [{ kind: 'code', text: 'second item' }]] },
    { kind: 'image', name: 'chart.png', data: new Uint8Array([1, 2, 3]), alt: 'a chart' },
    { kind: 'file', name: 'votes.csv', data: new Uint8Array(3_000), alt: 'all votes' },
  ],
  actions: [{ label: 'the action', command: 'standings', args: {} }],
  footer: 'the footer',
};
/** What is read of it on every platform. */
export const PARTS = [
  'The title',
  'plain bold code',
  'the link',
  '2019',
  'a field',
  'a value',
  'Account',
  'Votes',
  'metanyx',
  '2,100,000',
  'first item',
  'second item',
  'a chart',
  'votes.csv',
  'the action',
  'the footer',
];

/** HOSTILE in each of PLACES. */
export const hostileReply: Reply = {
  title: HOSTILE.map((text) => `title ${text}`).join(' '),
  tone: 'neutral',
  visibility: 'chat',
  blocks: HOSTILE.flatMap((text): Reply['blocks'] => [
    { kind: 'text', text: `text ${text}` },
    { kind: 'text', text: [{ kind: 'bold', text: `bold ${text}` }] },
    { kind: 'text', text: [{ kind: 'code', text: `code ${text}` }] },
    { kind: 'text', text: [{ kind: 'link', text: 'not a link', url: 'javascript:alert(1)' }] },
    {
      kind: 'fields',
      fields: [
        { label: `label ${text}`, value: 'a value' },
        { label: 'a label', value: `value ${text}` },
      ],
    },
    { kind: 'list', items: [`item ${text}`] },
    { kind: 'table', columns: COLUMNS, rows: [[`cell ${text}`, '1']] },
  ]),
  footer: 'end of reply',
};
