// Parts of a sum side by side, each split between two sides: bars in one or two panels on one scale.
import type { SplitChart } from '../core/ports/pictures.ts';
import type { Area } from './frame.ts';
import type { Pen } from './pen.ts';
import { COLOURS, SIZES } from './theme.ts';

const LEGEND_HEIGHT = 30;
const HEAD_HEIGHT = 54;
const FOOT_HEIGHT = 28;
const VALUE_HEIGHT = 24;
const PANEL_GAP = 40;
const SIDES = [COLOURS.series[0], COLOURS.series[1]] as const;

type Panel = SplitChart['panels'][number];

export function drawSplit(pen: Pen, { sides, panels }: SplitChart, area: Area): void {
  drawLegend(pen, sides, area);
  const width = (area.right - area.left - (panels.length - 1) * PANEL_GAP) / Math.max(1, panels.length);
  const sums = panels.flatMap(({ parts }) => parts.map(({ values = [0, 0] }) => values[0] + values[1]));
  const largest = Math.max(...sums) || 1;
  for (const [index, panel] of panels.entries()) {
    const left = area.left + index * (width + PANEL_GAP);
    drawPanel(pen, panel, { ...area, left, right: left + width, top: area.top + LEGEND_HEIGHT }, largest);
  }
}

function drawLegend(pen: Pen, sides: SplitChart['sides'], { left, top }: Area): void {
  let x = left;
  for (const [index, side] of sides.entries()) {
    const y = top + LEGEND_HEIGHT / 2 - 4;
    pen.box(x, y - 6, 12, 12, SIDES[index] ?? COLOURS.text, 3);
    x += 20 + pen.text(side, x + 20, y, { size: SIZES.axis, maxWidth: 300 }) + 24;
  }
}

function drawPanel(pen: Pen, { label, shown, parts }: Panel, area: Area, largest: number): void {
  const width = area.right - area.left;
  pen.text(label, area.left, area.top + 12, { colour: COLOURS.quiet, maxWidth: width });
  pen.text(shown, area.left, area.top + 36, { size: 19, isBold: true, maxWidth: width });
  const bottom = area.bottom - FOOT_HEIGHT;
  const height = bottom - area.top - HEAD_HEIGHT - VALUE_HEIGHT;
  pen.line([area.left, bottom + 0.5], [area.right, bottom + 0.5], COLOURS.faint);
  const cell = width / Math.max(1, parts.length);
  for (const [index, part] of parts.entries()) {
    drawPart(pen, part, { x: area.left + index * cell, cell, bottom, scale: height / largest });
  }
}

function drawPart(
  pen: Pen,
  { label, values, shown }: Panel['parts'][number],
  { x, cell, bottom, scale }: { x: number; cell: number; bottom: number; scale: number },
): void {
  const middle = x + cell / 2;
  const style = { size: SIZES.axis, align: 'center', maxWidth: cell - 6 } as const;
  const bar = cell * 0.62;
  let y = bottom;
  for (const [index, value] of (values ?? []).entries()) {
    const height = value * scale;
    y -= height;
    if (height > 0) pen.box(middle - bar / 2, y, bar, height, SIDES[index] ?? COLOURS.text, 2);
  }
  pen.text(label, middle, bottom + 16, { ...style, colour: COLOURS.quiet });
  pen.text(shown, middle, y - 13, {
    ...style,
    isBold: values !== undefined,
    colour: values ? COLOURS.text : COLOURS.quiet,
  });
}
