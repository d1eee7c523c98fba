// What deciding costs does not grow with what is kept: no statement of a tick reads a whole table.
import { Kysely, type QueryResult, sql } from 'kysely';
import { expect, test } from 'vitest';
import { ruleTable } from '../../../src/rules/index.ts';
import { createTickStore } from '../../../src/store/lines/ticks.ts';
import { migrate } from '../../../src/store/migrations/index.ts';
import type { Tables } from '../../../src/store/schema.ts';
import { openSqlite } from '../../../src/store/sqlite/dialect.ts';
import { createSubscriptionStore } from '../../../src/store/subscriptions/index.ts';
import { anna, ben, nodeOf, online, ownerOf, roomOf, votes, watchOf } from '../../support/alert-store.ts';
import { seenAt, tickAt, valuesOf } from '../../support/ticks.ts';
import { HOUR_MS, NOON } from '../samples.ts';

const LARGE =
  /\b(lines|listeners|triggers|subscriptions|watch|subscribers|owner|identities|outbox|events|happened|metrics)\b/;

test('ticks in which lines of every kind are crossed, moves are measured anew and candidates come', async () => {
  const statements = new Map<string, readonly unknown[]>();
  const db = new Kysely<Tables>({
    dialect: await openSqlite('sqlite::memory:'),
    log: ({ query }) => {
      statements.set(query.sql, query.parameters);
    },
  });
  await migrate(db);
  const [subscriptions, ticks] = [createSubscriptionStore(db, ruleTable()), createTickStore(db, ruleTable())];
  const look = (hours: number, value: bigint) => {
    const time = NOON + hours * HOUR_MS;
    const since = [{ metric: 'unlisted', subject: 'alice', at: time - 1 }];
    const events = [{ type: 'offline', subject: 'alice', direction: 'down', fires: ['online'] }] as const;
    const seen = { alice: value, ...(hours > 1 && { bob_1: 1n }) };
    const metrics = valuesOf('votes', seen);
    return ticks.save(tickAt(time, { ...seenAt(time, seen), isFirst: hours === 0, metrics, since, events }));
  };
  await look(0, 0n);
  await subscriptions.add(ownerOf(anna), watchOf(nodeOf('alice'), votes(5n)), 9, NOON);
  await subscriptions.add(ownerOf(ben), watchOf(nodeOf('alice'), online), 9, NOON);
  await subscriptions.add(
    roomOf('-1'),
    watchOf(nodeOf('alice'), { event: 'move', level: 3n, direction: 'both' }),
    9,
    NOON,
  );
  await subscriptions.add(ownerOf(anna), watchOf({ kind: 'all' }, votes(500n)), 9, NOON);
  statements.clear();
  expect(await look(1, 9n)).toEqual({ alerts: 3 });
  expect(await look(48, 9n)).toEqual({ alerts: 1 });

  const scans: string[] = [];
  for (const [text, parameters] of statements) {
    if (!/^\s*(select|insert|update|delete|with)/.test(text)) continue;
    const query = {
      sql: `explain query plan ${text}`,
      parameters,
      query: sql`x`.toOperationNode(),
      queryId: { queryId: 'plan' },
    };
    const { rows }: QueryResult<{ detail: string }> = await db.executeQuery(query);
    const reads = rows.filter(({ detail }) => /^SCAN /.test(detail) && LARGE.test(detail.replace(/USING.*/, '')));
    scans.push(...reads.map(({ detail }) => `${detail}: ${text}`));
  }
  expect(statements.size).toBeGreaterThan(30);
  expect(scans).toEqual([]);
  await db.destroy();
});
