// Who has how much, from the first to the last: names above bars, in one column or two.
import type { RankingChart } from '../core/ports/pictures.ts';
import type { Area } from './frame.ts';
import type { Pen } from './pen.ts';
import { COLOURS, SIZES } from './theme.ts';

const COLUMN_ROWS = 10;
const COLUMN_GAP = 36;
const LEVEL_HEIGHT = 26;
/** Where in a row its bar begins, and how thick it is. */
const BAR_AT = 0.7;
const BAR_THICK = 0.16;
const MAX_PITCH = 90;

type Row = RankingChart['rows'][number];

export function drawRanking(pen: Pen, { rows, level }: RankingChart, area: Area): void {
  const columns = rows.length > COLUMN_ROWS ? 2 : 1;
  const perColumn = Math.ceil(rows.length / columns);
  const width = (area.right - area.left - (columns - 1) * COLUMN_GAP) / columns;
  const top = area.top + (level ? LEVEL_HEIGHT : 0);
  const pitch = Math.min(MAX_PITCH, (area.bottom - top) / Math.max(1, perColumn));
  const largest = Math.max(1, level?.value ?? 0, ...rows.map(({ value }) => value));
  for (let column = 0; column < columns; column += 1) {
    const left = area.left + column * (width + COLUMN_GAP);
    const own = rows.slice(column * perColumn, (column + 1) * perColumn);
    for (const [index, row] of own.entries()) {
      drawRow(pen, row, { left, width, top: top + index * pitch, pitch }, row.value / largest);
      if (!level) continue;
      const x = left + (level.value / largest) * width;
      pen.box(x - 1, top + (index + BAR_AT) * pitch - 1, 3, pitch * BAR_THICK + 5, COLOURS.level);
    }
  }
  if (level) drawKey(pen, level.label, area);
}

function drawRow(
  pen: Pen,
  { rank, label, shown, isBelow }: Row,
  { left, width, top, pitch }: { left: number; width: number; top: number; pitch: number },
  share: number,
): void {
  const size = Math.min(24, pitch * 0.5);
  const thick = pitch * BAR_THICK;
  const y = top + pitch * 0.36;
  const place = pen.text(String(rank), left, y, { size, colour: COLOURS.quiet });
  const number = pen.widthOf(shown, { size, isBold: true });
  const name = left + Math.max(place, size * 1.3) + 8;
  pen.text(label, name, y, { size, maxWidth: left + width - number - 10 - name });
  pen.text(shown, left + width, y, { size, isBold: true, align: 'right' });
  const bar = top + pitch * BAR_AT;
  pen.box(left, bar, width, thick, COLOURS.grid, thick / 2);
  pen.box(left, bar, Math.max(thick, share * width), thick, isBelow ? COLOURS.faint : COLOURS.series[0], thick / 2);
}

function drawKey(pen: Pen, label: string, { left, top }: Area): void {
  const y = top + LEVEL_HEIGHT / 2 - 6;
  pen.box(left, y - 8, 3, 16, COLOURS.level);
  pen.text(label, left + 12, y, { size: SIZES.axis, isBold: true, colour: COLOURS.level });
}
