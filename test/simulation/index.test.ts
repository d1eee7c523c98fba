import { readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { EstimateUnavailable } from '../../src/core/ports/outage.ts';
import { countRounds } from '../../src/election/rotation/run.ts';
import { rotationStateOf } from '../../src/election/rotation/state.ts';
import { createRotationSimulator } from '../../src/simulation/index.ts';
import { type Job, runJob } from '../../src/simulation/job.ts';
import { createMemoryLog } from '../core/sample-world.ts';
import { silent } from '../support/devnet.ts';
import { PATIENT_MS } from '../support/patience.ts';
import { firstSnapshot } from '../support/recorded-snapshot.ts';

const snapshot = firstSnapshot();
const { threshold } = snapshot;
const DAY_MS = 86_400_000;
const tomorrow = { ...snapshot, time: snapshot.time + DAY_MS, blocks: { first: 692_400, last: 692_400 } };

describe('in its own thread', () => {
  const simulator = createRotationSimulator({ log: silent, jobLimitMs: PATIENT_MS });
  afterAll(() => simulator.stop());

  test('a year is the one of the contract', async () => {
    const { roundsInListAfter } = JSON.parse(
      readFileSync(new URL('../fixtures/rotation.json', import.meta.url), 'utf8'),
    );
    const { block, rounds, listed } = await simulator.year(snapshot);
    expect([block, rounds, listed.size]).toEqual([519_600, 52_560, 88]);
    expect(Object.fromEntries([...listed].filter(([, count]) => count > 0))).toEqual(roundsInListAfter[52_560]);
  });

  test('a newcomer with the votes of an established node comes as far as it, but for its start without a score', async () => {
    const votes = snapshot.candidates.find(({ account }) => account === 'luckystake')?.votes ?? 0n;
    const { own, listed } = await simulator.whatIf(snapshot, { votes, isProducer: true });
    const theirs = listed.get('luckystake') ?? 0;
    expect(theirs).toBeGreaterThan(20_000);
    expect(Math.abs(own - theirs)).toBeLessThan(theirs / 50);
  });

  test('votes for one more round', async () => {
    expect(await simulator.votesForOneMore(snapshot, 'luckystake')).toBe(230_133_00000000n);
    expect(await simulator.votesForOneMore(snapshot, 'iost_kor')).toBeUndefined();
  });
});

describe('questions', () => {
  const jobs: Job[] = [];
  beforeEach(() => {
    jobs.length = 0;
  });
  /** Ten rounds instead of a year, in this thread. */
  const run = async (job: Job) => {
    jobs.push(job);
    return runJob(job.kind === 'count' ? { ...job, rounds: 10 } : job);
  };
  const start = () => createRotationSimulator({ log: silent, queue: { run, stop: async () => {} } });

  test('a year is simulated once a day and chain, for all who ask', async () => {
    const { year } = start();
    const later = { ...snapshot, time: snapshot.time + 60_000, blocks: { first: 519_720, last: 519_720 } };
    const [first, second] = await Promise.all([year(snapshot), year(later)]);
    expect(second).toBe(first);
    expect(jobs).toHaveLength(1);
    expect((await year(tomorrow)).block).toBe(692_400);
    expect((await year({ ...snapshot, chain: { ...snapshot.chain, chainId: 1 } })).block).toBe(519_600);
    expect(jobs).toHaveLength(3);
    expect(await year(snapshot)).toBe(first);
  });

  test.each(['complete', 'consistent'])('a snapshot that is not %s speaks for itself only', async (doubt) => {
    const { year } = start();
    const doubtful = { ...snapshot, [doubt]: false, blocks: { first: 519_599, last: 519_601 } };
    expect((await year(doubtful)).block).toBe(519_599);
    expect((await year(snapshot)).block).toBe(519_600);
  });

  test('what-ifs are kept by what they change', async () => {
    const { whatIf } = start();
    const change = { votes: 100n * threshold, isProducer: true };
    const [first, second] = await Promise.all([whatIf(snapshot, change), whatIf(snapshot, change)]);
    expect(second).toBe(first);
    expect(first.own).toBeGreaterThan(0);
    await whatIf(snapshot, { ...change, votes: threshold });
    await whatIf(snapshot, { ...change, account: 'iost_kor' });
    expect(jobs).toHaveLength(3);
  });

  test('a changed node is taken as approved and online, and without enough votes it takes no part', async () => {
    const { whatIf } = start();
    const own = async (account: string, votes: bigint, isProducer = true) =>
      (await whatIf(snapshot, { account, votes, isProducer })).own;
    expect(await own('iost_kor', 158_385_990_24645245n)).toBe(10);
    expect(await own('iost_kor', 158_385_990_24645245n, false)).toBe(0);
    expect(await own('iost_kor', threshold - 1n)).toBe(0);
    // An unelected candidate, and one that is offline.
    expect(await own('huobipool', 10_000n * threshold)).toBeGreaterThan(0);
    expect(await own('iost_beseto', 88_300_900_00000000n)).toBeGreaterThan(0);
  });

  test('votes that are as they were change nothing', async () => {
    const { whatIf, year } = start();
    const votes = snapshot.candidates.find(({ account }) => account === 'luckystake')?.votes ?? 0n;
    const { listed, own } = await whatIf(snapshot, { account: 'luckystake', votes, isProducer: true });
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries((await year(snapshot)).listed));
    expect(own).toBe(countRounds(rotationStateOf(snapshot), [10])[0]?.get('luckystake'));
  });

  test('a failure is told and logged, and the next one who asks tries again', async () => {
    const log = createMemoryLog();
    let fails = true;
    const failing = async (job: Job) => {
      if (fails) throw new EstimateUnavailable('for this test');
      return run(job);
    };
    const { year } = createRotationSimulator({ log, queue: { run: failing, stop: async () => {} } });
    await expect(year(snapshot)).rejects.toBeInstanceOf(EstimateUnavailable);
    expect(log.entries).toMatchObject([{ level: 'warn', message: 'rotation not simulated' }]);
    fails = false;
    expect((await year(snapshot)).block).toBe(519_600);
  });

  test('how long they take is known from what was done, and nothing when nothing waits', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const slow = async (job: Job) => {
      await promise;
      return run(job);
    };
    const simulator = createRotationSimulator({ log: silent, queue: { run: slow, stop: async () => {} } });
    expect(simulator.waitMs()).toBe(0);
    const both = [simulator.year(snapshot), simulator.whatIf(snapshot, { votes: threshold, isProducer: true })];
    expect(simulator.waitMs()).toBe(2_000);
    resolve();
    await Promise.all(both);
    expect(simulator.waitMs()).toBe(0);
  });
});
