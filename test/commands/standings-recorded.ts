// What `standings` gives to programs, step by step against the recording.
import { expect, test } from 'vitest';
import { amountToDecimal, shareOf } from '../../src/core/values/amount.ts';
import { playTo } from '../support/devnet.ts';
import { startHost, type TestHost } from '../support/host.ts';
import { recordedSnapshot } from '../support/recorded-snapshot.ts';
import { recordedStates } from '../support/recording.ts';
import type { Steps } from '../support/steps.ts';

interface Data {
  readonly block: number;
  readonly time: string;
  readonly threshold: string;
  readonly totalVotes: string;
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
}

export async function dataOf(host: TestHost, line: string): Promise<Data> {
  return (await host.ask(line, { isTextOnly: true })).reply.data as unknown as Data;
}

export function dataFollows(steps: Steps): void {
  test('data holds every candidate exactly as the recording has it, before and after every step', async () => {
    await using playing = await startHost({ ttlMs: 0 });
    for (const state of recordedStates(steps)) {
      playTo(playing.devnet, state.step);
      const { candidates, threshold, witnesses } = recordedSnapshot(state);
      const total = candidates.reduce((sum, { votes }) => sum + votes, 0n);
      const data = await dataOf(playing, 'standings');
      const expected = candidates.map(({ account, votes, elected, isProducer, status, online, publicKey }, index) => ({
        rank: index + 1,
        account,
        name: data.nodes[index]?.name,
        votes: amountToDecimal(votes),
        share: shareOf(votes, total),
        kind: !elected || status === 0 || status === 3 ? 'candidate' : isProducer ? 'servi' : 'partner',
        elected,
        online,
        producing: witnesses.includes(publicKey),
        toThreshold: elected ? '0' : amountToDecimal(threshold - votes),
      }));
      expect(data, `step ${state.step}`).toEqual({
        block: state.block,
        time: new Date(state.time).toISOString(),
        threshold: '2100000',
        totalVotes: amountToDecimal(total),
        nodes: expected,
      });
    }
  });
}
