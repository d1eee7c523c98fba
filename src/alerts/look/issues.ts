// Watches what the chain issues: notes each issue once, and tells the operators when votes get another share of it than the
// formula of the estimates says.

import type { HistoryStore } from '../../core/ports/history.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Amount } from '../../core/values/amount.ts';
import { formatPercent } from '../../core/values/percent.ts';
import { ISSUE_SHARE } from '../../election/rewards/issue.ts';
import { allVotesOf, issueSeen, MEASURED_MS, measuredShare } from '../../election/rewards/measured-issue.ts';
import { chainKey } from '../../election/snapshot.ts';
import type { Observation } from '../../election/state.ts';
import type { Operators } from '../operators.ts';

interface IssueWatchDeps {
  readonly history: Pick<HistoryStore, 'issues' | 'addIssue'>;
  readonly operators: Operators;
  readonly log: Log;
}

export interface IssueWatch {
  /** After each look. Never rejects: a look goes on without it. */
  look(observation: Observation | undefined): Promise<void>;
}

export function createIssueWatch({ history, operators, log }: IssueWatchDeps): IssueWatch {
  /** Of the look before, on the same chain. */
  let before: { readonly chain: string; readonly votes: Amount } | undefined;
  /** Chain and time of the last issue that was noted. */
  let noted = '';

  const note = async (observation: Observation): Promise<void> => {
    const { chain } = observation.snapshot;
    const seen = issueSeen(observation, before?.votes);
    const key = `${chainKey(chain)} ${seen?.issuedAt}`;
    if (!seen || key === noted) return;
    const since = seen.issuedAt - MEASURED_MS;
    const last = (await history.issues(chain, since)).at(-1);
    await history.addIssue(chain, before ? seen : { ...seen, votesBefore: last?.votes ?? seen.votes });
    const measured = measuredShare(await history.issues(chain, since));
    noted = key;
    if (!measured || measured.agrees) return;
    const day = (at: number) => new Date(at).toISOString().slice(0, 10);
    // It began after the last issue that was as it should be, so a restart tells nothing anew.
    await operators.tell('issue', `${chainKey(chain)} ${new Date(measured.from).toISOString()}`, {
      share: formatPercent(measured.share, 4),
      formula: formatPercent(ISSUE_SHARE, 4),
      from: day(measured.from),
      to: day(measured.to),
    });
  };
  return {
    look: async (observation) => {
      if (!observation) return;
      const { snapshot } = observation;
      const chain = chainKey(snapshot.chain);
      if (before?.chain !== chain) before = undefined;
      try {
        await note(observation);
      } catch (error) {
        log.error('an issue of the chain could not be noted', { error });
      }
      before = { chain, votes: allVotesOf(snapshot) };
    },
  };
}
