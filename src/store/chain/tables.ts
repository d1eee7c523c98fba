// The table of what a chain showed last.

export interface ChainTables {
  /** The newest snapshot of each chain, whole. */
  latest_snapshots: {
    /** `chainKey` of the snapshot. */
    chain: string;
    /** Of the node that answered. */
    host: string;
    first_block: number;
    last_block: number;
    fetched_at: number;
    /** See snapshot-codec. */
    body: string;
  };
}
