import { describe, expect, test } from 'vitest';
import type { CallStyle } from '../../../src/core/command/call-style.ts';
import { resolveCalls, writeCall } from '../../../src/core/command/call-words.ts';
import { usageLine } from '../../../src/core/command/usage.ts';
import { markCalls, plainCalls } from '../../../src/core/reply/marked-calls.ts';
import { plainText } from '../../../src/core/reply/text.ts';
import { reply, simple, standings } from '../sample-world.ts';

const commands = [standings, simple('alerts', async () => reply(''))];
const text = markCalls('Begin with ‹standings 2 votes›, or ‹alerts›.');

test.each([
  ['line', 'standings 2 votes'],
  ['slash', '/standings 2 votes'],
  ['options', '/standings page:2 sort:votes'],
] as const)('a call is written as on its platform: %s', (style, written) => {
  expect(writeCall(style, 'standings 2 votes', commands)).toBe(written);
});

test('what does not fit the options stays as it stands', () => {
  expect(writeCall('options', 'standings "2', commands)).toBe('/standings "2');
  expect(writeCall('options', 'unheard of', commands)).toBe('/unheard of');
});

describe('in a reply', () => {
  const shown = (style: CallStyle, said = text) => resolveCalls(reply(said), style, commands).blocks;

  test('calls are code, to be copied as they are written', () => {
    const spans = [
      'Begin with ',
      { kind: 'code', text: '/standings page:2 sort:votes' },
      ', or ',
      { kind: 'code', text: '/alerts' },
      '.',
    ];
    expect(shown('options')).toEqual([{ kind: 'text', text: spans }]);
    expect(shown('line')).toEqual([{ kind: 'text', text: 'Begin with standings 2 votes, or alerts.' }]);
  });

  test('a text without any stays the same', () => {
    expect(shown('slash', 'nothing')).toEqual([{ kind: 'text', text: 'nothing' }]);
  });

  test('fields, lists and titles say them too', () => {
    const said = resolveCalls(
      {
        ...reply(''),
        title: markCalls('‹alerts›'),
        blocks: [
          { kind: 'fields', fields: [{ label: 'x', value: markCalls('‹alerts›') }] },
          { kind: 'list', items: [['a ', markCalls('‹alerts›')]] },
        ],
      },
      'slash',
      commands,
    );
    const code = { kind: 'code', text: '/alerts' };
    expect(said.title).toBe('/alerts');
    expect(said.blocks).toEqual([
      { kind: 'fields', fields: [{ label: 'x', value: [code] }] },
      { kind: 'list', items: [['a ', code]] },
    ]);
  });

  test('nothing from outside becomes one', () => {
    expect(shown('slash', plainText(text))).toEqual([{ kind: 'text', text: plainCalls(text) }]);
    expect(shown('slash', 'a node called ‹alerts›')).toEqual([{ kind: 'text', text: 'a node called ‹alerts›' }]);
  });
});

test('usage is written as the platform asks for it', () => {
  expect(usageLine(standings)).toBe('standings [page] [sort: votes|score|name] [search]');
  expect(usageLine(standings, 'slash')).toBe('/standings [page] [sort: votes|score|name] [search]');
  expect(usageLine(standings, 'options')).toBe('/standings [page:] [sort: votes|score|name] [search:]');
});
