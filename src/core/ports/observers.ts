// What deciding on alerts needs of the chain: the word of every configured node, not only of the first one fit.
import type { RewardState, Snapshot } from '../../election/snapshot.ts';
import { CHAIN_TROUBLES } from './outage.ts';

/** Why a node's word does not count. Each has its words under `source.why`. */
export const OBSERVER_TROUBLES = [
  ...CHAIN_TROUBLES,
  /** It cannot list its candidates, and some may be missing. */
  'incomplete',
  /** Its votes and its elected list still disagreed after reading again. */
  'inconsistent',
] as const;

export type ObserverTrouble = (typeof OBSERVER_TROUBLES)[number];

/** What one node, by its name, showed, or why it showed nothing; `detail` is for the log and holds no credentials. */
export type Observed = { readonly source: string } & (
  | {
      readonly observation: { readonly snapshot: Snapshot; readonly rewards: RewardState };
      readonly trouble?: never;
    }
  | { readonly trouble: ObserverTrouble; readonly detail: string; readonly observation?: never }
);

export interface Observers {
  /** Asks all nodes at the same time; one of each, in the order of preference. Rejects with the signal's reason when it is
   *  aborted. */
  observeAll(signal?: AbortSignal): Promise<readonly Observed[]>;
}
