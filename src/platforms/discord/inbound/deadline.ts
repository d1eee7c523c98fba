// Discord waits three seconds for a first answer, counted from when the person acted, which the id of an interaction says:
// https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback

import type { BaseInteraction } from 'discord.js';
import type { PlatformClock } from '../../platform-clock.ts';

const ANSWER_WITHIN_MS = 3_000;
/** Nothing can be said to what is older, so the clocks are not what we take them for: then it counts from now, and Discord says
 *  whether it is too late. */
const TOKEN_MS = 15 * 60_000;
/** The promise of an answer needs its time on the way too, and the clocks are known to half a second. */
const PROMISE_AFTER_MS = 1_700;
/** Files take longer. */
const PROMISE_FILES_AFTER_MS = 700;

export interface Deadline {
  /** When the person acted, by our clock. What is answered at all is no older than Discord waits. */
  readonly actedAt: number;
  /** From now: until then an answer, or the promise of one, has to be on its way. */
  readonly promiseInMs: number;
  /** Whether files that are sent now may be too late. */
  isShortForFiles(): boolean;
}

export function deadlineOf(
  { createdTimestamp }: Pick<BaseInteraction, 'createdTimestamp'>,
  clock: PlatformClock,
): Deadline {
  const now = clock.now();
  const ageMs = now - clock.oursAt(createdTimestamp);
  const actedAt = now - Math.min(isPossible(ageMs) ? ageMs : 0, ANSWER_WITHIN_MS);
  return {
    actedAt,
    promiseInMs: Math.max(0, actedAt + PROMISE_AFTER_MS - now),
    isShortForFiles: () => clock.now() > actedAt + PROMISE_FILES_AFTER_MS,
  };
}

function isPossible(ageMs: number): boolean {
  return ageMs >= 0 && ageMs < TOKEN_MS;
}
