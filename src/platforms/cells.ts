// A table's cells in a font of fixed width; how they fit a screen is each platform's own.
import { displayWidth, padToWidth } from '../core/reply/text.ts';
import type { BlockOf } from './blocks.ts';

export type PlainTable = Pick<BlockOf<'table'>, 'columns' | 'rows'>;

/** The same table with every label and every cell made harmless. */
export function mapCells({ columns, rows }: PlainTable, clean: (text: string) => string): PlainTable {
  return {
    columns: columns.map(({ label, align }) => ({ label: clean(label), align })),
    rows: rows.map((row) => columns.map((_, index) => clean(row[index] ?? ''))),
  };
}

export function labelsOf({ columns }: PlainTable): readonly string[] {
  return columns.map(({ label }) => label);
}

/** Of each column, what its label and its widest cell need. */
export function columnWidths(table: PlainTable): readonly number[] {
  const all = [labelsOf(table), ...table.rows];
  return table.columns.map((_, index) => Math.max(...all.map((cells) => displayWidth(cells[index] ?? ''))));
}

/** A cell for every column, each as wide as its column. */
export function padCells(
  cells: readonly string[],
  { columns }: PlainTable,
  widths: readonly number[],
): readonly string[] {
  return columns.map(({ align }, index) => padToWidth(cells[index] ?? '', widths[index] ?? 0, align));
}
