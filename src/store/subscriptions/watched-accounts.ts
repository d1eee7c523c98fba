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
  const mine = await ofMine(db);
  const all = [...named.map(({ subject }) => subject), ...mine.flatMap(({ accounts }) => accounts)];
  return [...new Set(all)].toSorted();
}

export async function ofMine(db: Db): ReturnType<AccountWatchStore['ofMine']> {
  const rows = await db
    .selectFrom('subscriptions')
    .leftJoin('makers', 'makers.subscription_id', 'subscriptions.id')
    .leftJoin('saved_accounts', (join) =>
      join
        .onRef('saved_accounts.platform', '=', 'makers.platform')
        .onRef('saved_accounts.user_id', '=', 'makers.user_id'),
    )
    .select(['subscriptions.id', 'saved_accounts.account'])
    .where('subscriptions.subject_kind', '=', sql.lit('mine'))
    .distinct()
    .orderBy('subscriptions.id')
    .orderBy('saved_accounts.account')
    .execute();
  const subscriptions = Map.groupBy(rows, ({ id }) => id);
  return [...subscriptions].map(([subscriptionId, found]) => ({
    subscriptionId,
    accounts: found.map(({ account }) => account).filter((account) => account !== null),
  }));
}
