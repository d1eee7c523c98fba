import { describe, expect, test } from 'vitest';
import { findNode, searchNodes } from '../../src/words/node-search.ts';

const nodes = [
  { account: 'iost_kor', name: 'IOST Korea' },
  { account: 'huobipool', name: 'Huobi Pool', nameZh: '火币矿池' },
  { account: 'huobiwallet', name: 'Huobi Wallet', nameZh: '火币钱包' },
  { account: 'africa1', name: 'IOSTAfrica' },
  { account: 'africa2', name: 'iostafrica' },
  { account: 'mathwallet', name: 'Math Wallet', nameZh: '麦子钱包' },
  { account: 'math1', name: 'huobipool' },
];

function found(query: string): string | undefined {
  const match = findNode(nodes, query);
  return match.kind === 'found' ? match.node.account : undefined;
}

describe('finds', () => {
  test.each([
    ['iost_kor', 'iost_kor'],
    ['IOST_KOR', 'iost_kor'],
    ['iost korea', 'iost_kor'],
    ['ＩＯＳＴ　Ｋｏｒｅａ', 'iost_kor'],
    ['  Huobi Pool ', 'huobipool'],
    ['火币矿池', 'huobipool'],
    ['麦子', 'mathwallet'],
    ['korea', 'iost_kor'],
    ['mathw', 'mathwallet'],
  ])('%s', (query, account) => {
    expect(found(query)).toBe(account);
  });

  test('an account before any name', () => {
    expect(found('huobipool')).toBe('huobipool');
  });
});

test('two names alike ask which', () => {
  const match = findNode(nodes, 'IOSTAfrica');
  expect(match).toMatchObject({ kind: 'ambiguous', nodes: [{ account: 'africa1' }, { account: 'africa2' }] });
});

test('a beginning that several share asks which', () => {
  expect(findNode(nodes, 'huobi')).toMatchObject({ kind: 'ambiguous' });
  expect(findNode(nodes, '火币')).toMatchObject({
    nodes: [{ account: 'huobipool' }, { account: 'huobiwallet' }],
  });
});

test('an unknown one names the nearest three, each once', () => {
  const match = findNode(nodes, 'huobi pol');
  if (match.kind !== 'unknown') throw new Error(match.kind);
  const accounts = match.nearest.map(({ account }) => account);
  expect(accounts[0]).toBe('huobipool');
  expect(new Set(accounts).size).toBe(accounts.length);
  expect(accounts.length).toBeLessThanOrEqual(3);
});

test.each([[''], ['   '], ['zzzzzzzzzzzz'], ['$t(errors.empty)'], ['(']])('nothing like any: "%s"', (query) => {
  expect(findNode(nodes, query)).toEqual({ kind: 'unknown', nearest: [] });
});

describe('searches', () => {
  test.each([
    ['ST_K', ['iost_kor']],
    ['wallet', ['huobiwallet', 'mathwallet']],
    ['钱包', ['huobiwallet', 'mathwallet']],
    [' ＨＵＯＢＩ pool ', ['huobipool']],
    ['nothing like this', []],
  ])('%s', (text, accounts) => {
    expect(searchNodes(nodes, text).map(({ account }) => account)).toEqual(accounts);
  });

  test('nothing finds all', () => {
    expect(searchNodes(nodes, '  ')).toEqual(nodes);
  });
});
