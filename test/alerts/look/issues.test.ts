// What the chain issues is noted once, and operators hear of a share that is not the formula's.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createIssueWatch } from '../../../src/alerts/look/issues.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import { Exact } from '../../../src/election/arithmetic.ts';
import type { Observation } from '../../../src/election/state.ts';
import { ruleTable } from '../../../src/rules/index.ts';
import { createStore } from '../../../src/store/index.ts';
import { recordedObservations } from '../../support/recorded-election.ts';

/** Around the issue of the recording, which is in step 285. */
const around = [...recordedObservations().drop(284).take(5)];

let store: Store;
let told: (readonly [kind: string, incident: string, share: unknown])[];
beforeEach(async () => {
  store = await createStore('sqlite::memory:', ruleTable());
  told = [];
});
afterEach(() => store.close());

function start(history: Pick<Store['history'], 'issues' | 'addIssue'> = store.history) {
  const logged: string[] = [];
  const log = { info: () => {}, warn: () => {}, error: (message: string) => void logged.push(message) };
  const operators = {
    tell: async (kind: string, incident: string, { share }: Readonly<Record<string, string | number>>) =>
      void told.push([kind, incident, share]),
  };
  return { logged, watch: createIssueWatch({ history, operators, log }) };
}

/** The same issues, of which votes got so much more or less. */
function credited({ snapshot, rewards }: Observation, factor: string): Observation {
  const [before] = around;
  const base = before?.snapshot.candidateCoefficient ?? '0';
  const grown = new Exact(snapshot.candidateCoefficient).minus(base).times(factor).plus(base);
  return { rewards, snapshot: { ...snapshot, candidateCoefficient: grown.toFixed() } };
}

const issuesOf = async () => store.history.issues(around[0]?.snapshot.chain ?? expect.fail('no chain'), 0);

test('each issue is noted once, with the votes before and after it', async () => {
  const { watch } = start();
  for (const observation of around) await watch.look(observation);
  const issues = await issuesOf();
  expect(issues.map(({ issuedAt, block }) => [issuedAt, block])).toEqual([
    [1_574_467_200_000, 690_000],
    [1_574_553_600_000, 691_200],
  ]);
  expect(told).toEqual([]);
});

test('another share than the formula’s is told once, and not again after a restart', async () => {
  for (let run = 0; run < 2; run += 1) {
    const { watch } = start();
    for (const observation of around) await watch.look(credited(observation, '0.75'));
  }
  expect(new Set(told.map(([kind, incident]) => `${kind} ${incident}`))).toEqual(
    new Set(['issue 1024/mainnet/recorded 2019-11-23T00:00:00.000Z']),
  );
  expect(told[0]?.[2]).toBe('24.9999 %');
});

test('a bot that was away during an issue takes the votes of before from its record', async () => {
  const { watch } = start();
  await watch.look(around[0]);
  const { watch: later } = start();
  await later.look(around[4]);
  const [first, second] = await issuesOf();
  expect(second?.votesBefore).toBe(first?.votes);
  expect(second?.votesBefore).not.toBe(second?.votes);
});

test('what cannot be saved is logged, and the look goes on', async () => {
  const addIssue = () => Promise.reject(new Error('the disk is full'));
  const { watch, logged } = start({ issues: store.history.issues, addIssue });
  await watch.look(around[0]);
  await watch.look(undefined);
  expect(logged).toEqual(['an issue of the chain could not be noted']);
});
