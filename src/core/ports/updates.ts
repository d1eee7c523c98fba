// Which updates of the platforms were seen.

/** What it throws and its units: see `Store`. */
export interface UpdateStore {
  /** False when it was there already. Ids older than two days at `now` (ms since 1970) are forgotten. */
  add(platform: string, updateId: string, now: number): Promise<boolean>;
}
