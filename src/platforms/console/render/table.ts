// A table with aligned columns that fits the terminal: names give way, numbers never do.
import { displayWidth } from '../../../core/reply/text.ts';
import { columnWidths, labelsOf, type PlainTable, padCells } from '../../cells.ts';
import { shorten } from './wrap.ts';

const GAP = '  ';
const NARROWEST = 6;
const NUMBER = /^[-+]?\d[\d.,]*\s*[%kmb]?$/i;

/** The header line first. Wider than `maxColumns` only when the numbers alone are. */
export function layOutTable(table: PlainTable, maxColumns: number): readonly string[] {
  const widths = fitWidths(table, maxColumns);
  const line = (cells: readonly string[]) => {
    const short = cells.map((cell, index) => shorten(cell, widths[index] ?? 0));
    return padCells(short, table, widths).join(GAP).trimEnd();
  };
  return [labelsOf(table), ...table.rows].map(line);
}

/** Natural widths, of which the widest column that can still give way does so until all fit. */
function fitWidths(table: PlainTable, maxColumns: number): readonly number[] {
  const { columns, rows } = table;
  const widths = [...columnWidths(table)];
  const numbers = (index: number) => rows.map((row) => row[index] ?? '').filter(isNumber);
  const narrowest = columns.map(({ align }, index) =>
    align === 'right' ? (widths[index] ?? 0) : Math.max(NARROWEST, ...numbers(index).map(displayWidth)),
  );
  let excess = widths.reduce((sum, width) => sum + width, GAP.length * (columns.length - 1)) - maxColumns;
  for (; excess > 0; excess -= 1) {
    const spare = widths.map((width, index) => (width > (narrowest[index] ?? 0) ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if ((spare[widest] ?? 0) === 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function isNumber(cell: string): boolean {
  return NUMBER.test(cell.trim());
}
