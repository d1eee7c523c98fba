// What is kept of one side of a person, as it is kept, by table: what it brought itself, and the list that it shares. Of those
// it is linked with there is nothing but that list, unless they share more.
import { type RawBuilder, sql } from 'kysely';
import type { IdentityStore } from '../../core/ports/identities.ts';
import type { PersonKey } from '../../core/ports/ids.ts';
import type { RuleTable } from '../../core/ports/rule-table.ts';
import { personColumns } from '../keys.ts';
import { findMailbox } from '../outbox/mailboxes.ts';
import type { Db, Tables } from '../schema.ts';
import { findPerson } from '../subscriptions/subscribers.ts';
import { valuesOf } from './link-requests.ts';
import { isSame } from './links.ts';

type Data = Awaited<ReturnType<IdentityStore['dataOf']>>;

/** Numbers that may be too large for JSON come as text. */
const SUBSCRIPTION = sql`id, subscriber_id, subject_kind, subject, event, cast(level as text) as level, is_percent,
  period_s, direction, muted_until, created_at, creator_platform, creator_user_id`;
const METRIC = sql`chain, metric, subject, cast(value as text) as value`;
const EVENT = sql`id, chain, type, subject, cast(level as text) as level, direction, before, after, from_time, to_time`;
/** What is asked of a side names the other. */
const OUTBOX = sql`id, subscriber_id, kind, event_id, subscription_id, case when kind <> 'link' then text end as text,
  once_key, due_at, created_at, message_key, attempts, started_at, started_on, unsure_since, unsure_on, waits_for`;

/** Tables that hold nothing of theirs are left out. */
export async function dataOf(db: Db, person: PersonKey, { ofAccounts }: RuleTable): Promise<Data> {
  const [listId = 0, mailboxId = 0] = [await findPerson(db, person), await findMailbox(db, person)];
  const shown = [person, ...(await sharingWith(db, person, listId))];
  const found: [string, Data[string]][] = [];
  for (const [table, condition, columns = sql`*`] of wantedOf({ person, shown, listId, mailboxId }, ofAccounts)) {
    const { rows } = await sql<
      Data[string][number]
    >`select ${columns} from ${sql.table(table)} where ${condition}`.execute(db);
    if (rows.length > 0) found.push([table, rows]);
  }
  return Object.fromEntries(found);
}

async function sharingWith(db: Db, person: PersonKey, listId: number): Promise<readonly PersonKey[]> {
  const rows = await db
    .selectFrom('identities')
    .select(['platform', 'user_id'])
    .where((where) => where.and({ subscriber_id: listId, shares: 1 }))
    .execute();
  const sharing = rows.map(({ platform, user_id }) => ({ platform, userId: user_id }));
  return sharing.filter((one) => !isSame(one, person));
}

interface Whose {
  readonly person: PersonKey;
  /** With those who share with it. */
  readonly shown: readonly PersonKey[];
  readonly listId: number;
  readonly mailboxId: number;
}

type Wanted = readonly [table: keyof Tables, condition: RawBuilder<unknown>, columns?: RawBuilder<unknown>];

function wantedOf({ person, shown, listId, mailboxId }: Whose, ofAccounts: readonly string[]): readonly Wanted[] {
  const people = valuesOf(shown);
  const theirs = sql`(platform, user_id) in (values ${people})`;
  const listed = sql`subscriber_id = ${listId}`;
  const own = sql`select id from subscriptions where ${listed}`;
  const made = sql`select subscription_id from makers where ${theirs}`;
  const created = sql`select id from subscriptions where creator_user_id is not null
    and (creator_platform, creator_user_id) in (values ${people})`;
  const accounts = sql`select account from saved_accounts where ${theirs}
    union select subject from subscriptions where subject_kind = 'account' and id in (${made})`;
  const rules = sql.join(ofAccounts);
  const about = requestsOf(person);
  return [
    ['met_people', theirs],
    ['person_settings', theirs],
    ['chat_settings', sql`(platform, chat_id) in (values ${people})`],
    ['saved_accounts', theirs],
    ['link_requests', about.condition, about.columns],
    ['link_yeses', sql`(platform, user_id) in (values ${valuesOf([person])})`],
    ['identities', theirs],
    ['subscribers', sql`id in (${listId}, ${mailboxId})`],
    ['subscriptions', sql`id in (${own} union ${created})`, SUBSCRIPTION],
    ['makers', sql`${theirs} and subscription_id in (${own})`],
    ['outbox', sql`subscriber_id in (${listId}, ${mailboxId})`, OUTBOX],
    ['past_alerts', sql`subscriber_id in (${listId}, ${mailboxId})`, pastAlerts(people)],
    ['events', sql`type in (${rules}) and subject in (${accounts})`, EVENT],
    ['metrics', sql`metric in (${rules}) and subject in (${accounts})`, METRIC],
    ['metric_since', sql`metric in (${rules}) and subject in (${accounts})`],
    ['releases', sql`account in (${accounts})`],
  ];
}

/** Whoever is on the other side of them is left out. */
function requestsOf(person: PersonKey) {
  const { platform, user_id: userId } = personColumns(person);
  const isMaker = sql`(platform = ${platform} and user_id = ${userId})`;
  const isTaker = sql`(with_platform = ${platform} and with_user_id = ${userId})`;
  const masked = (column: 'platform' | 'user_id' | 'name') => sql`
    case when ${isMaker} then ${sql.ref(column)} end as ${sql.ref(column)},
    case when ${isTaker} then ${sql.ref(`with_${column}`)} end as ${sql.ref(`with_${column}`)}`;
  return {
    condition: sql`${isMaker} or ${isTaker}`,
    columns: sql`code, kind, ${masked('platform')}, ${masked('user_id')}, ${masked('name')}, until`,
  };
}

function pastAlerts(people: RawBuilder<unknown>) {
  const isTheirs = sql`(maker_platform, maker_user_id) in (values ${people})`;
  return sql`id, subscriber_id, kind, event_id, subscription_id, created_at, settled_at, outcome, why, platform, once_key,
    case when ${isTheirs} then maker_platform end as maker_platform,
    case when ${isTheirs} then maker_user_id end as maker_user_id`;
}
