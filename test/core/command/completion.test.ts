import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/core/command/command.ts';
import { createComplete } from '../../../src/core/command/completion.ts';
import type { Chain } from '../../../src/core/ports/chain.ts';
import type { NodeFacts } from '../../../src/core/ports/node-facts.ts';
import { createZoneSearch } from '../../../src/core/values/zone-names.ts';
import { createLatestStandings } from '../../../src/words/latest-standings.ts';
import { createNodeCompletion } from '../../../src/words/node-completion.ts';
import { chainOf, help, node, reply, simple, standings } from '../sample-world.ts';

const commands = [standings, node, help, simple('drain', async () => reply(''), 'owner')];
const names = [
  { account: 'iostabc', name: 'IOSTABC' },
  { account: 'huobi_pool', name: 'Huobi Pool', nameZh: '火币矿池' },
  { account: 'poolparty', name: 'Party' },
];
const away: Pick<Chain, 'standings'> = { standings: () => Promise.reject(new Error('away')) };
const slow: Pick<Chain, 'standings'> = { standings: () => new Promise(() => {}) };
const broken: Pick<Chain, 'standings'> = {
  standings: () => {
    throw new Error('broken');
  },
};

const zones = createZoneSearch();
const nodesOf = (chain: Pick<Chain, 'standings'>, called: readonly NodeFacts[] = names) =>
  createNodeCompletion({ names: called, latestStandings: createLatestStandings(chain) });
const completeWith = (chain: Pick<Chain, 'standings'>) => createComplete({ commands, zones, nodes: nodesOf(chain) });
const complete = completeWith(chainOf(['poolparty', 'newcomer', 'huobi_pool', 'iostabc']));
const values = async (text: string, limit = 25, ask = complete) =>
  (await ask('node', 'node', text, limit)).map(({ value }) => value);

describe('node names', () => {
  test.each([
    ['', ['poolparty', 'newcomer', 'huobi_pool', 'iostabc']],
    ['pool', ['poolparty', 'huobi_pool']],
    ['HUOBI p', ['huobi_pool']],
    ['火币', ['huobi_pool']],
    ['矿池', ['huobi_pool']],
    ['ＰＡＲＴＹ', ['poolparty']],
    ['nobody', []],
  ])('%j finds %j', async (text, found) => expect(await values(text)).toEqual(found));

  test('come by votes, at most as many as asked for', async () => {
    expect(await values('oo', 2)).toEqual(['poolparty', 'huobi_pool']);
    expect(await values('', 0)).toEqual([]);
  });

  test('are shown with what they are called', async () => {
    expect(await complete('node', 'node', 'huobi', 4)).toEqual([
      { value: 'huobi_pool', label: 'huobi_pool · Huobi Pool · 火币矿池' },
    ]);
    expect(await complete('node', 'node', 'newcomer', 1)).toEqual([{ value: 'newcomer', label: 'newcomer' }]);
  });

  test.each([
    ['away', away],
    ['slow', slow],
    ['broken', broken],
  ])('come from the list of names while the chain is %s', async (_, chain) => {
    expect(await values('', 25, completeWith(chain))).toEqual(['iostabc', 'huobi_pool', 'poolparty']);
  });
});

test('an answer of the chain that came too late or went stale orders the next completion', async () => {
  const cached = chainOf(['newcomer', 'poolparty']);
  let answers: (typeof cached.standings)[] = [cached.standings, slow.standings, away.standings];
  const ask = completeWith({ standings: () => (answers.shift() ?? slow.standings)() });
  for (let i = 0; i < 4; i++) expect(await values('', 25, ask)).toEqual(['newcomer', 'poolparty']);
  answers = [chainOf(['iostabc']).standings];
  expect(await values('', 25, ask)).toEqual(['iostabc']);
});

test('choices and commands are completed, too; nobody is pointed to what only owners may call', async () => {
  expect(await complete('standings', 'sort', 'N', 9)).toEqual([{ value: 'name', label: 'name' }]);
  expect(await complete('standings', 'sort', 'o', 9)).toMatchObject([{ value: 'votes' }, { value: 'score' }]);
  expect(await complete('help', 'command', '', 9)).toMatchObject([
    { value: 'standings' },
    { value: 'node' },
    { value: 'help' },
  ]);
});

test('zones are completed, and words that may stand in the place of a node', async () => {
  const quiet: Command = { ...simple('quiet', async () => reply('')), options: { zone: { kind: 'zone' } } };
  const options = { subject: { kind: 'node', also: ['all', 'mine'] } } as const;
  const watch: Command = { ...simple('watch', async () => reply('')), options };
  const ask = createComplete({ commands: [quiet, watch], zones, nodes: nodesOf(away) });
  expect(await ask('quiet', 'zone', 'shang', 9)).toEqual([{ value: 'Asia/Shanghai', label: 'Asia/Shanghai' }]);
  expect(await ask('quiet', 'zone', '', 3)).toHaveLength(3);
  expect((await ask('watch', 'subject', '', 3)).map(({ value }) => value)).toEqual(['all', 'mine', 'iostabc']);
  expect((await ask('watch', 'subject', 'mi', 3)).map(({ value }) => value)).toEqual(['mine']);
});

test.each([
  ['standings', 'page'],
  ['standings', 'constructor'],
  ['nothing', 'node'],
  ['__proto__', '__proto__'],
])('%s %s has nothing to complete', async (command, option) =>
  expect(await complete(command, option, '', 9)).toEqual([]),
);

test('whatever is called how, labels and values stay within 100 characters', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 });
  const facts = fc.array(fc.record({ account: text, name: text, nameZh: text }));
  await fc.assert(
    fc.asyncProperty(facts, text, async (hostile, typed) => {
      const ask = createComplete({ commands, zones, nodes: nodesOf(away, hostile) });
      for (const { label, value } of await ask('node', 'node', typed, 5)) {
        expect(label.length).toBeLessThanOrEqual(100);
        expect(value.length).toBeLessThanOrEqual(100);
      }
      await ask('node', 'node', typed.repeat(10_000), 5);
    }),
  );
});
