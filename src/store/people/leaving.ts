// One side leaves the others: what it made goes with it, what others made stays, and what both made is then there twice.
import { sql } from 'kysely';
import type { PersonKey } from '../../core/ports/ids.ts';
import { personColumns } from '../keys.ts';
import { enqueueDigest } from '../outbox/outcomes.ts';
import type { Db } from '../schema.ts';
import { PREFERENCE_COLUMNS } from '../subscriptions/preferences.ts';
import { findPerson, waitForNobody } from '../subscriptions/subscribers.ts';
import { type Leaving, takeHistory, takeWaiting } from './leaving-alerts.ts';
import { tell } from './link-news.ts';
import { dropRequests, requestsAbout } from './link-requests.ts';
import { linked, othersOf } from './links.ts';

/** The others are told the `news`. False when there are none. Call it inside a transaction. */
export async function leave(db: Db, person: PersonKey, news: 'ended' | 'erased', now: number): Promise<boolean> {
  const [from, others] = [await findPerson(db, person), await othersOf(db, person)];
  if (from === undefined || others.length === 0) return false;
  await dropRequests(db, await requestsAbout(db, await linked(db, person)));
  const leaving = { person, from, into: await newList(db, from) };
  await takeHistory(db, leaving);
  const copies = await takeRules(db, leaving);
  await takeWaiting(db, leaving, now);
  await nameCopies(db, leaving, copies);
  await db
    .updateTable('identities')
    .set({ subscriber_id: leaving.into, place: 0, shares: 0 })
    .where((where) => where.and(personColumns(person)))
    .execute();
  await enqueueDigest(db, leaving.into, now);
  await waitForNobody(db, from);
  for (const other of others) await tell(db, other, { kind: news, platform: person.platform }, now);
  return true;
}

/** As one wants to hear is as both have set it. */
async function newList(db: Db, from: number): Promise<number> {
  const preferences = await db
    .selectFrom('subscribers')
    .select(PREFERENCE_COLUMNS)
    .where('id', '=', from)
    .executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto('subscribers')
    .values({ kind: 'person', platform: '', chat_id: '', thread_id: '', ...preferences })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** A rule that others made too, and its copy. */
interface Copy {
  readonly kept: number;
  readonly copy: number;
}

async function takeRules(db: Db, { person, from, into }: Leaving): Promise<readonly Copy[]> {
  const { rows } = await sql<{ id: number; makers: number }>`select makers.subscription_id as id, (
      select count(*) from makers as other where other.subscription_id = makers.subscription_id) as makers
    from makers join subscriptions on subscriptions.id = makers.subscription_id
    where subscriber_id = ${from} and platform = ${person.platform} and user_id = ${person.userId}`.execute(db);
  const copies: Copy[] = [];
  for (const { id, makers } of rows) {
    if (Number(makers) > 1) copies.push({ kept: id, copy: await copyRule(db, id, { person, from, into }) });
    else await db.updateTable('subscriptions').set({ subscriber_id: into }).where('id', '=', id).execute();
  }
  return copies;
}

/** On the same lines, so it knows all that the other knows. */
async function copyRule(db: Db, id: number, { person, into }: Leaving): Promise<number> {
  const { rows } = await sql<{
    id: number;
  }>`insert into subscriptions (subscriber_id, subject_kind, subject, event, level,
      is_percent, period_s, direction, muted_until, created_at)
    select ${into}, subject_kind, subject, event, level, is_percent, period_s, direction, muted_until, created_at
    from subscriptions where id = ${id} returning id`.execute(db);
  const copy = rows[0]?.id ?? 0;
  await sql`insert into listeners (line_id, subscription_id)
    select line_id, ${copy} from listeners where subscription_id = ${id}`.execute(db);
  await sql`update makers set subscription_id = ${copy} where subscription_id = ${id}
    and platform = ${person.platform} and user_id = ${person.userId}`.execute(db);
  return copy;
}

/** What was told of a rule is of its copy, on the list that has the copy. */
async function nameCopies(db: Db, { into }: Leaving, copies: readonly Copy[]): Promise<void> {
  for (const { kept, copy } of copies) {
    await db
      .updateTable('past_alerts')
      .set({ subscription_id: copy })
      .where((where) => where.and({ subscriber_id: into, subscription_id: kept }))
      .execute();
  }
}
