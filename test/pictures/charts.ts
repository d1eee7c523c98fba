// Charts to vary by hand, and the pixels of what is drawn of them.
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { LinesChart, RankingChart, SplitChart } from '../../src/core/ports/pictures.ts';

export const HOUR_MS = 3_600_000;
export const START = Date.UTC(2026, 10, 1);

type Point = LinesChart['series'][number]['points'][number];

/** One value an hour, from `START` on. */
export const hourly = (values: readonly number[]): readonly Point[] =>
  values.map((value, hour) => [START + hour * HOUR_MS, value]);

export function linesOf(points: readonly Point[], changes: Partial<LinesChart> = {}): LinesChart {
  return {
    kind: 'lines',
    locale: 'en',
    title: 'Votes',
    unit: 'amount',
    nothingSeen: 'nothing',
    everyMs: 1.5 * HOUR_MS,
    from: START,
    to: START + 48 * HOUR_MS,
    series: [{ label: 'Node', shown: '1', points }],
    ...changes,
  };
}

export function rankingOf(values: readonly number[], changes: Partial<RankingChart> = {}): RankingChart {
  const rows = values.map((value, index) => {
    return { rank: index + 1, label: `node ${index}`, value, shown: String(value), isBelow: value < 50 };
  });
  return { kind: 'ranking', locale: 'en', title: 'Votes', rows, level: { value: 50, label: 'fifty' }, ...changes };
}

export function splitOf(changes: Partial<SplitChart> = {}): SplitChart {
  const parts = [
    { label: 'blocks', values: [60, 40], shown: '100' },
    { label: 'contribution', shown: 'not estimated' },
  ] as const;
  const panels = [
    { label: 'published', shown: '100', parts },
    { label: 'chain', shown: '100', parts },
  ];
  return { kind: 'split', locale: 'en', title: 'Rewards', sides: ['node', 'voters'], panels, ...changes };
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Pixels near this colour ("#rrggbb") in the columns from `left` to `right`. */
  count(colour: string, left: number, right: number): number;
  /** Whether there is one. */
  has(colour: string, left: number, right: number): boolean;
}

export async function pixelsOf(png: Uint8Array): Promise<Pixels> {
  const image = await loadImage(Buffer.from(png));
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const near = (at: number, channels: readonly number[]) =>
    channels.every((channel, index) => Math.abs((data[at + index] ?? 0) - channel) < 12);
  const count = (colour: string, left: number, right: number) => {
    const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    let found = 0;
    for (let y = 0; y < height; y += 1) {
      for (let x = left; x < right; x += 1) found += Number(near((y * width + x) * 4, channels));
    }
    return found;
  };
  return { width, height, count, has: (...where) => count(...where) > 0 };
}
