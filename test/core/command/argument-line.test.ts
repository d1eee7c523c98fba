import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/core/answer/errors.ts';
import { nameLine } from '../../../src/core/command/argument-line.ts';
import type { Options } from '../../../src/core/command/command.ts';

const options = {
  page: { kind: 'integer', min: 1, max: 100 },
  sort: { kind: 'choice', choices: ['votes', 'score', 'name'] },
  above: { kind: 'amount' },
  search: { kind: 'text' },
} satisfies Options;

/** What is written for each option, or the mistake. */
function named(text: string, of: Options = options): object | string {
  try {
    return Object.fromEntries(nameLine(of, text));
  } catch (error) {
    if (error instanceof UserError) return [error.key, ...Object.values(error.values)].join(' ');
    throw error;
  }
}

describe('an option may be said before its value', () => {
  test.each([
    ['page 2', { page: '2' }],
    ['Sort SCORE above 2m 3', { sort: 'SCORE', above: '2m', page: '3' }],
    ['page 2 huobi sort name', { page: '2', search: 'huobi', sort: 'name' }],
    ['huobi page 2', { search: 'huobi', page: '2' }],
    ['page "2"', { page: '2' }],
    ['page two', { page: 'two' }],
    ['sort sort', { sort: 'sort' }],
    ['page', { search: 'page' }],
    ['huobi page', { search: 'huobi page' }],
    ['"page" huobi', { search: 'page huobi' }],
    ['page sort=name', { search: 'page', sort: 'name' }],
    ['search huobi', { search: 'search huobi' }],
    ['constructor 2', { search: 'constructor 2' }],
    ['page 2 page 3', 'errors.repeated-option page'],
    ['page 2 page=3', 'errors.repeated-option page'],
  ])('%s', (text, expected) => expect(named(text)).toEqual(expected));
});

describe('an option with dashes before its name', () => {
  const rewards = {
    node: { kind: 'node' },
    votes: { kind: 'amount', byName: true },
    rating: { kind: 'text', byName: true },
    show: { kind: 'choice', choices: ['year', 'day'] },
  } satisfies Options;

  test.each([
    ['--votes 5m', { votes: '5m' }],
    ['--votes=5m', { votes: '5m' }],
    ['—votes 5m –rating top', { votes: '5m', rating: 'top' }],
    ['--VOTES: 5m --rating "1.2"', { votes: '5m', rating: '1.2' }],
    ['huobi pool --rating 1.2', { node: 'huobi pool', rating: '1.2' }],
    ['--node huobi day', { node: 'huobi', show: 'day' }],
    ['votes 5m rating top', { votes: '5m', rating: 'top' }],
    ['5m top', { node: '5m top' }],
    ['iost_kor day', { node: 'iost_kor', show: 'day' }],
    ['day votes=5m', { show: 'day', votes: '5m' }],
    ['day iost_kor', { show: 'day', node: 'iost_kor' }],
    ['"day" year', { node: 'day', show: 'year' }],
    ['"--votes" 5m', { node: '--votes 5m' }],
    ['huobi -- pool', { node: 'huobi -- pool' }],
    ['--votes', 'errors.missing-argument votes'],
    ['--votes --rating top', 'errors.missing-argument votes'],
    ['--votes rating=top', 'errors.missing-argument votes'],
    ['--vote 5m', 'errors.unknown-option vote node, votes, rating, show'],
    ['--vote=5m', 'errors.unknown-option vote node, votes, rating, show'],
    ['--votes 5m votes=6m', 'errors.repeated-option votes'],
    ['--constructor 1', 'errors.unknown-option constructor node, votes, rating, show'],
  ])('%s', (text, expected) => expect(named(text, rewards)).toEqual(expected));
});

describe('an option that is not there', () => {
  test.each([
    ['limit=3', 'errors.unknown-option limit page, sort, above, search'],
    ['Filter=elected 2', 'errors.unknown-option Filter page, sort, above, search'],
    ['search=huobi limit=3', 'errors.unknown-option limit page, sort, above, search'],
    [`${'x'.repeat(99)}=3`, `errors.unknown-option ${'x'.repeat(39)}… page, sort, above, search`],
    ['"limit=3"', { search: 'limit=3' }],
    ['search=limit=3', { search: 'limit=3' }],
    ['https://x.io/?page=3', { search: 'https://x.io/?page=3' }],
    ['a-b=c 火=水 1=1', { search: 'a-b=c 火=水 1=1' }],
  ])('%s', (text, expected) => expect(named(text)).toEqual(expected));

  test('of a command without options', () => expect(named('x=1', {})).toBe('errors.no-options x'));
});
