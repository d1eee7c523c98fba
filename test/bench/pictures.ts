// Pictures: how long the first one and the next ones take, and whether anybody waits meanwhile.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Chart, LinesChart } from '../../src/core/ports/pictures.ts';
import { createPictures } from '../../src/pictures/index.ts';
import { ms, printRow, quantile, timed } from './figures.ts';

const WARM = 60;
const HOUR_MS = 3_600_000;
const POINTS = 720;
const silent = { info: () => {}, warn: () => {}, error: () => {} };

export async function benchPictures(): Promise<void> {
  const pictures = createPictures({ clock: { now: Date.now }, log: silent, patienceMs: 60_000 });
  const draw = async (chart: Chart) => {
    if (!(await pictures.draw(chart))) throw new Error(`"${chart.title}" was not drawn`);
  };
  await sleep(500); // what was done before is over
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  await sleep(100);
  loop.reset();
  const first = await timed(() => draw(month('Votes over time', 0)));
  const firstBlocked = loop.max / 1e6;
  for (const chart of [month('票数走势', 0), ranking(0)]) await draw(chart);
  loop.reset();
  const times: number[] = [];
  for (let i = 1; i <= WARM; i += 1)
    times.push(await timed(() => draw(i % 2 === 0 ? month('票数走势', i) : ranking(i))));
  const warmBlocked = loop.max / 1e6;
  const kept = await timed(() => draw(ranking(1)));
  loop.disable();
  await pictures.stop();

  console.log(`\nPictures, drawn in a thread of their own (${POINTS} points, or 20 bars; ${WARM} different ones)`);
  printRow('', 'p50', 'worst', 'loop held for');
  printRow('the first one, thread and fonts included', ms(first), '', ms(firstBlocked));
  printRow('the next ones', ms(quantile(times, 0.5)), ms(quantile(times, 1)), ms(warmBlocked));
  printRow('one that was drawn already', ms(kept));
}

/** A month of hours; each `seed` is another picture. */
function month(title: string, seed: number): LinesChart {
  const points = Array.from({ length: POINTS }, (_, hour) => {
    return [hour * HOUR_MS, 1_500_000 + 900 * hour + 20_000 * Math.sin(hour / 9 + seed)] as const;
  });
  return {
    kind: 'lines',
    locale: 'zh-CN',
    title,
    subtitle: '火币矿池 (huobipool)',
    nothingSeen: '无记录',
    unit: 'amount',
    everyMs: 1.5 * HOUR_MS,
    from: 0,
    to: POINTS * HOUR_MS,
    series: [{ label: '当前票数', shown: '2,148,000', points }],
    level: { value: 2_100_000, label: '2,100,000 票即可当选' },
  };
}

function ranking(seed: number): Chart {
  const rows = Array.from({ length: 20 }, (_, index) => {
    const value = Math.round(158_000_000 / (1 + index)) + seed;
    return { rank: index + 1, label: `IOST node ${index}`, value, shown: value.toLocaleString('en'), isBelow: false };
  });
  const level = { value: 2_100_000, label: 'elected from 2,100,000 votes' };
  return { kind: 'ranking', locale: 'en', title: 'Most votes', warning: 'synthetic', rows, level };
}
