// A table as lines of fixed width for a code block that a phone shows without breaking them. What is too wide gets several
// lines a row: the name above, its numbers below. Nothing is cut.

import { columnWidths, labelsOf, mapCells, type PlainTable, padCells } from '../../cells.ts';
import { packLines } from '../../split.ts';
import { escapeCodeBlock } from './markdown.ts';

/** Columns that fit a phone held upright, within a message's frame. */
const PHONE_COLUMNS = 40;
const GAP = '  ';

export interface LaidOutTable {
  readonly header: readonly string[];
  /** The lines of each row. */
  readonly rows: readonly (readonly string[])[];
}

export function layOutTable(given: PlainTable): LaidOutTable {
  const table = mapCells(given, (text) => escapeCodeBlock(text).trim());
  const widths = columnWidths(table);
  const groups = groupColumns(widths);
  const linesOf = (row: readonly string[]) => {
    const cells = padCells(row, table, widths);
    return groups
      .map(
        (group, line) =>
          (line > 0 ? GAP : '') +
          group
            .map((index) => cells[index])
            .join(GAP)
            .trimEnd(),
      )
      .filter((line) => line.trim() !== '');
  };
  return { header: linesOf(labelsOf(table)), rows: table.rows.map(linesOf) };
}

/** Indices of neighbouring columns that share a line. */
function groupColumns(widths: readonly number[]): readonly (readonly number[])[] {
  const indices = [...widths.keys()];
  return packLines(indices, PHONE_COLUMNS + GAP.length, (index) => (widths[index] ?? 0) + GAP.length);
}
