// Rows as one bound value: any number of them in one statement, and 64-bit integers exactly. A field is read from
// `json_each(…)` with ->>, an amount as `cast(… ->> 'field' as bigint)`.

import { sql } from 'kysely';

export type JsonRow = Readonly<Record<string, string | number | bigint | boolean | null | undefined>>;

/** Amounts become text; what is undefined becomes NULL. */
export function jsonRows(rows: readonly JsonRow[]): string {
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

/** Of any number of ids, for `in`: the statement stays the same, so it is prepared once. */
export function listOf(ids: readonly (number | string)[]) {
  return sql<number>`(select value from json_each(${JSON.stringify(ids)}))`;
}
