// The space between the axes: where a time and a value are on the picture, and the grid behind them.
import type { LinesChart } from '../core/ports/pictures.ts';
import { type Axis, timeTicks } from './axis.ts';
import type { Area } from './frame.ts';
import type { Pen } from './pen.ts';
import { COLOURS, SIZES } from './theme.ts';

const LABELS_HEIGHT = 26;

export type Point = LinesChart['series'][number]['points'][number];

export interface Plot extends Area {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
}

/** The labels of the axes stand inside the area, to the left and below. */
export function layOutPlot(pen: Pen, { from, to }: LinesChart, area: Area, { min, max, ticks }: Axis): Plot {
  const labels = Math.max(...ticks.map(({ label }) => pen.widthOf(label, { size: SIZES.axis })));
  const left = area.left + labels + 12;
  const bottom = area.bottom - LABELS_HEIGHT;
  const right = area.right - 6;
  return {
    left,
    top: area.top,
    right,
    bottom,
    x: (at) => left + ((at - from) / Math.max(1, to - from)) * (right - left),
    y: (value) => bottom - ((value - min) / (max - min)) * (bottom - area.top),
  };
}

export function drawGrid(pen: Pen, { from, to, locale }: LinesChart, plot: Plot, { ticks }: Axis): void {
  const style = { size: SIZES.axis, colour: COLOURS.quiet };
  for (const { value, label } of ticks) {
    const y = Math.round(plot.y(value)) + 0.5;
    pen.line([plot.left, y], [plot.right, y], COLOURS.grid);
    pen.text(label, plot.left - 10, y, { ...style, align: 'right' });
  }
  for (const { value, label } of timeTicks(from, to, locale)) {
    const half = pen.widthOf(label, style) / 2;
    const x = Math.min(plot.right - half, Math.max(plot.left + half, plot.x(value)));
    pen.line([plot.x(value), plot.bottom], [plot.x(value), plot.bottom + 5], COLOURS.faint);
    pen.text(label, x, plot.bottom + 18, { ...style, align: 'center' });
  }
}
