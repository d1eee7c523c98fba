// Values over time: a line for each series, broken where nothing was seen, and a level across where it is near enough.
import type { LinesChart } from '../core/ports/pictures.ts';
import { valueAxis } from './axis.ts';
import type { Area } from './frame.ts';
import { drawLevel, drawLevelAtEdge, sideOf } from './level-line.ts';
import type { Pen } from './pen.ts';
import { drawGrid, layOutPlot, type Plot, type Point } from './plot.ts';
import { COLOURS, SIZES } from './theme.ts';

const LEGEND_HEIGHT = 34;

export function drawLines(pen: Pen, chart: LinesChart, area: Area): void {
  const { series, level, locale, unit } = chart;
  drawLegend(pen, chart, area);
  const values = series.flatMap(({ points }) => points.map(([, value]) => value));
  const side = level && sideOf(level, values);
  const shown = level && side === 'inside' ? [...values, level.value] : values;
  const axis = valueAxis(shown.length > 0 ? shown : [0], locale, unit);
  const plot = layOutPlot(pen, chart, { ...area, top: area.top + LEGEND_HEIGHT + 8 }, axis);
  drawGrid(pen, chart, plot, axis);
  drawGaps(pen, chart, plot);
  for (const [index, { points }] of series.entries()) {
    drawSeries(pen, plot, runsOf(points, chart.everyMs), { colour: colourOf(index), isFilled: series.length === 1 });
  }
  if (!level || !side) return;
  const points = series.flatMap((each) => each.points);
  if (side === 'inside') drawLevel(pen, level, plot, points);
  else drawLevelAtEdge(pen, level, plot, { side, points });
}

function colourOf(index: number): string {
  return COLOURS.series[index % COLOURS.series.length] ?? COLOURS.text;
}

const LEGEND_DOT = 20;
const LEGEND_GAP = 10;
const LEGEND_SPACE = 28;

/** Names as they are where there is room for all of them, else cut to equal parts of it. */
function drawLegend(pen: Pen, { series }: LinesChart, { left, top, right }: Area): void {
  const bold = { isBold: true };
  const widths = series.map(({ label, shown }) => {
    return LEGEND_DOT + pen.widthOf(label) + LEGEND_GAP + pen.widthOf(shown, bold) + LEGEND_SPACE;
  });
  const isRoomy = widths.reduce((sum, width) => sum + width, 0) <= right - left + LEGEND_SPACE;
  const equal = (right - left) / Math.max(1, series.length);
  const y = top + LEGEND_HEIGHT / 2 - 4;
  let x = left;
  for (const [index, { label, shown }] of series.entries()) {
    const cell = isRoomy ? (widths[index] ?? equal) : equal;
    const number = pen.widthOf(shown, bold);
    pen.box(x, y - 6, 12, 12, colourOf(index), 6);
    const maxWidth = Math.max(0, cell - LEGEND_DOT - LEGEND_GAP - number - (isRoomy ? 0 : LEGEND_SPACE / 2));
    const used = pen.text(label, x + LEGEND_DOT, y, { maxWidth });
    pen.text(shown, x + LEGEND_DOT + used + LEGEND_GAP, y, { ...bold, maxWidth: cell });
    x += cell;
  }
}

/** Points that follow each other without a gap. */
function runsOf(points: readonly Point[], everyMs: number): readonly (readonly Point[])[] {
  const runs: Point[][] = [];
  for (const point of points) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && point[0] - last[0] <= everyMs) run.push(point);
    else runs.push([point]);
  }
  return runs;
}

/** Stretches in which no series has a point. */
function drawGaps(pen: Pen, { series, everyMs, nothingSeen }: LinesChart, plot: Plot): void {
  const times = series.flatMap(({ points }) => points.map(([at]) => at)).sort((a, b) => a - b);
  for (const [index, at] of times.entries()) {
    const next = times[index + 1];
    if (next === undefined || next - at <= everyMs) continue;
    const [x, end] = [plot.x(at), plot.x(next)];
    const middle = (plot.top + plot.bottom) / 2;
    pen.context.globalAlpha = 0.45;
    pen.box(x, plot.top, end - x, plot.bottom - plot.top, COLOURS.grid);
    pen.context.globalAlpha = 1;
    const style = { size: SIZES.axis, colour: COLOURS.quiet, align: 'center' } as const;
    if (pen.widthOf(nothingSeen, style) < end - x - 12) pen.text(nothingSeen, (x + end) / 2, middle, style);
  }
}

function drawSeries(
  { context }: Pen,
  plot: Plot,
  runs: readonly (readonly Point[])[],
  { colour, isFilled }: { readonly colour: string; readonly isFilled: boolean },
): void {
  context.strokeStyle = colour;
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const run of runs) {
    if (isFilled) fillBelow(context, plot, run, colour);
    context.fillStyle = colour;
    trace(context, plot, run);
    if (run.length > 1) context.stroke();
    else for (const point of run) dot(context, plot, point, 4);
  }
  for (const point of runs.at(-1)?.slice(-1) ?? []) dot(context, plot, point, 5);
}

type Context = Pen['context'];

function trace(context: Context, plot: Plot, run: readonly Point[]): void {
  context.beginPath();
  for (const [at, value] of run) context.lineTo(plot.x(at), plot.y(value));
}

/** Gone at the bottom, which is seldom zero. */
function fillBelow(context: Context, plot: Plot, run: readonly Point[], colour: string): void {
  const gradient = context.createLinearGradient(0, plot.top, 0, plot.bottom);
  gradient.addColorStop(0, `${colour}48`);
  gradient.addColorStop(1, `${colour}00`);
  context.fillStyle = gradient;
  trace(context, plot, run);
  context.lineTo(plot.x(run.at(-1)?.[0] ?? 0), plot.bottom);
  context.lineTo(plot.x(run[0]?.[0] ?? 0), plot.bottom);
  context.fill();
}

function dot(context: Context, plot: Plot, [at, value]: Point, radius: number): void {
  context.beginPath();
  context.arc(plot.x(at), plot.y(value), radius, 0, 2 * Math.PI);
  context.fill();
}
