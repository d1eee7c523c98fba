// What every picture has around its chart: a title, what it is of, and where the numbers come from.
import type { Chart } from '../core/ports/pictures.ts';
import type { Pen } from './pen.ts';
import { COLOURS, HEIGHT, MARGIN, SIZES, WIDTH } from './theme.ts';

/** Where the chart itself may be drawn. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const FOOT_Y = HEIGHT - 20;
const GAP = 20;

export function drawFrame(pen: Pen, { title, subtitle, warning, source }: Chart): Area {
  const room = WIDTH - 2 * MARGIN;
  pen.text(title, MARGIN, 36, { size: SIZES.title, isBold: true, maxWidth: room });
  if (subtitle !== undefined) pen.text(subtitle, MARGIN, 67, { colour: COLOURS.quiet, maxWidth: room });
  const foot = { size: SIZES.foot };
  const warned =
    warning === undefined
      ? 0
      : pen.text(warning, MARGIN, FOOT_Y, { ...foot, isBold: true, colour: COLOURS.warning, maxWidth: room / 2 });
  if (source !== undefined) {
    const maxWidth = room - warned - GAP;
    pen.text(source, WIDTH - MARGIN, FOOT_Y, { ...foot, colour: COLOURS.quiet, align: 'right', maxWidth });
  }
  return { left: MARGIN, top: subtitle === undefined ? 68 : 92, right: WIDTH - MARGIN, bottom: HEIGHT - 40 };
}
