// Parts of the ranking as people ask for them: filtered, in another order, a page at a time.
import type { Standing } from './standings.ts';

export const SORTS = ['votes', 'score', 'name'] as const;
export const FILTERS = ['elected', 'servi', 'partner', 'candidates'] as const;

export interface View {
  readonly sort: (typeof SORTS)[number];
  readonly only: (typeof FILTERS)[number] | undefined;
  /** How the reader calls a node, and in whose alphabet names are sorted. */
  readonly nameOf: (node: Standing) => string;
  readonly locale: string;
}

/** The nodes that fit the view, in its order; equal ones stay by rank. */
export function selectNodes(nodes: readonly Standing[], { sort, only, nameOf, locale }: View): readonly Standing[] {
  const fitting = nodes.filter((node) => fits(node, only));
  if (sort === 'score') return fitting.sort((a, b) => (a.score === b.score ? 0 : a.score > b.score ? -1 : 1));
  if (sort === 'votes') return fitting;
  const { compare } = new Intl.Collator(locale);
  return fitting.sort((a, b) => compare(nameOf(a), nameOf(b)));
}

function fits({ kind, candidate }: Standing, only: View['only']): boolean {
  if (only === undefined) return true;
  if (only === 'elected') return candidate.elected;
  return kind === (only === 'candidates' ? 'candidate' : only);
}

/** Rows of a page of the ranking. */
const PAGE_ROWS = 15;

export interface Page<T> {
  readonly rows: readonly T[];
  /** From 1. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
}

/** The asked page, or the last one when there are fewer. */
export function pageOf<T>(rows: readonly T[], page: number): Page<T> {
  const pages = Math.max(1, pageWith(rows.length));
  const shown = Math.min(page, pages);
  return { rows: rows.slice((shown - 1) * PAGE_ROWS, shown * PAGE_ROWS), page: shown, pages };
}

/** The page on which the row with this number, from 1, stands. */
export function pageWith(row: number): number {
  return Math.ceil(row / PAGE_ROWS);
}
