// `forecast` asked in the middle of every round of the recording, beside what the chain then chose.
import { expect, test } from 'vitest';
import { rotationStateOf } from '../../src/election/rotation/state.ts';
import { namesNextLists } from '../election/rotation/forecast-recorded.ts';
import { startHost } from '../support/host.ts';
import { recordedSnapshot } from '../support/recorded-snapshot.ts';
import { recordedStates } from '../support/recording.ts';
import { everyStep } from '../support/steps.ts';

namesNextLists(everyStep);

test('the bot names the next list right in every round', async () => {
  const chosen = recordedStates((step) => step % 2 === 1).map((state) => ({
    step: state.step,
    block: state.block,
    list: rotationStateOf(recordedSnapshot(state)).pending,
  }));
  let rounds = 0;
  for (const { step, block, list } of chosen.filter(({ step }) => step > 0)) {
    await using bot = await startHost({ startStep: step - 1 });
    const { reply } = await bot.ask('forecast iost_kor');
    expect(reply.data, `step ${step}`).toMatchObject({ nextBlock: block, nextList: list });
    rounds += 1;
  }
  expect(rounds).toBe(216);
});
