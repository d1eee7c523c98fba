// What deciding and delivering cost does not grow with what is kept: no statement of theirs reads a whole table.
import { Kysely, type QueryResult, sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate } from '../../src/store/migrations.ts';
import { createOutboxStore } from '../../src/store/outbox.ts';
import type { Tables } from '../../src/store/schema.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { createSubscriptionStore } from '../../src/store/subscriptions.ts';
import { createTickStore } from '../../src/store/ticks.ts';
import { anna, ben, nodeOf, online, ownerOf, roomOf, votes, watchOf } from '../support/alert-store.ts';
import { observedAt, tickAt, valuesOf } from '../support/ticks.ts';
import { HOUR_MS, NOON } from './samples.ts';

const LARGE =
  /\b(lines|listeners|triggers|subscriptions|watch|subscribers|owner|identities|outbox|waiting|past_alerts|events|happened|metrics)\b/;

test('a tick, a claim, a settlement and the watch over the outbox', async () => {
  const statements = new Map<string, readonly unknown[]>();
  const db = new Kysely<Tables>({
    dialect: await openSqlite('sqlite::memory:'),
    log: ({ query }) => {
      statements.set(query.sql, query.parameters);
    },
  });
  await migrate(db);
  const [subscriptions, ticks, outbox] = [
    createSubscriptionStore(db, 5_000),
    createTickStore(db, 5_000),
    createOutboxStore(db),
  ];
  const look = (hours: number, value: bigint) => {
    const time = NOON + hours * HOUR_MS;
    const since = [{ metric: 'unlisted', subject: 'alice', at: time - 1 }];
    const events = [{ type: 'offline', subject: 'alice', direction: 'down', fires: ['online'] }] as const;
    const metrics = valuesOf('votes', { alice: value });
    return ticks.save(
      tickAt(time, { observed: observedAt(time, { alice: value }), isFirst: hours === 0, metrics, since, events }),
    );
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
  statements.clear();
  expect(await look(1, 9n)).toEqual({ alerts: 3 });
  expect(await look(48, 9n)).toEqual({ alerts: 1 });
  const now = NOON + 48 * HOUR_MS;
  expect(await outbox.claim(now, 9, ['console'])).toEqual([]);
  const [one, two, three] = await outbox.claim(now, 9, []);
  if (!one || !two || !three) throw new Error('three parcels were due');
  await outbox.settle([
    { parcel: one, outcome: { kind: 'delivered', platform: 'console', at: now } },
    { parcel: two, outcome: { kind: 'gone', platform: 'console', at: now, dueAt: now + 1 } },
    { parcel: three, outcome: { kind: 'hold', dueAt: now + 1 } },
  ]);
  await outbox.nextDue();
  await outbox.dropGone(NOON);
  await outbox.prune(NOON);

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
  expect(statements.size).toBeGreaterThan(40);
  expect(scans).toEqual([]);
  await db.destroy();
});
