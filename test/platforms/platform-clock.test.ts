// How far a platform's clock is from ours is learnt from the Date header of its answers.
import { expect, test } from 'vitest';
import { createPlatformClock } from '../../src/platforms/platform-clock.ts';

const AHEAD_MS = 3_600_400;

/** Answers 20 ms after they are asked for, at these moments of our clock, of a platform that is `ahead`. */
function heardAt(moments: readonly number[], ahead = AHEAD_MS) {
  const clock = createPlatformClock({ now: () => 0 });
  for (const at of moments) clock.note(new Date(at + 10 + ahead).toUTCString(), at, at + 20);
  return clock;
}

test('nothing is known before the first answer', () => {
  expect(heardAt([]).oursAt(5_000)).toBe(5_000);
});

test('one answer tells it to half a second', () => {
  for (let at = 0; at < 1_000; at += 100) {
    expect(Math.abs(heardAt([at]).oursAt(AHEAD_MS))).toBeLessThanOrEqual(520);
  }
});

test('several narrow it down', () => {
  const moments = Array.from({ length: 20 }, (_, index) => index * 1_370);
  expect(Math.abs(heardAt(moments).oursAt(AHEAD_MS))).toBeLessThanOrEqual(60);
});

test('a clock that is set is believed at once', () => {
  const clock = heardAt([0, 1_370, 2_740]);
  clock.note(new Date(5_000).toUTCString(), 5_000, 5_020);
  expect(Math.abs(clock.oursAt(5_000) - 5_000)).toBeLessThanOrEqual(520);
});

test('an answer without a time says nothing', () => {
  const clock = heardAt([0]);
  const before = clock.oursAt(AHEAD_MS);
  for (const date of [null, '', 'soon']) clock.note(date, 0, 20);
  expect(clock.oursAt(AHEAD_MS)).toBe(before);
});
