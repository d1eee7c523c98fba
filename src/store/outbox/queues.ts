// Who is next: owners with something due, oldest first. What is passed over because its platform rests is noted with it, and
// not read again until that platform does not.
import { sql } from 'kysely';
import type { Db } from '../schema.ts';
import { listOf } from '../sqlite/json-rows.ts';
import { LET_IN } from '../subscriptions/closed-places.ts';

export interface Queues {
  /** Owners with something due and nothing under way; some of them may have to wait behind a message that was tried. */
  next(db: Db, now: number, limit: number): Promise<readonly number[]>;
  /** These rest until the next call. */
  rest(platforms: readonly string[]): void;
  isResting(platform: string): boolean;
  passOver(db: Db, owners: readonly number[], platform: string): Promise<void>;
  nextDue(db: Db): Promise<number | undefined>;
}

export function createQueues(): Queues {
  /** Every platform that something was passed over for in this run: `waits_for` is one of them, or nothing. */
  const known = new Set<string>();
  let resting: ReadonlySet<string> = new Set([LET_IN]);
  const open = (): readonly (string | null)[] => [null, ...[...known].filter((platform) => !resting.has(platform))];

  return {
    rest: (platforms) => {
      resting = new Set([...platforms, LET_IN]);
    },
    isResting: (platform) => resting.has(platform),
    next: async (db, now, limit) => {
      const due: Due[] = [];
      for (const platform of open()) due.push(...(await dueOwners(db, platform, now, limit)));
      const owners = due.toSorted((a, b) => Number(a.due_at) - Number(b.due_at)).map((owner) => owner.subscriber_id);
      return [...new Set(owners)].slice(0, limit);
    },
    passOver: async (db, owners, platform) => {
      if (owners.length === 0) return;
      known.add(platform);
      await sql`update outbox set waits_for = ${platform} where started_at is null and waits_for is distinct from ${platform}
        and subscriber_id in ${listOf(owners)}`.execute(db);
    },
    nextDue: async (db) => {
      const moments = [];
      for (const platform of open()) {
        const { rows } = await sql<{ due_at: number | null }>`select min(due_at) as due_at from outbox
          where waits_for is not distinct from ${platform} and started_at is null`.execute(db);
        moments.push(...rows.flatMap(({ due_at }) => (due_at === null ? [] : [Number(due_at)])));
      }
      return moments.length > 0 ? Math.min(...moments) : undefined;
    },
  };
}

interface Due {
  readonly due_at: number;
  readonly subscriber_id: number;
}

async function dueOwners(db: Db, platform: string | null, now: number, limit: number): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`select distinct due_at, subscriber_id from outbox as waiting
    where waits_for is not distinct from ${platform} and started_at is null and due_at <= ${now} and not exists (
      select 1 from outbox as sent where sent.subscriber_id = waiting.subscriber_id
        and sent.message_key > '' and sent.started_at is not null)
    order by due_at, subscriber_id limit ${limit}`.execute(db);
  return rows;
}
