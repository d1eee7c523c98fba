// Which accounts are watched, what `mine` stands for, and when unvoted tokens are free.
import { sql } from 'kysely';
import type { AccountWatchStore, Releases } from '../../core/ports/account-watches.ts';
import type { RuleTable } from '../../core/ports/rule-table.ts';
import type { ElectionTerms } from '../../core/ports/subscription.ts';
import { chainKey } from '../../election/snapshot.ts';
import { addTriggers, type Lines } from '../lines/triggers.ts';
import type { Db } from '../schema.ts';
import { dropUnheard } from './removal.ts';
import { subscriptionOf, WATCH_COLUMNS } from './rows.ts';
import { ofMine, watchedAccounts } from './watched-accounts.ts';

export function createAccountWatchStore(db: Db, rules: RuleTable): AccountWatchStore {
  const linesOf = ({ chain, ...terms }: ElectionTerms): Lines => ({ ...terms, chain: chainKey(chain), rules });
  return {
    watched: () => watched(db),
    ofMine: () => ofMine(db),
    setMine: (id, nodes, terms) =>
      db.transaction().execute((inside) => setMine(inside, id, new Set(nodes), linesOf(terms))),
    saveReleases: (account, releases) => db.transaction().execute((inside) => saveReleases(inside, account, releases)),
    dueReleases: async (chain, now) => {
      const rows = await db
        .selectFrom('releases')
        .select(['account', 'at', 'is_one_source'])
        .where('chain', '=', chainKey(chain))
        .where('at', '<=', now)
        .orderBy('at')
        .orderBy('account')
        .execute();
      return rows.map(({ account, at, is_one_source }) => ({
        account,
        at: Number(at),
        isOneSource: is_one_source === 1,
      }));
    },
  };
}

async function watched(db: Db): ReturnType<AccountWatchStore['watched']> {
  const rows = await db
    .selectFrom('subscriptions')
    .select(['subject', 'event'])
    .where('subject_kind', '=', sql.lit('account'))
    .distinct()
    .orderBy('event')
    .execute();
  const rules = Map.groupBy(rows, ({ subject }) => subject);
  const accounts = await watchedAccounts(db);
  return accounts.map((account) => ({ account, rules: (rules.get(account) ?? []).map(({ event }) => event) }));
}

/** Lines that stay keep what they know. */
async function setMine(db: Db, id: number, nodes: ReadonlySet<string>, lines: Lines): Promise<void> {
  const row = await db
    .selectFrom('subscriptions as watch')
    .select(WATCH_COLUMNS)
    .where((where) => where.and({ id, subject_kind: 'mine' }))
    .executeTakeFirst();
  if (!row) return;
  const drawn = await db
    .selectFrom('triggers')
    .select(['id', 'subject'])
    .where((where) => where.and({ subscription_id: id, chain: lines.chain }))
    .execute();
  const ended = drawn.filter(({ subject }) => !nodes.has(subject)).map((line) => line.id);
  for (const line of ended) {
    await db
      .deleteFrom('listeners')
      .where((where) => where.and({ line_id: line, subscription_id: id }))
      .execute();
  }
  await dropUnheard(db, ended);
  const known = new Set(drawn.map(({ subject }) => subject));
  const added = [...nodes].filter((node) => !known.has(node));
  await addTriggers(db, subscriptionOf(row), added, lines);
}

async function saveReleases(db: Db, account: string, { chain: of, at, now, isOneSource }: Releases): Promise<void> {
  const chain = chainKey(of);
  await db
    .deleteFrom('releases')
    .where((where) => where.and({ chain, account }))
    .where('at', '>', now)
    .execute();
  if (at.length === 0) return;
  await db
    .insertInto('releases')
    .values([...new Set(at)].map((moment) => ({ chain, account, at: moment, is_one_source: Number(isOneSource) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
