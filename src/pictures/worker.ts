// The thread that draws: a chart comes in, its picture goes out, one at a time. A chart that cannot be drawn costs no other.
import { parentPort } from 'node:worker_threads';
import type { Chart } from '../core/ports/pictures.ts';
import { drawChart } from './chart.ts';
import { loadFonts } from './fonts.ts';

/** What the worker answers. */
export type Drawn = { readonly png: Uint8Array } | { readonly trouble: string };

const fonts = loadFonts();

parentPort?.on('message', (chart: Chart) => parentPort?.postMessage(draw(chart)));

function draw(chart: Chart): Drawn {
  try {
    return { png: new Uint8Array(drawChart(chart, fonts)) };
  } catch (error) {
    return { trouble: String(error) };
  }
}
