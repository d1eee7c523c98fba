// Chart → PNG.
import type { Chart } from '../core/ports/pictures.ts';
import { drawLines } from './draw-lines.ts';
import { drawRanking } from './draw-ranking.ts';
import { drawSplit } from './draw-split.ts';
import type { Fonts } from './fonts.ts';
import { drawFrame } from './frame.ts';
import { createPen } from './pen.ts';

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
