import { expect, test } from 'vitest';
import { createRotationSimulator } from '../../src/simulation/index.ts';
import { silent } from '../support/devnet.ts';
import { firstSnapshot } from '../support/recorded-snapshot.ts';

const snapshot = firstSnapshot();

test('a year is simulated in the worker', async () => {
  const simulator = createRotationSimulator({ log: silent });
  try {
    const year = await simulator.year(snapshot);
    expect([year.rounds, year.listed.get('iost_kor')]).toEqual([52_560, 52_560]);
    const twice = await simulator.whatIf(snapshot, { votes: 20_000_000_00000000n, isProducer: true });
    expect(twice.own).toBeGreaterThan(1_000);
  } finally {
    await simulator.stop();
  }
});
