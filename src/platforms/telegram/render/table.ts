// A table for a phone: about 36 characters of a fixed-width font fit beside each other there. A wider table is stacked: each
// row begins with its name and goes on with the other cells below it.
import { displayWidth } from '../../../core/reply/text.ts';
import { columnWidths, labelsOf, type PlainTable, padCells } from '../../cells.ts';

const PHONE_COLUMNS = 36;
const GAPS = ['  ', ' '];

/** The header first, then one text per row; a stacked row has several lines that belong together. */
export function layOutTable(table: PlainTable): readonly string[] {
  if (table.columns.length === 0) return [];
  const widths = columnWidths(table);
  const all = [labelsOf(table), ...table.rows].map((cells) => padCells(cells, table, widths));
  const natural = widths.reduce((sum, width) => sum + width, 0);
  const gap = GAPS.find(({ length }) => natural + length * (widths.length - 1) <= PHONE_COLUMNS);
  if (gap !== undefined) return all.map((cells) => cells.join(gap).trimEnd());
  return all.map((cells) => stack(cells, nameColumn(table), widths[0] ?? 0));
}

/** Up to and with the first column of words: a rank and a name, or a name alone. */
function nameColumn({ columns }: PlainTable): number {
  return Math.max(
    0,
    columns.findIndex(({ align }) => align === 'left'),
  );
}

function stack(cells: readonly string[], nameIndex: number, firstWidth: number): string {
  const indent = ' '.repeat(nameIndex > 0 ? firstWidth + 1 : 1);
  const lines = [cells.slice(0, nameIndex + 1).join(' ')];
  let below = '';
  for (const cell of cells.slice(nameIndex + 1)) {
    const longer = below === '' ? indent + cell : `${below} ${cell}`;
    const isTooLong = below !== '' && displayWidth(longer.trimEnd()) > PHONE_COLUMNS;
    if (isTooLong) lines.push(below);
    below = isTooLong ? indent + cell : longer;
  }
  const shown = [...lines, below].map((line) => line.trimEnd());
  return shown.filter((line) => line !== '').join('\n');
}
