// What the worker is asked and what it answers: plain values that can be sent from thread to thread.
import type { Amount } from '../core/values/amount.ts';
import { votesForOneMore } from '../election/rotation/forecast.ts';
import { countRounds } from '../election/rotation/run.ts';
import type { RotationState } from '../election/rotation/state.ts';

export type Job =
  | { readonly kind: 'count'; readonly state: RotationState; readonly rounds: number }
  | {
      readonly kind: 'one-more';
      readonly state: RotationState;
      readonly silent: ReadonlySet<string>;
      readonly account: string;
    };

/** Rounds in the list by account, or the votes for one more round. */
export function runJob(job: Job): ReadonlyMap<string, number> | Amount | undefined {
  if (job.kind === 'count') return countRounds(job.state, [job.rounds])[0];
  return votesForOneMore(job.state, job.silent, job.account);
}
