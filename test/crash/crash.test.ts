// Killed at any instant, with platforms that fail in every way: nothing is lost, and nothing is shown twice without a word.
// `node test/crash/main.ts 25 SEED` plays a round that failed again.
import { afterAll, expect, test } from 'vitest';
import { removeFolders } from '../e2e/herald.ts';
import { runRound } from './round.ts';

afterAll(removeFolders);

const SEED = Date.now() % 1_000_000;

test(`25 kills (seed ${SEED})`, async () => {
  const { lost, doubled, strange, ...figures } = await runRound({ seed: SEED, kills: 25 });
  expect({ lost, doubled, strange }).toEqual({ lost: [], doubled: [], strange: [] });
  expect(figures.alerts).toBeGreaterThan(1_000);
  expect(figures.faults).toBeGreaterThan(50);
  expect(figures.midSend).toBeGreaterThan(5);
}, 300_000);
