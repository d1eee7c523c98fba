// Accounts that somebody watches: by name, or as one of those that whoever watches `mine` has saved.
import { sql } from 'kysely';
import type { AccountWatchStore } from '../../core/ports/account-watches.ts';
import type { Db } from '../schema.ts';

/** Each once, by name. */
export async function watchedAccounts(db: Db): Promise<readonly string[]> {
  const named = await db
    .selectFrom('subscriptions')
    .select('subject')
    .distinct()
    .where('subject_kind', '=', sql.lit('account'))
    .execute();
  const mine = await ownersOfMine(db);
  const all = [...named.map(({ subject }) => subject), ...mine.flatMap(({ accounts }) => accounts)];
  return [...new Set(all)].toSorted();
}

export async function ownersOfMine(db: Db): ReturnType<AccountWatchStore['ownersOfMine']> {
  const rows = await db
    .selectFrom('subscriptions')
    .leftJoin('identities', 'identities.subscriber_id', 'subscriptions.subscriber_id')
    .leftJoin('saved_accounts', (join) =>
      join
        .onRef('saved_accounts.platform', '=', 'identities.platform')
        .onRef('saved_accounts.user_id', '=', 'identities.user_id'),
    )
    .select(['subscriptions.subscriber_id', 'saved_accounts.account'])
    .where('subscriptions.subject_kind', '=', sql.lit('mine'))
    .distinct()
    .orderBy('subscriptions.subscriber_id')
    .orderBy('saved_accounts.account')
    .execute();
  const owners = Map.groupBy(rows, ({ subscriber_id }) => subscriber_id);
  return [...owners].map(([subscriberId, found]) => ({
    subscriberId,
    accounts: found.map(({ account }) => account).filter((account) => account !== null),
  }));
}
