// The tables of the history as kysely sees them.
import type { Generated } from 'kysely';

export interface HistoryTables {
  /** The first snapshot of each UTC hour and day of the chain's own time. */
  history_moments: {
    id: Generated<number>;
    /** `chainKey` of the snapshot. */
    chain: string;
    every: 'hour' | 'day';
    at: number;
    block: number;
    /** 1 when dividend coefficients were read as well, 0 when not. */
    knows_coefficients: 0 | 1;
  };
  /** Of a day all candidates; of an hour those that differ from earlier the same day. */
  history_values: {
    moment_id: number;
    account: string;
    /** NULL: no candidate any more. */
    votes: string | null;
    /** NULL: as earlier the same day, or never read. */
    coefficient: string | null;
  };
  /** `per_vote` is a decimal string: the growth of the node's dividend coefficient. */
  claims: { chain: string; node: string; block: number; at: number; per_vote: string };
  /** The chain at the first look after each of its issues; amounts in units of 1e-8. */
  issues: {
    chain: string;
    issued_at: number;
    block: number;
    supply: string;
    coefficient: string;
    votes: string;
    votes_before: string;
  };
}
