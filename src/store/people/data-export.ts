// Everything that is kept of a person, as it is kept, by table.
import { type RawBuilder, sql } from 'kysely';
import type { IdentityStore } from '../../core/ports/identities.ts';
import type { PersonKey } from '../../core/ports/ids.ts';
import type { RuleTable } from '../../core/ports/rule-table.ts';
import type { Db, Tables } from '../schema.ts';
import { findPerson } from '../subscriptions/subscribers.ts';
import { linked } from './links.ts';

type Data = Awaited<ReturnType<IdentityStore['dataOf']>>;

/** Numbers that may be too large for JSON come as text. */
const SUBSCRIPTION = sql`id, subscriber_id, subject_kind, subject, event, cast(level as text) as level, is_percent,
  period_s, direction, muted_until, created_at, creator_platform, creator_user_id`;
const METRIC = sql`chain, metric, subject, cast(value as text) as value`;
const EVENT = sql`id, chain, type, subject, cast(level as text) as level, direction, before, after, from_time, to_time`;

/** Tables that hold nothing of theirs are left out. */
export async function dataOf(db: Db, person: PersonKey, { ofAccounts }: RuleTable): Promise<Data> {
  const wanted = wantedOf(await linked(db, person), ofAccounts, await findPerson(db, person));
  const found: [string, Data[string]][] = [];
  for (const [table, condition, columns = sql`*`] of wanted) {
    const { rows } = await sql<
      Data[string][number]
    >`select ${columns} from ${sql.table(table)} where ${condition}`.execute(db);
    if (rows.length > 0) found.push([table, rows]);
  }
  return Object.fromEntries(found);
}

type Wanted = readonly [table: keyof Tables, condition: RawBuilder<unknown>, columns?: RawBuilder<unknown>];

function wantedOf(known: readonly PersonKey[], ofAccounts: readonly string[], subscriberId = 0): readonly Wanted[] {
  const people = sql.join(known.map(({ platform, userId }) => sql`(${platform}, ${userId})`));
  const theirs = sql`(platform, user_id) in (values ${people})`;
  const listed = sql`subscriber_id = ${subscriberId}`;
  const own = sql`select id from subscriptions where ${listed}`;
  const created = sql`select id from subscriptions where creator_user_id is not null
    and (creator_platform, creator_user_id) in (values ${people})`;
  const accounts = sql`select account from saved_accounts where ${theirs}
    union select subject from subscriptions where ${listed} and subject_kind = 'account'`;
  const rules = sql.join(ofAccounts);
  return [
    ['met_people', theirs],
    ['person_settings', theirs],
    ['chat_settings', sql`(platform, chat_id) in (values ${people})`],
    ['saved_accounts', theirs],
    ['link_codes', theirs],
    ['identities', theirs],
    ['subscribers', sql`id = ${subscriberId}`],
    ['subscriptions', sql`id in (${own} union ${created})`, SUBSCRIPTION],
    ['outbox', listed],
    ['past_alerts', listed],
    ['events', sql`type in (${rules}) and subject in (${accounts})`, EVENT],
    ['metrics', sql`metric in (${rules}) and subject in (${accounts})`, METRIC],
    ['metric_since', sql`metric in (${rules}) and subject in (${accounts})`],
    ['releases', sql`account in (${accounts})`],
  ];
}
