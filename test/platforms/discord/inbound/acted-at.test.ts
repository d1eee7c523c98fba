// When a person acted, by our clock: what the interaction's id says, within what can be.
import { expect, test } from 'vitest';
import { deadlineOf } from '../../../../src/platforms/discord/inbound/deadline.ts';
import { createPlatformClock } from '../../../../src/platforms/platform-clock.ts';

const NOW = Date.UTC(2026, 10, 25);
const clock = createPlatformClock({ now: () => NOW });
const after = (ageMs: number) => deadlineOf({ createdTimestamp: NOW - ageMs }, clock);

test.each([
  [0, 0, 1_700],
  [400, 400, 1_300],
  [1_700, 1_700, 0],
  [2_900, 2_900, 0],
  [30_000, 3_000, 0],
  [-400, 0, 1_700],
  [15 * 60_000, 0, 1_700],
  [10 * 365 * 86_400_000, 0, 1_700],
])('an id of %i ms ago: %i ms ago, and a promise in %i ms', (idMs, agoMs, promiseInMs) => {
  const deadline = after(idMs);
  expect([NOW - deadline.actedAt, deadline.promiseInMs]).toEqual([agoMs, promiseInMs]);
});

test('files are promised sooner', () => {
  expect([after(700).isShortForFiles(), after(701).isShortForFiles()]).toEqual([false, true]);
});
