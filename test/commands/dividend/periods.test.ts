import { expect, test } from 'vitest';
import { creditPeriods } from '../../../commands/dividend/periods.ts';
import type { HistoryStore } from '../../../src/core/ports/history.ts';

const chain = { chainId: 1024, netName: 'mainnet', synthetic: false };

/** The periods of a chain at day 100 of which these days are known, as "7: from 93". */
async function periodsOf(known: readonly number[]): Promise<readonly string[]> {
  const history: HistoryStore = {
    points: async () => [],
    claims: async () => [],
    days: async () => known.map((day) => ({ at: day, block: day })),
    issues: async () => [],
    addIssue: async () => {},
    coefficients: async (_chain, { block }) => new Map([['alice', String(block)]]),
  };
  const periods = await creditPeriods(history, chain, { block: 100, dayBlocks: 1 });
  return periods.map(
    ({ days, isWhole, coefficients }) => `${days}${isWhole ? '' : ', shorter'}: from ${coefficients.get('alice')}`,
  );
}

test.each<[known: readonly number[], periods: readonly string[]]>([
  [[], []],
  [[100], []],
  [[99], ['7, shorter: from 99']],
  [[95, 98], ['7, shorter: from 95']],
  [
    [92, 93, 94],
    ['7: from 93', '30, shorter: from 92'],
  ],
  [
    [80, 93],
    ['7: from 93', '30, shorter: from 80'],
  ],
  [[60, 99], ['7: from 60']],
  [
    [5, 10, 60, 75, 90],
    ['7: from 90', '30: from 60', '90: from 10'],
  ],
])('of the known days %j', async (known, periods) => expect(await periodsOf(known)).toEqual(periods));
