// A level that lines are measured against: a dashed line across, or an arrow at the edge when it is out of sight.
import type { Level } from '../core/ports/pictures.ts';
import type { Pen } from './pen.ts';
import type { Plot, Point } from './plot.ts';
import { COLOURS, MARGIN, SIZES } from './theme.ts';

/** A level further away than this would press the lines flat. */
const NEAR_FACTOR = 3;
const LABEL_DISTANCE = 15;
const ARROW_WIDTH = 22;

/** Whether the level can be shown together with the values, or on which side of them it is. */
export function sideOf(level: Level, values: readonly number[]): 'inside' | 'above' | 'below' {
  if (Math.min(...values) > level.value * NEAR_FACTOR) return 'below';
  return Math.max(...values) * NEAR_FACTOR < level.value ? 'above' : 'inside';
}

/** The label stands at the end of the line where it keeps away from the points. */
export function drawLevel(pen: Pen, { value, label }: Level, plot: Plot, points: readonly Point[]): void {
  const y = Math.round(plot.y(value));
  pen.line([plot.left, y], [plot.right, y], COLOURS.level, [7, 6]);
  const isAbove = y - plot.top > LABEL_DISTANCE + 11;
  const labelY = isAbove ? y - LABEL_DISTANCE : y + LABEL_DISTANCE;
  drawLabel(pen, label, labelY, freeSide(plot, points, labelY, widthOf(pen, label)), plot);
}

export function drawLevelAtEdge(
  pen: Pen,
  { label }: Level,
  plot: Plot,
  { side, points }: { readonly side: 'above' | 'below'; readonly points: readonly Point[] },
): void {
  const { context } = pen;
  const y = side === 'below' ? plot.bottom - 16 : plot.top + 16;
  const tip = side === 'below' ? 6 : -6;
  const width = widthOf(pen, label);
  const end = freeSide(plot, points, y, width + ARROW_WIDTH);
  drawLabel(pen, label, y, end, { left: plot.left + ARROW_WIDTH, right: plot.right });
  const x = end === 'left' ? plot.left + 14 : plot.right - width - ARROW_WIDTH;
  context.fillStyle = COLOURS.level;
  context.beginPath();
  context.moveTo(x - 6, y - tip);
  context.lineTo(x + 6, y - tip);
  context.lineTo(x, y + tip);
  context.fill();
}

/** Where points are further away from a label of this width at this height. */
function freeSide(plot: Plot, points: readonly Point[], y: number, width: number): 'left' | 'right' {
  const clearance = (from: number, to: number) => {
    const near = points.filter(([at]) => plot.x(at) >= from && plot.x(at) <= to);
    return Math.min(...near.map(([, value]) => Math.abs(plot.y(value) - y)));
  };
  const left = clearance(plot.left, plot.left + width + MARGIN);
  return left >= clearance(plot.right - width - MARGIN, plot.right) ? 'left' : 'right';
}

const STYLE = { size: SIZES.axis, colour: COLOURS.level, isBold: true } as const;

function widthOf(pen: Pen, label: string): number {
  return pen.widthOf(label, STYLE);
}

/** On a patch of the card, so that lines behind it do not cross it. */
function drawLabel(
  pen: Pen,
  text: string,
  y: number,
  align: 'left' | 'right',
  ends: { readonly left: number; readonly right: number },
): void {
  const width = widthOf(pen, text);
  const x = align === 'left' ? ends.left + 8 : ends.right - 8;
  pen.context.globalAlpha = 0.8;
  pen.box(align === 'left' ? x - 5 : x - width - 5, y - 11, width + 10, 22, COLOURS.card, 5);
  pen.context.globalAlpha = 1;
  pen.text(text, x, y, { ...STYLE, align });
}
