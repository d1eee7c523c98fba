// The figures on the page of rewards are those of the data files and of the program's constants.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { REASONS } from '../../commands/rewards/reasons.ts';
import { BLOCK_MS, DAY_ROUNDS, ROUND_BLOCKS, YEAR_ROUNDS } from '../../src/election/chain-time.ts';
import { PARTS } from '../../src/election/rewards/estimate.ts';
import { ISSUE_RATE, ISSUE_SHARE } from '../../src/election/rewards/issue.ts';
import { loadFacts } from '../../src/start/facts.ts';
import { loadCatalogue } from '../../src/start/vocabulary.ts';
import { codeIn, ROOT, read, section, tableRows } from './pages.ts';

const catalogue = await loadCatalogue();
const { facts } = await loadFacts(`${ROOT}/data`);
const { sets, newest } = facts.rewardRules;

const PAGE = 'docs/rewards.md';
const byPart = z.record(z.string(), z.string());
const formulas = z.object({
  estimates: z.object({
    formula: z.object({ part: byPart, published: byPart, chain: byPart }),
    model: z.object({ published: z.string(), chain: z.string() }),
  }),
});
const whole = (number: number) => number.toLocaleString('en-US');
const percent = (share: string) => String(Number(share) * 100);
const millions = (number: number | string) => `${Number((Number(number) / 1e6).toFixed(2))} M`;

test('the rule sets', () => {
  const rows = sets.map((set) => {
    const { id, from, until, parts, knownUntil, sources, lastConfirmed } = set;
    const shares = PARTS.flatMap((part) => parts[part]?.voters ?? []);
    return [
      `\`${id}\``,
      until ? `${from} to ${until}` : `from ${from}`,
      ...PARTS.map((part) => (parts[part] ? millions(parts[part].pool) : '–')),
      shares.length > 0 ? `${shares.map(percent).join(', ')} %` : '–',
      knownUntil ?? '–',
      [...sources.map(({ url, date }) => `[${date}](${url})`), lastConfirmed].join(', '),
    ];
  });
  expect(tableRows(section(PAGE, 'Published'))).toEqual(rows);
  const { votes = '', date } = newest.blockProducers ?? {};
  expect(section(PAGE, 'Published')).toContain(`from ${whole(Number(votes))} votes (article of ${date})`);
});

test('what was published of the rating', () => {
  const rows = sets.flatMap(({ id, results, parts }) =>
    results.map(({ quarter, days, source, pool, topTier }) => [
      `[${quarter}](${source})`,
      `\`${id}\``,
      String(days),
      millions(pool),
      `${((Number(parts.rating?.pool) * days) / 365 / 1e6).toFixed(1)} M`,
      topTier ? String(topTier.nodes) : '–',
      topTier ? millions(topTier.each) : '–',
      topTier ? `${((Number(topTier.each) / Number(pool)) * 100).toFixed(2)} %` : '–',
    ]),
  );
  expect(tableRows(section(PAGE, 'Rating'))).toEqual(rows);
  expect(section(PAGE, 'Rating')).toContain(`of the ${millions(newest.parts.rating?.pool ?? 0)} of \`${newest.id}\``);
});

test('the formulas as they are shown', () => {
  const { formula, model } = formulas.parse(catalogue.en).estimates;
  const expected = (['published', 'chain'] as const).flatMap((of) =>
    Object.entries(formula[of]).map(([part, text]) => [
      `${model[of]}, ${formula.part[part]}`,
      `\`${text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => name.toUpperCase())}\``,
    ]),
  );
  const [, shown = ''] = read(PAGE).split('`rewards NODE formulas` shows them so');
  expect(tableRows(shown.split('\n## ')[0] ?? '')).toEqual(expected);
});

test('the formulas of a year', () => {
  const { parts, threshold, id } = newest;
  const pool = (part: 'blocks' | 'votes' | 'rating') => millions(parts[part]?.pool ?? 0);
  const shares = (['blocks', 'votes', 'rating'] as const).map(
    (part) => `${part} ${percent(parts[part]?.voters ?? '')} %`,
  );
  const page = section(PAGE, "A node's year");
  expect(page).toContain(`By \`${id}\`, the newest rule set`);
  expect(tableRows(page.split('`rewards NODE')[0] ?? '')).toEqual([
    [
      'blocks',
      `${pool('blocks')} × rounds ÷ (17 × ${whole(YEAR_ROUNDS)})`,
      `rounds × ${whole(ROUND_BLOCKS)} ÷ 17 × \`blockContrib\``,
    ],
    [
      'votes',
      `${pool('votes')} × votes ÷ votes of all elected nodes`,
      `supply × ${ISSUE_RATE} × ${ISSUE_SHARE} × votes ÷ \`candAllKey\``,
    ],
    ['rating', `${pool('rating')} × rating`, 'not on the chain'],
    ['for its voters', shares.join(', '), "50 % of the vote rewards; blocks are the node's alone"],
  ]);
  expect(read(PAGE)).toContain(`Below ${whole(Number(threshold))} votes a node earns nothing`);
  expect(YEAR_ROUNDS).toBe(365 * DAY_ROUNDS);
  expect(ROUND_BLOCKS * BLOCK_MS).toBe(600_000);
});

test('every reason why a number is missing', () => {
  const named = tableRows(section(PAGE, 'What is missing')).map(([reason = '']) => codeIn(reason)[0]);
  expect(named).toEqual([...REASONS, 'not-asked', 'new-node', 'not-seen']);
});

test('what follows from the issue', () => {
  const rate = Number(ISSUE_RATE);
  const perBlock = (rate * Number(ISSUE_SHARE)) / ((365 * 86_400_000) / BLOCK_MS);
  const chain = section(PAGE, 'Chain');
  expect(codeIn(chain)).toContain('blockContrib');
  expect(chain).toContain(`${ISSUE_SHARE} of it for blocks`);
  expect(perBlock).toBeCloseTo(Number(/supply × (1\.5643\d+e-10)/.exec(chain)?.[1]), 14);
  expect(chain).toContain(`(${((rate * 7 * 100) / 365).toFixed(2)} %) low`);
  expect(chain.replace(/\s+/g, ' ')).toContain(`grow by ${Math.round(rate * 100)} % a year`);
  expect(chain.replace(/\s+/g, ' ')).toContain(`some ${((rate * 100) / 2).toFixed(1)} % higher`);
  expect(read(PAGE)).toContain(`supply × ${ISSUE_RATE} × ${ISSUE_SHARE} × (votes + a)`);
});
