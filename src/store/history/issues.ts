// What was seen of the chain's issues, one row a day: enough to measure what they were shared out by.
import type { HistoryStore } from '../../core/ports/history.ts';
import { chainKey } from '../../election/snapshot.ts';
import type { Db } from '../schema.ts';

export function createIssueHistory(db: Db): Pick<HistoryStore, 'issues' | 'addIssue'> {
  return {
    issues: async (chain, since) => {
      const rows = await db
        .selectFrom('issues')
        .selectAll()
        .where('chain', '=', chainKey(chain))
        .where('issued_at', '>=', since)
        .orderBy('issued_at')
        .execute();
      return rows.map((row) => ({
        issuedAt: Number(row.issued_at),
        block: Number(row.block),
        supply: BigInt(row.supply),
        coefficient: row.coefficient,
        votes: BigInt(row.votes),
        votesBefore: BigInt(row.votes_before),
      }));
    },
    addIssue: async (chain, { issuedAt, block, supply, coefficient, votes, votesBefore }) => {
      await db
        .insertInto('issues')
        .values({
          chain: chainKey(chain),
          issued_at: issuedAt,
          block,
          supply: supply.toString(),
          coefficient,
          votes: votes.toString(),
          votes_before: votesBefore.toString(),
        })
        .onConflict((conflict) => conflict.columns(['chain', 'issued_at']).doNothing())
        .execute();
    },
  };
}
