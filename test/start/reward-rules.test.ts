// The rule sets that come with the program, and what happens to a file of them that an operator got wrong.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FactsUnusable, loadFacts } from '../../src/start/facts.ts';

const shipped = join(import.meta.dirname, '..', '..', 'data');

describe('the rule sets of data/', async () => {
  const { facts } = await loadFacts(shipped);
  const { sets, newest } = facts.rewardRules;

  test('tell the programme by its dates, the newest published one by default', () => {
    expect(sets.map(({ id, from, until }) => [id, from, until])).toEqual([
      ['2019', '2019-03-10', '2020-03-09'],
      ['v2', '2020-03-10', '2020-06-30'],
      ['v4', '2020-07-01', undefined],
      ['2025', '2025', undefined],
    ]);
    expect([newest.id, newest.knownUntil, newest.lastConfirmed]).toEqual(['v4', '2023', '2026-11-25']);
    expect(sets.map(({ sources }) => sources.length > 0)).toEqual([true, true, true, true]);
  });

  test('give the voters a share of each part: none of the blocks, half of votes and contribution', () => {
    for (const { id, parts } of sets.slice(0, 3)) {
      const shares = Object.entries(parts).map(([part, { voters }]) => [part, voters]);
      expect(new Map(shares as [string, string][]).get('blocks'), id).toBe('0');
      expect(shares.filter(([part, voters]) => part !== 'blocks' && voters !== '0.5')).toEqual([]);
    }
  });

  test('hold six published results, each the share of its days in a pool of 210 million a year', () => {
    const results = sets.flatMap(({ id, parts, results }) => results.map((result) => ({ id, parts, ...result })));
    expect(results.map(({ id, quarter }) => `${id} ${quarter}`)).toEqual([
      '2019 2019-Q1',
      '2019 2019-Q2',
      '2019 2019-Q3',
      '2019 2019-Q4',
      '2019 2020-Q1',
      'v2 2020-Q2',
    ]);
    for (const { quarter, days, pool, parts } of results) {
      expect(parts.rating?.pool).toBe('210000000');
      // They were published as whole millions, the first as 12.6.
      const step = quarter === '2019-Q1' ? 100_000 : 1_000_000;
      const exact = (210_000_000 * days) / 365;
      expect([Math.floor(exact / step), Math.round(exact / step)], quarter).toContain(Number(pool) / step);
    }
  });

  test('hold what the best tier got in the set under which it was paid, and none for the newest', () => {
    const tiers = sets.map(({ results }) => results.flatMap(({ quarter, topTier }) => (topTier ? [quarter] : [])));
    expect(tiers).toEqual([['2019-Q4', '2020-Q1'], ['2020-Q2'], [], []]);
  });
});

describe('a replaced file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'herald-rules-'));
  beforeAll(() => {
    for (const name of readdirSync(shipped)) {
      if (name.endsWith('.json')) cpSync(join(shipped, name), join(folder, name));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function refusal(content: string): Promise<string> {
    writeFileSync(join(folder, 'reward-rules.json'), content);
    const error: unknown = await loadFacts(folder).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FactsUnusable);
    return String(error);
  }

  type Set = Record<string, unknown> & { parts: Record<string, Record<string, unknown>>; results: object[] };

  /** The shipped rule sets after `change` of the first and the others. */
  function rules(change: (first: Set, sets: Set[]) => void): string {
    const sets: Set[] = JSON.parse(readFileSync(join(shipped, 'reward-rules.json'), 'utf8'));
    const [first] = sets;
    if (first) change(first, sets);
    return JSON.stringify(sets);
  }

  test.each<[string, (first: Set, sets: Set[]) => void, string]>([
    [
      'a share as a number',
      (set) => Object.assign(set.parts.blocks ?? {}, { voters: 0 }),
      'at [0].parts.blocks.voters: ',
    ],
    [
      'a share above one',
      (set) => Object.assign(set.parts.votes ?? {}, { voters: '1.5' }),
      'at [0].parts.votes.voters: must be a fraction',
    ],
    [
      'a share that is not its pool’s',
      (set) => Object.assign(set.parts.rating ?? {}, { share: '0.5' }),
      'at [0].parts.rating.share: must be the pool as a fraction of the total',
    ],
    [
      'a total that is not the sum',
      (set) => Object.assign(set, { total: '840000001' }),
      'at [0].total: must be the sum',
    ],
    ['a part that nobody knows', (set) => Object.assign(set.parts, { referral: set.parts.votes }), 'referral'],
    [
      'a threshold with commas',
      (set) => Object.assign(set, { threshold: '2,100,000' }),
      'at [0].threshold: must be a decimal',
    ],
    ['no date', (set) => Object.assign(set, { from: 'spring' }), 'at [0].from: must be a date'],
    [
      'an end before its beginning',
      (set) => Object.assign(set, { until: '2019-03-09' }),
      'at [0].until: must not be before the first day',
    ],
    [
      'an overlap',
      (_, sets) => Object.assign(sets[1] ?? {}, { from: '2020-03-09' }),
      'at [1].from: must be after the set',
    ],
    ['two of one name', (_, sets) => Object.assign(sets[1] ?? {}, { id: '2019' }), 'at [1].id: 2019 is there twice'],
    [
      'a name that is a word of the command',
      (set) => Object.assign(set, { id: 'history' }),
      'at [0].id: must be a short name',
    ],
    ['no word of when it was published', (set) => delete set.published, 'at [0].parts: must have "published"'],
    ['no word of until when it is known', (set) => delete set.knownUntil, 'at [0].parts: must have "published"'],
    ['no source', (set) => Object.assign(set, { sources: [] }), 'at [0].sources: '],
    [
      'a result that exceeds its pool',
      (set) => Object.assign(set.results[3] ?? {}, { topTier: { nodes: 20, each: '2650001' } }),
      'at [0].results[3]: the nodes must get',
    ],
    [
      'a result of no quarter',
      (set) => Object.assign(set.results[0] ?? {}, { quarter: 'spring' }),
      'at [0].results[0].quarter: must be a quarter',
    ],
    [
      'a result of a set without a rating',
      (first, sets) => Object.assign(sets[3] ?? {}, { results: first.results }),
      'at [3].results: must be of a set that has a rating',
    ],
    [
      'nothing that was shared out',
      (_, sets) => {
        for (const set of sets) Object.assign(set, { parts: {}, total: '0', results: [] });
      },
      'at the top: at least one rule set must have parts',
    ],
  ])('with %s is refused', async (_, change, told) => {
    expect(await refusal(rules(change))).toContain(told);
  });

  test('can add a result of the best tier under the newest rules', async () => {
    const result = { quarter: '2021-Q1', days: 90, pool: '103000000', source: 'https://example.org', date: '2021-04' };
    const added = rules((_, sets) => sets[2]?.results.push({ ...result, topTier: { nodes: 18, each: '2000000' } }));
    writeFileSync(join(folder, 'reward-rules.json'), added);
    const { facts } = await loadFacts(folder);
    expect(facts.rewardRules.newest.results).toMatchObject([{ quarter: '2021-Q1', topTier: { each: '2000000' } }]);
  });
});
