import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodePng } from '../../src/pictures/png.ts';

/** What another reader of PNG makes of it. */
async function decode(png: Uint8Array) {
  const image = await loadImage(Buffer.from(png));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return { width: image.width, height: image.height, data };
}

const rgba = (colours: readonly number[]) =>
  new Uint8ClampedArray(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff, 0xff]));

test('a picture of few colours comes back as it was', async () => {
  const colours = fc.constantFrom(0x16202c, 0xf1f5f9, 0x5ab4f0, 0xffc857, 0x000000, 0xffffff);
  const sizes = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }));
  const pictures = sizes.chain(([width, height]) =>
    fc.record({
      width: fc.constant(width),
      pixels: fc.array(colours, { minLength: width * height, maxLength: width * height }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(pictures, async ({ width, pixels }) => {
      const decoded = await decode(encodePng(rgba(pixels), width, pixels.length / width));
      expect([decoded.width, decoded.height]).toEqual([width, pixels.length / width]);
      expect([...decoded.data]).toEqual([...rgba(pixels)]);
    }),
    { numRuns: 30 },
  );
});

test('of many colours the frequent ones stay exact, and the others come near', async () => {
  const greys = Array.from({ length: 4_000 }, (_, index) => Math.floor(index / 16) * 0x010101);
  const reds = Array.from({ length: 6_000 }, () => 0xd83a42);
  const pixels = [...reds, ...greys, ...Array.from({ length: 6_000 }, (_, index) => (index % 256) * 0x000100)];
  const { data } = await decode(encodePng(rgba(pixels), 100, pixels.length / 100));
  const wanted = rgba(pixels);
  expect([...data.subarray(0, 4)]).toEqual([0xd8, 0x3a, 0x42, 0xff]);
  expect(Math.max(...data.map((channel, at) => Math.abs(channel - (wanted[at] ?? 0))))).toBeLessThanOrEqual(8);
});
