import { expect, test } from 'vitest';
import { usageLine } from '../../../src/core/command/usage.ts';
import { help, node, reply, simple, standings } from '../sample-world.ts';

test('a usage line shows order, choices and what is required', () => {
  expect(usageLine(standings)).toBe('standings [page] [sort: votes|score|name] [search]');
  expect(usageLine(node)).toBe('node <node>');
  expect(usageLine(help)).toBe('help [command]');
  expect(usageLine(simple('links', async () => reply('')))).toBe('links');
  const options = { action: { kind: 'choice', choices: ['add', 'drop'], required: true } } as const;
  expect(usageLine({ ...help, name: 'me', options })).toBe('me <action: add|drop>');
  const many = { letter: { kind: 'choice', choices: [...'abcdefghi'] } } as const;
  expect(usageLine({ ...help, name: 'spell', options: many })).toBe('spell [letter: a|b|c|d|…]');
  const named = {
    votes: { kind: 'amount', byName: true },
    servi: { kind: 'choice', choices: ['yes', 'no'], byName: true },
  } as const;
  expect(usageLine({ ...help, name: 'rewards', options: named })).toBe('rewards [votes=…] [servi=yes|no]');
});
