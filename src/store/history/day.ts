// One day of the history as a series of frames: the day's first snapshot whole, then what changed from hour to hour.

/** What is known of a candidate at one moment. */
export interface Value {
  /** undefined: no candidate. */
  readonly votes: string | undefined;
  /** undefined: never read. */
  readonly coefficient: string | undefined;
}

/** A stored row: NULL votes are no candidate's, a NULL coefficient is as before. */
export interface StoredValue {
  readonly votes: string | null;
  readonly coefficient: string | null;
}

/** What is known after a row. */
export function after(before: Value | undefined, row: StoredValue): Value {
  return { votes: row.votes ?? undefined, coefficient: row.coefficient ?? before?.coefficient };
}

export interface Change extends StoredValue {
  readonly account: string;
}

/** The rows that lead from one frame to the next. */
export function changesBetween(
  before: ReadonlyMap<string, Value>,
  next: ReadonlyMap<string, Value>,
): readonly Change[] {
  const gone = [...before]
    .filter(([account, { votes }]) => votes !== undefined && !next.has(account))
    .map(([account]): Change => ({ account, votes: null, coefficient: null }));
  const changed = [...next].flatMap(([account, { votes, coefficient }]): readonly Change[] => {
    const old = before.get(account);
    const grown = coefficient !== undefined && coefficient !== old?.coefficient;
    if (!grown && votes === old?.votes) return [];
    return [{ account, votes: votes ?? null, coefficient: grown ? coefficient : null }];
  });
  return [...gone, ...changed];
}
