// The port to whatever works out the producer rotation ahead.
import type { Snapshot } from '../../election/snapshot.ts';

/** A year of the producer rotation worked out ahead: votes constant, every listed producer producing. */
export interface RotationYear {
  /** Block of the state that it starts from. */
  readonly block: number;
  /** Of 1,200 blocks each. */
  readonly rounds: number;
  /** Account → rounds in the producer list. Every node that took part in the rotation at `block` is there, with 0 too. */
  readonly listed: ReadonlyMap<string, number>;
}

/** A node as it could be: approved and online. Below the threshold it takes no part. */
interface RotationChange {
  /** undefined: a node that does not exist yet, and so starts without a score. */
  readonly account?: string;
  /** Units of 1e-8 IOST. */
  readonly votes: bigint;
  readonly isProducer: boolean;
}

/** Works out the rotation away from the commands' thread. All promises reject with EstimateUnavailable and nothing else; with
 *  EstimateBusy, which is one, when too much waits already. */
export interface RotationSimulator {
  /** Kept for a day of chain time: it starts from the first snapshot that was asked about on that day. */
  year(snapshot: Snapshot): Promise<RotationYear>;
  /** The same year with one node changed, and how many rounds that one is in the list; a node that does not exist yet stands
   *  under the empty name. Kept as `year`. */
  whatIf(snapshot: Snapshot, change: RotationChange): Promise<RotationYear & { readonly own: number }>;
  /** Further votes (1e-8 IOST, whole IOST) that bring the node a round more over the next 144; undefined when none do. */
  votesForOneMore(snapshot: Snapshot, account: string): Promise<bigint | undefined>;
  /** About how long it takes until all that was asked so far is worked out; ms. */
  waitMs(): number;
}
