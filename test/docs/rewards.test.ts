// The figures on the page of rewards are those of the data files and of the program's constants.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { BLOCK_MS, DAY_ROUNDS, ROUND_BLOCKS, YEAR_ROUNDS } from '../../src/election/chain-time.ts';
import { ISSUE_PARTS, ISSUE_RATE } from '../../src/election/rewards/chain-model.ts';
import { loadCatalogue } from '../../src/start/vocabulary.ts';
import { codeIn, read, section, tableRows } from './pages.ts';

const catalogue = await loadCatalogue();

const PAGE = 'docs/rewards.md';
const result = z.object({
  quarter: z.string(),
  days: z.number(),
  source: z.string(),
  nodes: z.number(),
  each: z.coerce.number(),
  pool: z.coerce.number(),
});
const rules = z
  .array(
    z.object({
      version: z.string(),
      source: z.string(),
      date: z.string(),
      inForce: z.boolean(),
      yearlyPool: z.object({ total: z.coerce.number() }),
      shares: z.object({ blocks: z.coerce.number(), votes: z.coerce.number(), contribution: z.coerce.number() }),
      votersShare: z.coerce.number(),
      threshold: z.coerce.number(),
      topTierResults: z.array(result).optional(),
    }),
  )
  .parse(JSON.parse(read('data/reward-rules.json')));
const byPart = z.record(z.string(), z.string());
const formulas = z.object({
  estimates: z.object({
    formula: z.object({ part: byPart, published: byPart, chain: byPart }),
    model: z.object({ published: z.string(), chain: z.string() }),
  }),
});
const [inForce] = rules.filter((set) => set.inForce);
const whole = (number: number) => number.toLocaleString('en-US');
const percent = (share: number) => `${Number((share * 100).toFixed(2))} %`;
const millions = (number: number) => `${Number((number / 1e6).toFixed(2))} M`;

test('the rule sets', () => {
  const rows = rules.map(({ version, source, date, yearlyPool, shares, votersShare, threshold, ...set }) => [
    `\`${version}\`${set.inForce ? ' (in force)' : ''}`,
    `<${source}>`,
    date,
    whole(yearlyPool.total),
    ...[shares.blocks, shares.votes, shares.contribution, votersShare].map(percent),
    whole(threshold),
  ]);
  expect(tableRows(section(PAGE, 'Published'))).toEqual(rows);
});

test('what the best tier got', () => {
  const rows = (inForce?.topTierResults ?? []).map(({ quarter, days, source, nodes, each, pool }) => [
    `[${quarter}](${source})`,
    ...[String(days), String(nodes), millions(each), millions(pool), `${((each / pool) * 100).toFixed(2)} %`],
    `${Math.round((pool / days) * (365 / 1e6))} M`,
  ]);
  expect(tableRows(section(PAGE, 'Contribution'))).toEqual(rows);
  expect(section(PAGE, 'Contribution')).toContain(
    `half of the ${millions((inForce?.yearlyPool.total ?? 0) * (inForce?.shares.contribution ?? 0))}`,
  );
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
  const { yearlyPool, shares, votersShare, threshold } = inForce ?? rules[0] ?? expect.fail('no rules');
  const pool = (share: number) => `${millions(yearlyPool.total)} × ${percent(share)}`;
  expect(tableRows(section(PAGE, "A node's year").split('`rewards NODE')[0] ?? '')).toEqual([
    [
      'blocks',
      `${pool(shares.blocks)} × rounds ÷ (17 × ${whole(YEAR_ROUNDS)})`,
      `rounds × ${whole(ROUND_BLOCKS)} ÷ 17 × \`blockContrib\``,
    ],
    [
      'votes',
      `${pool(shares.votes)} × votes ÷ votes of all elected nodes`,
      `supply × ${ISSUE_RATE} ÷ ${ISSUE_PARTS} × votes ÷ \`candAllKey\``,
    ],
    ['contribution', `${pool(shares.contribution)} × rating`, 'not on the chain'],
    [
      'for its voters',
      `${percent(votersShare)} of every part`,
      "50 % of the vote rewards; blocks are the node's alone",
    ],
  ]);
  expect(read(PAGE)).toContain(`Below ${whole(threshold)} votes a node earns nothing`);
  expect(YEAR_ROUNDS).toBe(365 * DAY_ROUNDS);
  expect(ROUND_BLOCKS * BLOCK_MS).toBe(600_000);
});

test('what follows from the issue', () => {
  const rate = Number(ISSUE_RATE);
  const perBlock = rate / ISSUE_PARTS / ((365 * 86_400_000) / BLOCK_MS);
  const chain = section(PAGE, 'Chain');
  expect(codeIn(chain)).toContain('blockContrib');
  expect(perBlock).toBeCloseTo(Number(/supply × (1\.5643\d+e-10)/.exec(chain)?.[1]), 14);
  expect(chain).toContain(`(${((rate * 7 * 100) / 365).toFixed(2)} %) low`);
  expect(chain).toContain(`grow by ${Math.round(rate * 100)} % a year`);
  expect(chain).toContain(`some ${((rate * 100) / 2).toFixed(1)} % higher`);
  expect(read(PAGE)).toContain(`supply × ${ISSUE_RATE} ÷ ${ISSUE_PARTS} × (votes + a)`);
});
