import { expect, test } from 'vitest';
import { createSteadyCheck } from '../../../src/alerts/schedule/steady-clock.ts';

const MINUTE_MS = 60_000;

test('a clock that is set makes nothing old for an hour, whichever way it was set', () => {
  for (const jumpMs of [100 * 24 * 60 * MINUTE_MS, -100 * 24 * 60 * MINUTE_MS]) {
    let [elapsed, set] = [0, 0];
    const isSteady = createSteadyCheck({ now: () => 1_000_000 + elapsed + set }, () => elapsed);
    const minutes = (count: number) =>
      Array.from({ length: count }, () => {
        elapsed += MINUTE_MS;
        return isSteady();
      });
    expect(minutes(10)).not.toContain(false);
    set = jumpMs;
    expect(minutes(60)).not.toContain(true);
    expect(minutes(10)).not.toContain(false);
  }
});

test('a clock that is put right by seconds is steady', () => {
  let [elapsed, set] = [0, 0];
  const isSteady = createSteadyCheck({ now: () => elapsed + set }, () => elapsed);
  for (let i = 0; i < 100; i += 1) {
    elapsed += MINUTE_MS;
    set += 2_000;
    expect(isSteady()).toBe(true);
  }
});
