// The dividend coefficients of all nodes on one day: what was credited since is the difference to those of today.
import type { HistoryDay } from '../../core/ports/history.ts';
import type { Db } from '../schema.ts';

export async function readDays(db: Db, chain: string): Promise<readonly HistoryDay[]> {
  const rows = await db
    .selectFrom('history_moments')
    .select(['at', 'block'])
    .where((where) => where.and({ chain, every: 'day', knows_coefficients: 1 }))
    .orderBy('at')
    .execute();
  return rows.map(({ at, block }) => ({ at: Number(at), block: Number(block) }));
}

/** A day says everything anew, so its own rows are the whole of it. */
export async function readCoefficients(db: Db, chain: string, at: number): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('history_moments as moment')
    .innerJoin('history_values as value', 'value.moment_id', 'moment.id')
    .select(['value.account', 'value.coefficient'])
    .where((where) =>
      where.and({ 'moment.chain': chain, 'moment.every': 'day', 'moment.at': at, 'moment.knows_coefficients': 1 }),
    )
    .execute();
  return new Map(
    rows.flatMap(({ account, coefficient }) => (coefficient === null ? [] : [[account, coefficient] as const])),
  );
}
