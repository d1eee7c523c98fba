// The table of what a chain showed last.

export interface ChainTables {
  /** Those that this database is of. */
  chains: {
    /** `chainKey`. */
    chain: string;
    /** Hash of its first block; null while no node could give it. */
    first_block: string | null;
    used_at: number;
  };
  /** The newest snapshot of each chain, whole. */
  latest_snapshots: {
    /** `chainKey` of the snapshot. */
    chain: string;
    /** Of the node that answered. */
    node_id: string;
    first_block: number;
    last_block: number;
    fetched_at: number;
    /** See snapshot-codec. */
    body: string;
  };
}
