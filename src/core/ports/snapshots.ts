// The newest snapshots, for when no node answers and for the next start.
import type { Snapshot } from '../../election/snapshot.ts';

/** What it throws and its units: see `Store`. */
export interface SnapshotStore {
  /** Keeps it as the latest of its chain. A snapshot below the height of the stored one is ignored. */
  save(snapshot: Snapshot, fetchedAt: number): Promise<void>;
  /** The newest whole snapshot that came from one of these nodes. */
  latest(nodeIds: readonly string[]): Promise<{ readonly snapshot: Snapshot; readonly fetchedAt: number } | undefined>;
}
