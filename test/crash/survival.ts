// Killed at any instant, with platforms that fail in every way: nothing is lost, and nothing is shown twice without a word.
import { afterAll, expect, test } from 'vitest';
import { removeFolders } from '../e2e/herald.ts';
import { type Round, type RoundOptions, runRound } from './round.ts';

/** More than this there must have been for the round to mean something. */
type MoreThan = Partial<Pick<Round, 'alerts' | 'faults' | 'midSend'>>;

const SEED = Date.now() % 1_000_000;

/** `node test/crash/main.ts 25 SEED` plays a round that failed again. */
export function survives({ kills, ...options }: Omit<RoundOptions, 'seed'>, moreThan: MoreThan): void {
  afterAll(removeFolders);

  test(`${kills} kills (seed ${SEED})`, async () => {
    const { lost, doubled, strange, ...figures } = await runRound({ seed: SEED, kills, ...options });
    expect({ lost, doubled, strange }).toEqual({ lost: [], doubled: [], strange: [] });
    for (const what of ['alerts', 'faults', 'midSend'] as const) {
      expect(figures[what], what).toBeGreaterThan(moreThan[what] ?? -1);
    }
  });
}
