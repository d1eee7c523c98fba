// Rows for one insert each: every value is bound, and SQLite binds at most 32,766 in a statement.

const ROWS_AT_ONCE = 240;

export function* chunksOf<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) yield rows.slice(start, start + ROWS_AT_ONCE);
}
