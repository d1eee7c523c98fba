// Links that open the bot with a question.
import { expect, test } from 'vitest';
import { linkTo, readLine } from '../../../../src/platforms/telegram/inbound/command-text.ts';

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
    { command: 'node', rest: '' },
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
  expect(follow(url)).toEqual(opened);
});
