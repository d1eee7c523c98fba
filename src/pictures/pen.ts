// Text and lines on a canvas, in the few ways in which pictures use them.
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { plainText } from '../core/reply/text.ts';
import type { Fonts } from './fonts.ts';
import { encodePng } from './png.ts';
import { COLOURS, HEIGHT, SIZES, WIDTH } from './theme.ts';

interface TextStyle {
  readonly size?: number;
  readonly colour?: string;
  readonly align?: 'left' | 'right' | 'center';
  readonly isBold?: boolean;
  /** Longer text is cut and ends in "…". */
  readonly maxWidth?: number;
}

export interface Pen {
  readonly context: SKRSContext2D;
  /** `y` is the middle of the line. Returns the width. */
  text(text: string, x: number, y: number, style?: TextStyle): number;
  widthOf(text: string, style?: TextStyle): number;
  line(from: readonly [number, number], to: readonly [number, number], colour: string, dash?: readonly number[]): void;
  box(x: number, y: number, width: number, height: number, colour: string, radius?: number): void;
  png(): Uint8Array;
}

const clusters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** One for all pictures: a canvas is more memory than the garbage collector knows of. */
const canvas = createCanvas(WIDTH, HEIGHT);

/** An empty card to draw on; the one before is gone. */
export function createPen(fonts: Fonts): Pen {
  const context = canvas.getContext('2d');
  context.reset();
  context.fillStyle = COLOURS.card;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.textBaseline = 'middle';

  const dress = (text: string, { size = SIZES.text, isBold = false }: TextStyle) => {
    context.font = `${size}px ${fonts.familiesFor(text)}`;
    context.fontVariationSettings = `'wght' ${isBold ? 600 : 400}`;
  };
  const clean = (text: string) => fonts.drawable(plainText(text)).trim();
  const widthOf = (text: string, style: TextStyle = {}) => {
    dress(text, style);
    return context.measureText(text).width;
  };
  return {
    context,
    widthOf: (text, style) => widthOf(clean(text), style),
    text: (text, x, y, style = {}) => {
      const { colour = COLOURS.text, align = 'left', maxWidth = WIDTH } = style;
      const shown = cutToWidth(clean(text), maxWidth, (part) => widthOf(part, style));
      dress(shown, style);
      context.textAlign = align;
      context.fillStyle = colour;
      context.fillText(shown, x, y);
      return context.measureText(shown).width;
    },
    line: ([x1, y1], [x2, y2], colour, dash = []) => {
      context.save();
      context.strokeStyle = colour;
      context.lineWidth = dash.length > 0 ? 2 : 1;
      context.setLineDash([...dash]);
      context.beginPath();
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
      context.stroke();
      context.restore();
    },
    box: (x, y, width, height, colour, radius = 0) => {
      context.fillStyle = colour;
      context.beginPath();
      context.roundRect(x, y, Math.max(0, width), Math.max(0, height), Math.min(radius, Math.abs(width) / 2));
      context.fill();
    },
    png: () => encodePng(context.getImageData(0, 0, WIDTH, HEIGHT).data, WIDTH, HEIGHT),
  };
}

/** The longest beginning that fits, cut between what readers see as characters. */
function cutToWidth(text: string, maxWidth: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= maxWidth) return text;
  const characters = Array.from(clusters.segment(text), ({ segment }) => segment);
  let [fits, tooLong] = [0, characters.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (widthOf(`${characters.slice(0, middle).join('')}…`) <= maxWidth) fits = middle;
    else tooLong = middle;
  }
  return `${characters.slice(0, fits).join('').trimEnd()}…`;
}
