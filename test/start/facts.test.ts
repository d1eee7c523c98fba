// The fact files that come with the program, and what happens to files that an operator got wrong.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { FactsUnusable, loadFacts } from '../../src/start/facts.ts';

const shipped = join(import.meta.dirname, '..', '..', 'data');
const folder = mkdtempSync(join(tmpdir(), 'herald-facts-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the files of data/', async () => {
  const { names, facts } = await loadFacts(shipped);

  test('name 432 candidates, each with what is known of it', () => {
    expect(names).toHaveLength(432);
    expect(names[0]).toStrictEqual({
      account: 'eversystem',
      name: 'Ever System Inc.',
      nameZh: 'Ever System',
      place: 'Japan',
      website: 'https://eversystem.co.jp',
    });
    expect(names.find(({ account }) => account === 'slowmist')).toStrictEqual({
      account: 'slowmist',
      name: 'slowmist',
    });
    expect(names.filter(({ name, nameZh }) => name === nameZh)).toEqual([]);
  });

  test('hold one candidate on each line', () => {
    const lines = readFileSync(join(shipped, 'nodes.json'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(432 + 2);
  });

  test('tell the programme in force, of which the shares and the pool are whole', () => {
    const { shares, yearlyPool, topTierResults, ...rest } = facts.rewardRules;
    expect(shares).toEqual({ blocks: '0.25', votes: '0.25', contribution: '0.5' });
    expect(yearlyPool).toEqual({ total: '840000000', ecosystemFund: '420000000', tokenIssue: '420000000' });
    expect(rest).toEqual({
      version: '2019-node-en',
      source: 'https://iost.io/node-en',
      date: '2019',
      votersShare: '0.5',
      threshold: '2100000',
    });
  });

  test('hold what the best tier got, each result with its source', () => {
    const { topTierResults = [] } = facts.rewardRules;
    expect(topTierResults.map(({ quarter, days, nodes, each, pool }) => [quarter, days, nodes, each, pool])).toEqual([
      ['2019-Q4', 92, 20, '1320000', '53000000'],
      ['2020-Q1', 69, 16, '1240000', '40000000'],
      ['2020-Q2', 113, 17, '1910000', '65000000'],
    ]);
    for (const { source } of topTierResults) expect(source).toContain('contribution-rankings-and-rewards');
  });

  test('date the links and say who named each voting channel', () => {
    expect(facts.links.asOf).toBe('2021');
    expect(facts.links.links.map(({ id }) => id)).toContain('nodes-page');
    expect(facts.links.votingChannels.map(({ name, namedBy }) => `${name}, ${namedBy}`)).toEqual([
      'TokenPocket, nodes-page',
      'IOST Voter, nodes-page',
      'IOSTABC, articles-2020',
      'Bepal, articles-2020',
    ]);
  });
});

describe('a replaced file', () => {
  beforeEach(() => {
    for (const name of ['nodes.json', 'links.json', 'reward-rules.json'])
      cpSync(join(shipped, name), join(folder, name));
  });

  async function refusal(name: string, content: string): Promise<string> {
    writeFileSync(join(folder, name), content);
    const error: unknown = await loadFacts(folder).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FactsUnusable);
    expect(String(error)).toContain(join(folder, name));
    return String(error);
  }

  const node = (changes: object) => JSON.stringify([{ account: 'alice', name: 'Alice', ...changes }]);
  const links = (changes: object) => JSON.stringify({ asOf: '2026-11-23', links: [], votingChannels: [], ...changes });

  /** The shipped rule sets after `change` of the first. */
  function rules(change: (rules: Record<string, unknown>) => void): string {
    const sets = JSON.parse(readFileSync(join(shipped, 'reward-rules.json'), 'utf8'));
    change(sets[0]);
    return JSON.stringify(sets);
  }

  test('is taken when it is right, with a byte order mark too', async () => {
    writeFileSync(join(folder, 'nodes.json'), `\uFEFF${node({ nameZh: '爱丽丝' })}`);
    writeFileSync(join(folder, 'links.json'), links({}));
    const { names, facts } = await loadFacts(folder);
    expect(names).toStrictEqual([{ account: 'alice', name: 'Alice', nameZh: '爱丽丝' }]);
    expect(facts.links.asOf).toBe('2026-11-23');
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>',
    'ftp://example.org',
    'https://',
    '//example.org',
    'https://exa mple.org',
    'https://user:password@example.org',
    'https://example.org/\u202egpj.exe',
    'https://example.org/\njavascript:alert(1)',
    `https://example.org/${'a'.repeat(500)}`,
  ])('with the link %j is refused', async (url) => {
    expect(await refusal('nodes.json', node({ website: url }))).toContain('at [0].website: ');
    rmSync(join(folder, 'nodes.json'));
    cpSync(join(shipped, 'nodes.json'), join(folder, 'nodes.json'));
    expect(await refusal('links.json', links({ links: [{ id: 'bad', url }] }))).toContain('at links[0].url: ');
  });

  test.each([
    ['a name of two lines', { name: 'Alice\nBob' }, '[0].name: must be one line'],
    ['a name that turns the text', { name: 'Alice\u202e' }, '[0].name: must be one line'],
    ['an empty name', { name: '' }, '[0].name: '],
    ['an endless name', { name: 'a'.repeat(101) }, '[0].name: '],
    ['no account', { account: 'Alice!' }, '[0].account: must be the name of an account'],
    ['a misspelt field', { webiste: 'https://example.org' }, 'webiste'],
    ['a number for a place', { place: 5 }, '[0].place: '],
  ])('with %s is refused', async (_, changes, told) => {
    expect(await refusal('nodes.json', node(changes))).toContain(told);
  });

  test('that names an account or a link twice is refused', async () => {
    const twice = [
      { account: 'alice', name: 'A' },
      { account: 'bob_1', name: 'B' },
      { account: 'alice', name: 'C' },
    ];
    expect(await refusal('nodes.json', JSON.stringify(twice))).toContain('at [2].account: alice is there twice');
    cpSync(join(shipped, 'nodes.json'), join(folder, 'nodes.json'));
    const link = { id: 'forum', url: 'https://example.org' };
    expect(await refusal('links.json', links({ links: [link, link] }))).toContain(
      'at links[1].id: forum is there twice',
    );
  });

  test('with many faults names the first five', async () => {
    const rows = Array.from({ length: 432 }, () => ({ account: 'x' }));
    const told = await refusal('nodes.json', JSON.stringify(rows));
    expect(told).toContain('at [0].account: ');
    expect(told).toMatch(/; and \d+ more$/);
    expect(told.length).toBeLessThan(600);
  });

  test.each([
    [
      'a share as a number',
      (set: Record<string, unknown>) => {
        set.votersShare = 0.5;
      },
      'at [0].votersShare: ',
    ],
    [
      'a share above one',
      (set: Record<string, unknown>) => {
        set.votersShare = '1.5';
      },
      'at [0].votersShare: must be a fraction',
    ],
    [
      'a threshold with commas',
      (set: Record<string, unknown>) => {
        set.threshold = '2,100,000';
      },
      'at [0].threshold: must be a decimal',
    ],
    [
      'no date',
      (set: Record<string, unknown>) => {
        set.date = 'spring';
      },
      'at [0].date: must be a date',
    ],
    [
      'a result that exceeds its pool',
      (set: Record<string, unknown>) => {
        const [first] = set.topTierResults as object[];
        set.topTierResults = [{ ...first, each: '2650001' }];
      },
      'at [0].topTierResults[0]: the nodes must get',
    ],
    [
      'a result of no quarter',
      (set: Record<string, unknown>) => {
        const [first] = set.topTierResults as object[];
        set.topTierResults = [{ ...first, quarter: 'spring' }];
      },
      'at [0].topTierResults[0].quarter: must be a quarter',
    ],
    [
      'no set in force',
      (set: Record<string, unknown>) => {
        set.inForce = false;
      },
      'at the top: exactly one rule set',
    ],
  ])('with %s is refused', async (_, change, told) => {
    expect(await refusal('reward-rules.json', rules(change))).toContain(told);
  });

  test.each(['', '{', '[1,', '<html>', '\u0000'])('that is no JSON is refused: %j', async (content) => {
    expect(await refusal('links.json', content)).toContain('is not JSON: ');
  });

  test.each(['null', '[]', '5', '{}'])('of another shape is refused: %s', async (content) => {
    expect(await refusal('links.json', content)).toMatch(/ at \S/);
  });

  test('that is missing is refused', async () => {
    rmSync(join(folder, 'links.json'));
    const missing = loadFacts(folder);
    await expect(missing).rejects.toThrow(FactsUnusable);
    await expect(missing).rejects.toThrow(`${join(folder, 'links.json')} cannot be read`);
  });
});
