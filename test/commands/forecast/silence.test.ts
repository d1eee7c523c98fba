// Who is silent in the running round, and what that does to the list that is named as next.
import { describe, expect, test } from 'vitest';
import { ChainUnavailable } from '../../../src/core/ports/outage.ts';
import { readable, startHost } from '../../support/host.ts';

describe('a listed node that makes no blocks is warned', () => {
  test.each([
    [10, 'mathwallet', 'If that stays so, it leaves the list at block 526800 with strike 1 of 3.'],
    [14, 'mathwallet', 'If that stays so, it gets strike 2 of 3 at block 529200.'],
    [16, 'mathwallet', 'block 530400 brings its third strike and bars it until block 703200.'],
  ])('step %i: %s', async (startStep, account, sentence) => {
    await using silent = await startHost({ startStep });
    const outcome = await silent.ask(`forecast ${account}`);
    expect(outcome.reply.tone).toBe('warning');
    expect(readable(outcome)).toContain(sentence);
  });
});

test('what is silent already is taken into the next list, and said to be assumed for the rest of the round', async () => {
  await using silent = await startHost({ startStep: 10 });
  const outcome = await silent.ask('forecast mathwallet');
  const { nextList, assumes } = outcome.reply.data as { nextList: string[]; assumes: { silent: string[] } };
  expect(assumes).toEqual({ silent: expect.arrayContaining(['mathwallet']), seesSilence: true });
  expect(nextList).not.toContain('mathwallet');
  expect(readable(outcome)).toMatch(
    /no block before block 526800 from .*MathWallet.* \(none has come in this round so far\)/,
  );
  expect(readable(outcome)).toContain('Next list: leaves it, chosen at block 526800');
});

test('early in a round it says that nobody can be told to be silent', async () => {
  await using bot = await startHost();
  const outcome = await bot.ask('forecast iost_kor');
  expect(outcome.reply.data).toMatchObject({ assumes: { silent: [], seesSilence: false } });
  expect(readable(outcome)).toContain('It is too early in this round to see who makes no blocks.');
});

test('a list that was chosen since the chain was read is not told as the next one', async () => {
  let isAway = false;
  let now = Date.now();
  await using old = await startHost({
    clock: { now: () => now },
    wrap: (reader) => ({
      ...reader,
      standings: (signal) =>
        isAway ? Promise.reject(new ChainUnavailable('unreachable', 'for this test')) : reader.standings(signal),
    }),
  });
  expect(readable(await old.ask('forecast iost_kor'))).not.toContain('has come since');
  // Nothing that was asked before is under way any more.
  await old.chain.standings();
  isAway = true;
  now += 601_000;
  expect(readable(await old.ask('forecast iost_kor'))).toContain('Block 520800 has come since I read the chain');
});
