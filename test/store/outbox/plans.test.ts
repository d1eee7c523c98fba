// What is asked of the outbox every second, or at every look at the metrics, reads no whole table.
import { CompiledQuery, Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ruleTable } from '../../../src/rules/index.ts';
import { createTickStore } from '../../../src/store/lines/ticks.ts';
import { migrate } from '../../../src/store/migrations/index.ts';
import { createOutboxStore } from '../../../src/store/outbox/index.ts';
import type { Tables } from '../../../src/store/schema.ts';
import { openSqlite } from '../../../src/store/sqlite/dialect.ts';
import { createSubscriptionStore } from '../../../src/store/subscriptions/index.ts';
import { crowd, delivered, gone, happen, retry, settleAll } from '../../support/outbox.ts';
import { NOON } from '../samples.ts';

const asked: CompiledQuery[] = [];
const db = new Kysely<Tables>({
  dialect: await openSqlite('sqlite::memory:'),
  log: ({ query }) => void asked.push(query),
});
const outbox = createOutboxStore(db, ruleTable(0));
const store = {
  outbox,
  subscriptions: createSubscriptionStore(db, ruleTable(0)),
  ticks: createTickStore(db, ruleTable(0)),
};

beforeAll(async () => {
  await migrate(db);
  for (const platform of ['console', 'elsewhere']) await crowd(store, platform, 20, 'alice');
  await happen(store, ['alice']);
});
afterAll(() => db.destroy());

/** What SQLite would do for everything that `work` asks. */
async function planOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  asked.length = 0;
  await work();
  const queries = asked.filter(({ sql }) => /^(select|insert|update|delete)/i.test(sql));
  expect(queries.length).toBeGreaterThan(0);
  const steps: string[] = [];
  for (const { sql, parameters } of queries) {
    const { rows } = await db.executeQuery(CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]));
    steps.push(...rows.map((row) => String(Object(row).detail)));
  }
  return steps;
}

/** Reads of a table, or of all of an index. */
const scans = (steps: readonly string[]) =>
  steps.filter((step) => step.startsWith('SCAN') && !/^SCAN (json_each|CONSTANT|\(subquery|due\b|tried\b)/.test(step));

test('claiming, settling and the next time go by indexes', async () => {
  const steps = await planOf(async () => {
    const parcels = await outbox.claim(NOON, 8, ['elsewhere']);
    expect(parcels).toHaveLength(8);
    const outcomes = [delivered(), retry(NOON, true), gone(NOON), { kind: 'hold', dueAt: NOON } as const];
    for (const [index, outcome] of outcomes.entries())
      await settleAll(outbox, parcels.slice(index, index + 1), outcome);
    await outbox.claim(NOON, 8, []);
    await outbox.nextDue();
  });
  expect(scans(steps)).toEqual([]);
  const queue = steps.filter((step) => step.includes('outbox_by_due'));
  expect(queue.some((step) => step.includes('(waits_for=? AND due_at<?)'))).toBe(true);
});

test('counting reads of the history its dead letters only', async () => {
  const steps = await planOf(() => outbox.counts(NOON));
  expect(scans(steps).filter((step) => step.includes('past_alerts'))).toEqual([
    'SCAN past_alerts USING COVERING INDEX past_alerts_dead',
  ]);
});
