// A table with aligned columns that fits the terminal: names give way, numbers never do.
import { displayWidth, padToWidth } from '../../../core/reply/text.ts';
import { shorten } from './wrap.ts';

const GAP = '  ';
const NARROWEST = 6;
const NUMBER = /^[-+]?\d[\d.,]*\s*[%kmb]?$/i;

export interface PlainTable {
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}

/** The header line first. Wider than `maxColumns` only when the numbers alone are. */
export function layOutTable(table: PlainTable, maxColumns: number): readonly string[] {
  const widths = fitWidths(table, maxColumns);
  const line = (cells: readonly string[]) =>
    table.columns
      .map(({ align }, index) => padToWidth(shorten(cells[index] ?? '', widths[index] ?? 0), widths[index] ?? 0, align))
      .join(GAP)
      .trimEnd();
  return [line(table.columns.map(({ label }) => label)), ...table.rows.map(line)];
}

/** Natural widths, of which the widest column that can still give way does so until all fit. */
function fitWidths({ columns, rows }: PlainTable, maxColumns: number): readonly number[] {
  const cellsOf = (index: number) => rows.map((row) => row[index] ?? '');
  const widths = columns.map(({ label }, index) => Math.max(...[label, ...cellsOf(index)].map(displayWidth)));
  const narrowest = columns.map(({ align }, index) =>
    align === 'right'
      ? (widths[index] ?? 0)
      : Math.max(NARROWEST, ...cellsOf(index).filter(isNumber).map(displayWidth)),
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
