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

  test('date the links and say who named each voting channel', () => {
    expect(facts.links.asOf).toBe('2026-11');
    expect(facts.links.links.map(({ id }) => id)).toContain('nodes-page');
    expect(facts.links.votingChannels.map(({ name, namedBy }) => `${name}, ${namedBy}`)).toEqual([
      'iostscan.com, later',
      'iWallet, later',
      'TokenPocket, nodes-page',
      'IOST Voter, nodes-page',
      'IOSTABC, articles-2020',
      'Bepal, articles-2020',
    ]);
  });
});

describe('a replaced file', () => {
  beforeEach(() => {
    for (const name of ['nodes.json', 'links.json', 'reward-rules.json', 'today.json'])
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
