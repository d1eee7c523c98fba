// What `rewards` answers, as data, with its simulation done.
import { expect } from 'vitest';
import type { Outcome } from '../../src/core/ports/platform.ts';
import { readable, type TestHost } from './host.ts';

export interface Split {
  readonly node: string;
  readonly voters: string;
}
export interface Model {
  readonly blocks: Split | null;
  readonly votes: Split | null;
  readonly quarterlyVotes: Split | null;
  readonly rating: Split | null;
  readonly total: Split | null;
}
export interface RewardsData {
  readonly published: Model;
  readonly chain: Model;
  readonly rounds: number | null;
  readonly [more: string]: unknown;
}

/** Asks again for as long as the simulation takes on a busy machine. */
export async function askEstimate(
  of: TestHost,
  line: string,
  asker?: Parameters<TestHost['ask']>[1],
): Promise<Outcome> {
  for (;;) {
    const outcome = await of.ask(line, asker);
    if (outcome.reply.actions?.[0]?.primary !== true) return outcome;
  }
}

export async function rewardsData(of: TestHost, line: string): Promise<RewardsData> {
  const outcome = await askEstimate(of, line);
  expect(outcome.kind, readable(outcome)).toBe('answered');
  return outcome.reply.data as unknown as RewardsData;
}

export const total = (split: Split | null) => Number(split?.node) + Number(split?.voters);
