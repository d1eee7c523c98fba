// A table for a phone: about 36 characters of a fixed-width font fit beside each other there. A wider table is stacked: each
// row begins with its name and goes on with the other cells below it.
import { displayWidth, padToWidth } from '../../../core/reply/text.ts';

const PHONE_COLUMNS = 36;
const GAPS = ['  ', ' '];

export interface PlainTable {
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}

/** The header first, then one text per row; a stacked row has several lines that belong together. */
export function layOutTable({ columns, rows }: PlainTable): readonly string[] {
  if (columns.length === 0) return [];
  const all = [columns.map(({ label }) => label), ...rows];
  const widths = columns.map((_, index) => Math.max(...all.map((cells) => displayWidth(cells[index] ?? ''))));
  const pad = (cells: readonly string[]) =>
    columns.map(({ align }, index) => padToWidth(cells[index] ?? '', widths[index] ?? 0, align));
  const natural = widths.reduce((sum, width) => sum + width, 0);
  const gap = GAPS.find(({ length }) => natural + length * (widths.length - 1) <= PHONE_COLUMNS);
  if (gap !== undefined) return all.map((cells) => pad(cells).join(gap).trimEnd());
  return all.map((cells) => stack(pad(cells), nameColumn(columns), widths[0] ?? 0));
}

/** Up to and with the first column of words: a rank and a name, or a name alone. */
function nameColumn(columns: PlainTable['columns']): number {
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
