import { expect, test } from 'vitest';
import { suggestionsFor } from '../../../commands/watch/suggestions.ts';
import { amountFromDecimal } from '../../../src/core/values/amount.ts';
import type { Standing } from '../../../src/election/standings.ts';
import { RULE_NAMES, ruleKind } from '../../../src/rules/index.ts';
import { readRule, ruleText } from '../../../src/rules/text.ts';

const subject = { kind: 'node', node: 'iost_kor' } as const;
const nodeWith = (votes: string, rank: number, kind: Standing['kind'] = 'servi') =>
  ({ rank, kind, candidate: { votes: amountFromDecimal(votes) } }) as Standing;
const texts = (...args: Parameters<typeof suggestionsFor>) => suggestionsFor(...args).map(ruleText);

test.each([
  ['158385990.24645245', 1, 'votes 160m', 'rank 1'],
  ['1351598.2', 275, 'votes 2m', 'rank 500'],
  ['2000000', 4, 'votes 3m', 'rank 10'],
  ['0', 450, 'votes 1m', 'rank 500'],
  ['99999999', 2, 'votes 100m', 'rank 3'],
])('%s votes at rank %d: %s, %s', (votes, rank, round, place) => {
  expect(texts(subject, nodeWith(votes, rank))).toEqual(expect.arrayContaining(['elected', round, place]));
});

test('only who makes blocks is offered what is about blocks', () => {
  expect(texts(subject, nodeWith('3000000', 9))).toContain('strikes');
  expect(texts(subject, nodeWith('3000000', 9, 'partner'))).not.toContain('strikes');
});

test('every rule that takes a value has one to offer, and all of them can be typed', () => {
  for (const event of RULE_NAMES.filter((name) => ruleKind(name).unit !== 'none')) {
    const rules = suggestionsFor({ kind: 'all' }, undefined, event);
    expect(rules.map((rule) => rule.event)).toEqual([event]);
    for (const rule of rules) expect(readRule(event, ruleText(rule).split(' ').slice(1), 'en')).toEqual(rule);
  }
});

test('for an account, what is told of accounts', () => {
  expect(texts({ kind: 'account', account: 'abc_d' }, undefined)).toEqual(['claimable 100', 'released', 'orphaned']);
});
