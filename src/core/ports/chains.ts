// Which chains a database is of: what people watch on one says nothing of another.

export interface KnownChain {
  /** Its `chainKey`. */
  readonly chain: string;
  /** Hash of its first block; undefined while no node could give it. */
  readonly firstBlock?: string;
}

/** What it throws and its units: see `Store`. */
export interface ChainBook {
  /** Those that were read so far, the one that was read last first. */
  known(): Promise<readonly KnownChain[]>;
  /** Whether somebody watches something. */
  isWatched(): Promise<boolean>;
  /** It is read from now on. A first block that is known stays. */
  note(chain: KnownChain, now: number): Promise<void>;
}
