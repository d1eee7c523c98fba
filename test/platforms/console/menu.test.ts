// Tab, as readline asks for it: what may stand in place of the last word.
import { expect, test } from 'vitest';
import { complete, createMenu } from '../../../src/platforms/console/menu.ts';
import { createScriptedHost, say } from '../scripted-host.ts';

const host = createScriptedHost(() => say('unused'));

test.each([
  ['', [['standings '], '']],
  ['sta', [['standings '], 'sta']],
  ['/sta', [['standings '], 'sta']],
  ['STA', [['standings '], 'STA']],
  ['xyz', [[], 'xyz']],
  ['standings ', [['votes', 'name', 'page=', 'sort=', 'search='], '']],
  ['standings na', [['name'], 'na']],
  ['standings so', [['sort='], 'so']],
  ['standings sort=', [['sort=votes', 'sort=name'], 'sort=']],
  ['standings sort=v', [['sort=votes'], 'sort=v']],
  ['standings sort="v', [['sort=votes'], 'sort="v']],
  ['standings name ', [['page=', 'search='], '']],
  ['standings page=2 sort=name se', [['search='], 'se']],
  ['standings page=1 page=2 ', [['votes', 'name', 'page=', 'sort=', 'search='], '']],
  ['nothing here', [[], 'here']],
])('%j', async (line, completions) => {
  expect(await complete(host, line)).toEqual(completions);
});

test('values that begin with the text hide those that only contain it', async () => {
  const nodes = { ...host, complete: async () => ['huobipool', 'iosthuo'].map((value) => ({ value, label: value })) };
  expect(await complete(nodes, 'standings sort=HU')).toEqual([['sort=huobipool'], 'sort=HU']);
  expect(await complete(nodes, 'standings sort=uo')).toEqual([['sort=huobipool', 'sort=iosthuo'], 'sort=uo']);
});

test('values with spaces come in quotes, and none can steer the terminal', async () => {
  const named = { ...host, complete: async () => [{ value: 'big\u001b[2J bang', label: '' }] };
  expect(await complete(named, 'standings sort=b')).toEqual([['sort="big [2J bang"'], 'sort=b']);
});

test('what fails to be completed is left as it is', async () => {
  const broken = { ...host, complete: () => Promise.reject(new Error('broken')) };
  const completions = await new Promise((resolve) =>
    createMenu(broken)('standings sort=v', (_, found) => resolve(found)),
  );
  expect(completions).toEqual([[], 'standings sort=v']);
});
