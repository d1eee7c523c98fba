import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Chart } from '../../src/core/ports/pictures.ts';
import { plainText } from '../../src/core/reply/text.ts';
import { drawChart } from '../../src/pictures/chart.ts';
import { loadFonts } from '../../src/pictures/fonts.ts';
import { COLOURS, HEIGHT, MARGIN, WIDTH } from '../../src/pictures/theme.ts';
import { loadFacts } from '../../src/start/facts.ts';
import { catalogue } from '../support/host.ts';
import { HOUR_MS, hourly, linesOf, pixelsOf, rankingOf, START, splitOf } from './charts.ts';

const fonts = loadFonts();
const draw = (chart: Chart) => pixelsOf(drawChart(chart, fonts));
const [line, second] = COLOURS.series;
const values = (count: number) => Array.from({ length: count }, (_, index) => 100 + ((index * 7) % 13));
const level = (value: number) => ({ value, label: 'elected' });

test.each<readonly [string, Chart]>([
  ['votes over time', linesOf(hourly(values(49)), { level: level(120) })],
  ['a ranking', rankingOf(values(20))],
  ['a split', splitOf()],
])('%s is a card of 800 by 450 in its own colours', async (_, chart) => {
  const pixels = await draw(chart);
  expect([pixels.width, pixels.height]).toEqual([WIDTH, HEIGHT]);
  for (const colour of [COLOURS.card, COLOURS.text]) expect(pixels.has(colour, 0, WIDTH)).toBe(true);
});

describe('votes over time', () => {
  test('a gap in the history is a gap in the line', async () => {
    const points = hourly(values(49)).filter(([at]) => at < START + 16 * HOUR_MS || at > START + 32 * HOUR_MS);
    const pixels = await draw(linesOf(points));
    expect(pixels.has(line, 200, 250)).toBe(true);
    expect(pixels.has(line, 350, 500)).toBe(false);
    expect(pixels.has(line, 600, 650)).toBe(true);
    expect((await draw(linesOf(hourly(values(49))))).has(line, 350, 500)).toBe(true);
  });

  test('what stands alone is a dot', async () => {
    const pixels = await draw(linesOf([[START + 24 * HOUR_MS, 5]]));
    expect(pixels.has(line, 380, 460)).toBe(true);
    expect(pixels.has(line, 460, WIDTH)).toBe(false);
  });

  test.each([
    ['nothing at all', []],
    ['equal values', [7, 7, 7]],
    ['zeros', [0, 0]],
    ['very large ones', [2e10, 2.1e10]],
    ['a hair apart', [158_385_990, 158_385_990.5]],
  ])('of %s can be drawn', async (_, shown) => {
    expect((await draw(linesOf(hourly(shown), { level: level(2_100_000) }))).has(COLOURS.text, 0, WIDTH)).toBe(true);
  });

  test('the level is a line across when it is near, and an arrow at the edge when it is far', async () => {
    const right = [WIDTH - 2 * MARGIN - 20, WIDTH - MARGIN] as const;
    const points = hourly(values(49));
    expect((await draw(linesOf(points, { level: level(130) }))).has(COLOURS.level, ...right)).toBe(true);
    for (const far of [10, 9_000]) {
      const pixels = await draw(linesOf(points, { level: level(far) }));
      expect(pixels.has(COLOURS.level, ...right)).toBe(false);
      expect(pixels.has(COLOURS.level, 0, WIDTH / 2)).toBe(true);
    }
  });

  test('of several nodes have a colour each', async () => {
    const series = [0, 1, 2].map((index) => {
      return { label: `node ${index}`, shown: '1', points: hourly(values(49).map((value) => value + 20 * index)) };
    });
    const pixels = await draw(linesOf([], { series }));
    for (const colour of COLOURS.series) expect(pixels.has(colour, 100, WIDTH)).toBe(true);
  });
});

test('a ranking marks the level on its bars, and those below it are fainter', async () => {
  const pixels = await draw(rankingOf([100, 90, 40]));
  expect(pixels.has(COLOURS.level, 395, 405)).toBe(true);
  expect(pixels.count(COLOURS.faint, MARGIN, 300)).toBeGreaterThan(1_000);
  expect((await draw(rankingOf([100, 90, 60]))).count(COLOURS.faint, MARGIN, 300)).toBeLessThan(100);
});

test('a split stacks both sides, and what is not estimated has no bar', async () => {
  const pixels = await draw(splitOf());
  for (const colour of [line, second]) expect(pixels.has(colour, 60, 200)).toBe(true);
  for (const colour of [line, second]) expect(pixels.has(colour, 240, 380)).toBe(false);
});

describe('text', () => {
  const named = (label: string) => linesOf(hourly([1, 2]), { series: [{ label, shown: '1', points: hourly([1, 2]) }] });

  test('that is hostile is drawn as the plain text that it is', () => {
    const hostile = '\u202e<b>evil</b>\u0000\n\u2066 火币 💰';
    const plain = plainText(hostile).replace('💰', '').trimEnd();
    const isSame = (a: string, b: string) =>
      Buffer.compare(drawChart(named(a), fonts), drawChart(named(b), fonts)) === 0;
    expect(isSame(hostile, plain)).toBe(true);
    expect(isSame(plain, 'evil')).toBe(false);
  });

  test('that is too long is cut and stays inside', async () => {
    const long = 'W'.repeat(500);
    const everywhere = { title: long, subtitle: long, warning: long, source: long };
    for (const chart of [named(long), rankingOf([3, 2, 1], { level: level(2) }), splitOf()]) {
      const pixels = await draw({ ...chart, ...everywhere });
      expect(pixels.has(COLOURS.text, WIDTH - MARGIN + 1, WIDTH)).toBe(false);
      expect(pixels.has(COLOURS.quiet, WIDTH - MARGIN + 1, WIDTH)).toBe(false);
    }
  });

  test('in every language has its characters in the font', () => {
    for (const each of Object.values(catalogue)) {
      const text = JSON.stringify(Reflect.get(each, 'pictures'));
      expect(fonts.drawable(text)).toBe(text);
    }
  });

  test('of another script is left out, and something of every name is left', async () => {
    const { names } = await loadFacts(fileURLToPath(new URL('../../data', import.meta.url)));
    const shown = names.flatMap(({ name, nameZh = '' }) => [name, nameZh]).filter((name) => name !== '');
    const cut = shown.filter((name) => fonts.drawable(name) !== name);
    expect(cut).toEqual(['PHIΦ']);
    expect(cut.map(fonts.drawable)).toEqual(['PHI']);
  });

  test('that says the data is synthetic is drawn', async () => {
    expect((await draw(rankingOf([1], { warning: 'synthetic' }))).has(COLOURS.warning, 0, 200)).toBe(true);
    expect((await draw(rankingOf([1]))).has(COLOURS.warning, 0, 200)).toBe(false);
  });
});
