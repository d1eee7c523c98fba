// Links that open the bot with a question.
import { expect, test } from 'vitest';
import { readLine } from '../../../../src/platforms/telegram/inbound/command-text.ts';
import { linkOf, linkTo } from '../../../../src/platforms/telegram/render/links.ts';

const isKnown = (command: string) => ['node', 'account'].includes(command);
const follow = (url: string) =>
  readLine(`/start ${new URL(url).searchParams.get('start')}`, 'private', 'herald_bot', isKnown);

test.each([
  [
    { command: 'node', rest: 'iost_kor' },
    { command: 'node', rest: 'iost_kor' },
  ],
  [
    { command: 'node', rest: '_a__b_' },
    { command: 'node', rest: '_a__b_' },
  ],
  [
    { command: 'account', rest: '' },
    { command: 'account', rest: '' },
  ],
  [
    { command: 'node', rest: 'Huobi Pool' },
    { command: 'node', rest: 'Huobi Pool' },
  ],
  [
    { command: 'node', rest: '火币' },
    { command: 'node', rest: '' },
  ],
  [
    { command: 'node', rest: 'a%20b' },
    { command: 'node', rest: '' },
  ],
  [
    { command: 'node', rest: 'x'.repeat(64) },
    { command: 'node', rest: '' },
  ],
])('%j opens %j', (asked, opened) => {
  const url = linkTo('herald_bot', asked);
  expect(new URL(url).searchParams.get('start')).toMatch(/^[\w-]{1,64}$/);
  expect(follow(url)).toEqual({ ...opened, source: 'link' });
});

test.each([
  ['link_CODE', 'link'],
  ['forgetme_yes', 'forgetme'],
  ['c1001234567890_unwatch_7', 'unwatch'],
])('what a link asks for is nobody’s word: %s', (payload, command) => {
  const line = readLine(`/start ${payload}`, 'private', 'herald_bot', (name) => name === command);
  expect(line).toMatchObject({ command, source: 'link' });
});

test.each(['nonsense_x', '', 'c_node', 'c100', 'node iost_kor', 'a'.repeat(99)])(
  '%j only starts the bot',
  (payload) => {
    const line = readLine(`/start ${payload}`, 'private', 'herald_bot', isKnown);
    expect(line).toEqual({ command: 'start', rest: '', source: 'typed' });
  },
);

test('a link may ask about a group or channel, and a topic of it', () => {
  const about = { chatId: '-1001234567890', threadId: '7' };
  const url = linkTo('herald_bot', { command: 'node', rest: 'iost_kor', about });
  expect(follow(url)).toEqual({ command: 'node', rest: 'iost_kor', source: 'link', about });
});

test.each([
  [{ node: 'iost_kor' }, 'https://t.me/herald_bot?start=node_iost_kor'],
  [{}, 'https://t.me/herald_bot?start=node'],
  [{ node: 'iost_kor', page: '2' }, 'https://t.me/herald_bot?start=node_iost_kor--2'],
  [{ page: '2', node: 'iost_kor' }, 'https://t.me/herald_bot?start=node_iost_kor--2'],
  [{ node: 'iost_kor', for: 'here' }, 'https://t.me/herald_bot?start=node_iost_kor--here'],
  [{ for: 'here' }, 'https://t.me/herald_bot?start=node_here'],
  [{ node: 'Huobi Pool' }, 'https://t.me/herald_bot?start=node_Huobi--Pool'],
  [{ node: '火币' }, undefined],
  [{ node: 'a  b' }, undefined],
  [{ node: 'here' }, undefined],
  [{ node: 'iost_kor', sub: '2' }, undefined],
  [{ node: 'x'.repeat(64) }, undefined],
])('a button %j is the link %s', (args, url) => {
  const options = {
    node: { kind: 'node' },
    page: { kind: 'integer', min: 1, max: 9 },
    for: { kind: 'choice', choices: ['me', 'here'] },
    sub: { kind: 'integer', min: 1, max: 9, byName: true },
  } as const;
  expect(linkOf('herald_bot', { command: 'node', args }, options, undefined)).toBe(url);
});
