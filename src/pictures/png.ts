// Pixels as a PNG of 256 colours: a third of the size, which counts when a crowd asks for the same picture.
// https://www.w3.org/TR/png-3/
import { crc32, deflateSync } from 'node:zlib';

const MAX_COLOURS = 256;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const INDEXED = 3;
const BIT_DEPTH = 8;
/** Colours that differ in nothing but the last two bits of a channel count as one. */
const SHADE = 0xfcfcfc;

/** `rgba`: four bytes a pixel, row by row, opaque. */
export function encodePng(rgba: Uint8ClampedArray, width: number, height: number): Uint8Array {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  const { palette, indexOf } = paletteOf(pixels);
  const rows = Buffer.alloc((width + 1) * height);
  let at = 0;
  for (let y = 0; y < height; y += 1) {
    let [last, index] = [-1, 0];
    const start = y * (width + 1) + 1; // a row begins with its filter: none
    for (let x = 0; x < width; x += 1) {
      const colour = pixels[at++] ?? 0;
      if (colour !== last) index = indexOf(colour);
      last = colour;
      rows[start + x] = index;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([BIT_DEPTH, INDEXED], 8);
  const chunks = [chunk('IHDR', header), chunk('PLTE', palette), chunk('IDAT', deflateSync(rows))];
  return Buffer.concat([SIGNATURE, ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

/** A pixel's number holds red in its lowest byte, then green and blue, as every machine has it that runs this. */
const channelsOf = (colour: number) => [colour & 0xff, (colour >> 8) & 0xff, (colour >> 16) & 0xff] as const;

/** The most frequent colours; any other is shown as the nearest of them. */
function paletteOf(pixels: Uint32Array) {
  const shades = new Map<number, number>();
  for (const colour of byFrequency(pixels)) {
    if (!shades.has(colour & SHADE)) shades.set(colour & SHADE, colour);
  }
  const colours = [...shades.values()].slice(0, MAX_COLOURS);
  const known = new Map(colours.map((colour, index) => [colour, index]));
  return {
    palette: Buffer.from(colours.flatMap(channelsOf)),
    indexOf: (colour: number) => {
      const index = known.get(colour) ?? nearest(colours, colour);
      known.set(colour, index);
      return index;
    },
  };
}

function byFrequency(pixels: Uint32Array): readonly number[] {
  const counts = new Map<number, number>();
  let start = 0;
  for (let at = 1; at <= pixels.length; at += 1) {
    const colour = pixels[start] ?? 0;
    if (pixels[at] === colour) continue;
    counts.set(colour, (counts.get(colour) ?? 0) + at - start);
    start = at;
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
}

function nearest(colours: readonly number[], wanted: number): number {
  const [red, green, blue] = channelsOf(wanted);
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let index = 0; index < colours.length; index += 1) {
    const [r, g, b] = channelsOf(colours[index] ?? 0);
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance >= least) continue;
    least = distance;
    best = index;
  }
  return best;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
