import { afterAll, describe, expect, test } from 'vitest';
import { createPictures } from '../../src/pictures/index.ts';
import { createMemoryLog } from '../core/sample-world.ts';
import { silent } from '../support/devnet.ts';
import { PATIENT_MS } from '../support/patience.ts';
import { hourly, linesOf, pixelsOf, rankingOf } from './charts.ts';

const clock = { time: 0, now: () => clock.time };
const chart = (title: string) => rankingOf([2, 1], { title });

const PATIENT = { patienceMs: PATIENT_MS, jobLimitMs: PATIENT_MS };

describe('in a thread of its own', () => {
  const pictures = createPictures({ clock, log: silent, ...PATIENT });
  afterAll(() => pictures.stop());

  test('a chart becomes a picture, the same for the same chart', async () => {
    const png = await pictures.draw(chart('a'));
    if (!png) throw new Error('no picture');
    expect((await pixelsOf(png)).width).toBe(800);
    expect(await pictures.draw(chart('a'))).toBe(png);
    expect(await pictures.draw(chart('b'))).not.toEqual(png);
  });

  test('one that cannot be drawn costs no other', async () => {
    const log = createMemoryLog();
    const own = createPictures({ clock, log, ...PATIENT });
    expect(await own.draw(linesOf(hourly([1, 2]), { locale: 'no such language' }))).toBeUndefined();
    expect(log.entries).toMatchObject([{ level: 'error', fields: { reason: expect.stringContaining('locale') } }]);
    expect(await own.draw(chart('a'))).toBeDefined();
    await own.stop();
  });

  test('after the end there are none', async () => {
    const own = createPictures({ clock, log: silent });
    await own.stop();
    expect(await own.draw(chart('a'))).toBeUndefined();
  });
});

describe('however the thread behaves', () => {
  test('those who ask at once share one drawing', async () => {
    let drawn = 0;
    const queue = { run: async () => ({ png: Uint8Array.of(++drawn) }), stop: async () => {} };
    const { draw } = createPictures({ clock, log: silent, queue });
    expect(await Promise.all([draw(chart('a')), draw(chart('a')), draw(chart('b'))])).toEqual([
      Uint8Array.of(1),
      Uint8Array.of(1),
      Uint8Array.of(2),
    ]);
  });

  test('one that fails is left alone for a minute, and said once', async () => {
    const log = createMemoryLog();
    let [tried, isBroken] = [0, true];
    const run = async () => {
      tried += 1;
      if (isBroken) throw new Error('no thread');
      return { png: Uint8Array.of(1) };
    };
    const { draw } = createPictures({ clock, log, queue: { run, stop: async () => {} } });
    expect(await draw(chart('a'))).toBeUndefined();
    isBroken = false;
    clock.time += 59_000;
    expect(await draw(chart('b'))).toBeUndefined();
    expect(tried).toBe(1);
    clock.time += 1_000;
    expect(await draw(chart('a'))).toEqual(Uint8Array.of(1));
    expect(log.entries).toHaveLength(1);
  });

  test('one that is slow holds up nobody, and its picture serves the next', async () => {
    const late = Promise.withResolvers<{ png: Uint8Array }>();
    const queue = { run: () => late.promise, stop: async () => {} };
    const { draw } = createPictures({ clock, log: silent, queue, patienceMs: 1 });
    expect(await draw(chart('a'))).toBeUndefined();
    late.resolve({ png: Uint8Array.of(1) });
    await late.promise;
    expect(await draw(chart('a'))).toEqual(Uint8Array.of(1));
  });
});
