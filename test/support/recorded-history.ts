// The history that a bot has that read the recording once an hour, in a real store in memory.
import { Kysely } from 'kysely';
import type { Claim, HistoryStore } from '../../src/core/ports/history.ts';
import { Exact } from '../../src/election/arithmetic.ts';
import { chainKey } from '../../src/election/snapshot.ts';
import { addClaims, addToHistory, createHistoryStore } from '../../src/store/history/index.ts';
import { migrate } from '../../src/store/migrations/index.ts';
import type { Tables } from '../../src/store/schema.ts';
import { openSqlite } from '../../src/store/sqlite/dialect.ts';
import { recordedRewards, recordedSnapshot } from './recorded-snapshot.ts';
import { recordedStates } from './recording.ts';
import { frameOf } from './ticks.ts';

const STEPS_AN_HOUR = 12;

export interface RecordedHistory extends AsyncDisposable {
  readonly history: HistoryStore;
}

/** Up to the state after `lastStep`; hours counted from the recording's beginning that `isMissed` are not read. */
export async function recordedHistory(
  lastStep: number,
  isMissed: (hour: number) => boolean = () => false,
): Promise<RecordedHistory> {
  const db = new Kysely<Tables>({ dialect: await openSqlite('sqlite::memory:') });
  await migrate(db);
  let known: ReadonlyMap<string, string> | undefined;
  for (const state of recordedStates()) {
    if (state.step > lastStep) break;
    const hour = (state.step + 1) / STEPS_AN_HOUR;
    if (!Number.isInteger(hour) || isMissed(hour)) continue;
    const snapshot = recordedSnapshot(state);
    const { voterCoefficients } = recordedRewards(state);
    const claims = [...voterCoefficients].flatMap(([node, coefficient]): (Claim & { node: string })[] => {
      const perVote = new Exact(coefficient).minus(known?.get(node) ?? '0');
      if (!known || perVote.isZero()) return [];
      return [{ node, at: snapshot.time, block: state.block, perVote: perVote.toFixed() }];
    });
    await db.transaction().execute(async (inside) => {
      await addToHistory(inside, chainKey(snapshot.chain), frameOf(snapshot, voterCoefficients));
      await addClaims(inside, chainKey(snapshot.chain), claims);
    });
    known = voterCoefficients;
  }
  return { history: createHistoryStore(db), [Symbol.asyncDispose]: () => db.destroy() };
}
