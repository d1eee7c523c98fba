// A level that lines are measured against: a dashed line across, or an arrow at the edge when it is out of sight.
import type { Level } from '../core/pictures-port.ts';
import type { Pen } from './pen.ts';
import type { Plot, Point } from './plot.ts';
import { COLOURS, SIZES } from './theme.ts';

/** A level further away than this would press the lines flat. */
const NEAR_FACTOR = 3;
const LABEL_DISTANCE = 15;

/** Whether the level can be shown together with the values, or on which side of them it is. */
export function sideOf(level: Level, values: readonly number[]): 'inside' | 'above' | 'below' {
  if (Math.min(...values) > level.value * NEAR_FACTOR) return 'below';
  return Math.max(...values) * NEAR_FACTOR < level.value ? 'above' : 'inside';
}

/** The label stands at the end where `points` are further away. */
export function drawLevel(pen: Pen, { value, label }: Level, plot: Plot, points: readonly Point[]): void {
  const y = Math.round(plot.y(value));
  pen.line([plot.left, y], [plot.right, y], COLOURS.level, [7, 6]);
  const distance = (point: Point | undefined) => (point ? Math.abs(plot.y(point[1]) - y) : Number.POSITIVE_INFINITY);
  const isLeft = distance(points[0]) >= distance(points.at(-1));
  const isAbove = y - plot.top > LABEL_DISTANCE + 11;
  const labelY = isAbove ? y - LABEL_DISTANCE : y + LABEL_DISTANCE;
  drawLabel(pen, label, isLeft ? plot.left + 8 : plot.right - 8, labelY, isLeft ? 'left' : 'right');
}

export function drawLevelAtEdge(pen: Pen, { label }: Level, plot: Plot, side: 'above' | 'below'): void {
  const { context } = pen;
  const y = side === 'below' ? plot.bottom - 16 : plot.top + 16;
  const tip = side === 'below' ? 6 : -6;
  const x = plot.left + 16;
  drawLabel(pen, label, x + 14, y, 'left');
  context.fillStyle = COLOURS.level;
  context.beginPath();
  context.moveTo(x - 6, y - tip);
  context.lineTo(x + 6, y - tip);
  context.lineTo(x, y + tip);
  context.fill();
}

/** Text on a patch of the card, so that lines behind it do not cross it. */
function drawLabel(pen: Pen, text: string, x: number, y: number, align: 'left' | 'right'): void {
  const style = { size: SIZES.axis, colour: COLOURS.level, isBold: true, align } as const;
  const width = pen.widthOf(text, style);
  pen.context.globalAlpha = 0.8;
  pen.box(align === 'left' ? x - 5 : x - width - 5, y - 11, width + 10, 22, COLOURS.card, 5);
  pen.context.globalAlpha = 1;
  pen.text(text, x, y, style);
}
