// Whatever happens to an outbox: no row is lost or in two places, nobody is told of one event twice, nobody has two messages
// under way, and what was under way at an end of the program may have arrived.
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { PersonKey } from '../../../src/core/ports/ids.ts';
import type { Db, Tables } from '../../../src/store/schema.ts';
import { openAlertStore } from '../../support/alert-store.ts';
import { NOON } from '../samples.ts';
import { anyStep, type Step, take, type World } from './steps.ts';

type Row = { readonly [K in keyof Omit<Tables['outbox'], 'id'>]: Tables['outbox'][K] } & { readonly id: number };
type Past = Pick<Row, 'id' | 'subscriber_id' | 'kind' | 'event_id' | 'once_key'> & { readonly outcome: string };

interface Shown {
  readonly waiting: readonly Row[];
  readonly past: readonly Past[];
  readonly owners: readonly number[];
  readonly lists: readonly Pick<Tables['identities'], 'platform' | 'user_id' | 'subscriber_id'>[];
}

async function show(db: Db): Promise<Shown> {
  const { rows: waiting } = await sql<Row>`select * from outbox order by id`.execute(db);
  const { rows: past } = await sql<Past>`select * from past_alerts order by id`.execute(db);
  const owners = await db.selectFrom('subscribers').select('id').execute();
  const lists = await db.selectFrom('identities').select(['platform', 'user_id', 'subscriber_id']).execute();
  return { waiting, past, lists, owners: owners.map(({ id }) => id) };
}

/** Each of these finds rows that should not be. */
const WRONG = [
  'select id from outbox where id in (select id from past_alerts)',
  'select subscriber_id from outbox where event_id is not null group by subscriber_id, event_id having count(*) > 1',
  `select outbox.id from outbox join past_alerts using (subscriber_id, event_id) where outcome = 'delivered'`,
  'select subscriber_id from outbox where once_key is not null group by subscriber_id, once_key having count(*) > 1',
  `select outbox.id from outbox join past_alerts using (subscriber_id, once_key) where past_alerts.kind = 'notice'`,
  'select message_key from outbox where message_key is not null group by 1 having count(distinct subscriber_id) > 1',
  'select message_key from outbox where message_key is not null group by 1 having count(distinct started_at) > 1',
  'select id from outbox where started_at is not null and (message_key is null or started_on is null)',
  'select id from outbox where event_id is not null and event_id not in (select id from events)',
  'select id from past_alerts where event_id is not null and event_id not in (select id from events)',
  `select id from subscribers where digest_every is not null
    and (select count(*) from outbox where subscriber_id = subscribers.id and kind = 'digest') <> 1`,
] as const;

async function checkRows(db: Db): Promise<void> {
  for (const query of WRONG) {
    const { rows } = await sql.raw(query).execute(db);
    expect({ query, rows }).toEqual({ query, rows: [] });
  }
}

const ends = new Set<Step['kind']>(['forget', 'dropGone']);
/** News of a link is kept nowhere once it is told, and a question no longer than it waits. */
const endsNews = new Set<Step['kind']>(['settle', 'expire', 'link', 'first', 'unlink', 'forget']);

const listOf = ({ lists }: Shown, { platform, userId }: PersonKey) =>
  lists.find((one) => one.platform === platform && one.user_id === userId)?.subscriber_id;

/** Rows go with their owner, or with the one of several who made their rule, when two of the same become one, and a digest's when its time is changed. */
function checkLosses(step: Step, before: Shown, after: Shown): void {
  const left = new Set([...after.waiting, ...after.past].map(({ id }) => id));
  const isPruned = ({ outcome }: Partial<Past>) => step.kind === 'prune' && outcome !== undefined;
  const isDouble = (row: Row | Past) =>
    [...after.waiting, ...after.past]
      .filter((other) => other.subscriber_id === row.subscriber_id || !after.owners.includes(row.subscriber_id))
      .some((other) => (row.kind === 'alert' ? other.event_id === row.event_id : other.once_key === row.once_key));
  const lost = [...before.waiting, ...before.past].filter((row) => {
    if (left.has(row.id) || isPruned(row)) return false;
    if (row.kind === 'link') return !endsNews.has(step.kind);
    if (step.kind === 'forget' && row.subscriber_id === listOf(before, step.who)) return false;
    if (ends.has(step.kind)) return after.owners.includes(row.subscriber_id);
    if (step.kind === 'digest') return row.kind !== 'digest';
    return !(step.kind === 'link' || step.kind === 'move') || (!isDouble(row) && row.kind !== 'digest');
  });
  expect({ step, lost }).toEqual({ step, lost: [] });
}

const isUnderWay = ({ started_at }: Row) => started_at !== null;
const ownersOf = (rows: readonly Row[]) => [...new Set(rows.map((row) => row.subscriber_id))];

function checkClaim(world: World, step: Extract<Step, { kind: 'claim' }>, before: Shown, after: Shown): void {
  const busy = ownersOf(before.waiting.filter(isUnderWay));
  const started = after.waiting
    .filter(isUnderWay)
    .filter(({ id }) => !before.waiting.find((row) => row.id === id && isUnderWay(row)));
  const parcels = world.claimed;
  expect(parcels.length).toBeLessThanOrEqual(step.limit);
  expect(ownersOf(started).filter((owner) => busy.includes(owner))).toEqual([]);
  const claimed = parcels.map(({ key, alerts }) => [key, alerts.map(({ id }) => id)]);
  const rows = Object.entries(Object.groupBy(started, ({ message_key }) => message_key ?? ''));
  expect(Object.fromEntries(claimed)).toEqual(
    Object.fromEntries(rows.map(([key, some]) => [key, some?.map(({ id }) => id)])),
  );
  for (const { key, alerts, destinations } of parcels) {
    const tried = before.waiting.filter(({ message_key }) => message_key === key);
    if (tried.length > 0) expect(alerts.map(({ id }) => id)).toEqual(tried.map(({ id }) => id));
    expect(step.resting).not.toContain(destinations[0]?.platform);
  }
  if (step.resting.length > 0 || parcels.length === step.limit) return;
  const nowBusy = ownersOf(after.waiting.filter(isUnderWay));
  const left = after.waiting.filter((row) => row.due_at <= world.now && !nowBusy.includes(row.subscriber_id));
  expect(left).toEqual([]);
}

function checkRecovery(before: Shown, after: Shown, now: number): void {
  const byId = new Map(after.waiting.map((row) => [row.id, row]));
  for (const row of before.waiting.filter(isUnderWay)) {
    expect(byId.get(row.id)).toMatchObject({
      message_key: row.message_key,
      due_at: now,
      started_at: null,
      attempts: row.attempts,
      unsure_since: row.unsure_since ?? row.started_at,
      unsure_on: expect.any(String),
    });
  }
  expect(after.waiting.filter(isUnderWay)).toEqual([]);
}

export function outboxHolds(numRuns: number): void {
  test('any sequence of steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 60, size: 'max' }), async (steps) => {
        const store = await openAlertStore();
        const world: World = { store, now: NOON, parcels: [], claimed: [] };
        try {
          let before = await show(store.db);
          for (const step of steps) {
            await take(world, step);
            const after = await show(store.db);
            await checkRows(store.db);
            checkLosses(step, before, after);
            if (step.kind === 'claim') checkClaim(world, step, before, after);
            if (step.kind === 'recover') checkRecovery(before, after, world.now);
            before = after;
          }
        } finally {
          await store.close();
        }
      }),
      { numRuns },
    );
  });
}
