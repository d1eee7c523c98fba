// Chart → PNG.
import type { Chart } from '../core/ports/pictures.ts';
import type { Fonts } from './fonts.ts';
import { drawFrame } from './frame.ts';
import { drawLines } from './line-chart.ts';
import { createPen } from './pen.ts';
import { drawRanking } from './ranking-chart.ts';
import { drawSplit } from './split-chart.ts';

export function drawChart(chart: Chart, fonts: Fonts): Uint8Array {
  const pen = createPen(fonts);
  const area = drawFrame(pen, chart);
  switch (chart.kind) {
    case 'lines':
      drawLines(pen, chart, area);
      break;
    case 'ranking':
      drawRanking(pen, chart, area);
      break;
    case 'split':
      drawSplit(pen, chart, area);
      break;
  }
  return pen.png();
}
