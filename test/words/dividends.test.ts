import { expect, test } from 'vitest';
import { creditedData, habitData } from '../../src/words/dividends.ts';

test('seconds in data are whole, begun ones left out', () => {
  const habit = { claims: [0], gapMs: 86_400_500, unclaimed: 1n, backlog: 173_711, next: 0n };
  expect(habitData(habit)).toMatchObject({ typicalGapSeconds: 86_400, unclaimedSeconds: 86_855 });
  const period = { days: 7, isWhole: true, blocks: 1_209_601, yearly: 1n, reliability: '1' };
  expect(creditedData([period], 1n)).toMatchObject([{ seconds: 604_800 }]);
});
