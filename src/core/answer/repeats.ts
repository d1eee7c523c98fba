// One press is one press, and of one place at most one answer to a question that waited while the bot was away.

import type { Clock } from '../ports/clock.ts';
import type { Invocation } from '../ports/platform.ts';
import { createBoundedMap } from '../values/bounded-map.ts';
import { ageOf, OLD_MS, PROMPT_MS } from './word.ts';

/** A second press this soon is the same one: a finger that trembles, a platform that repeats itself. */
const PRESS_MS = 2_000;
const MAX_REMEMBERED = 10_000;

/** Whether this was asked before. */
export type IsRepeated = (invocation: Invocation) => boolean;

export function createRepeats(clock: Clock): IsRepeated {
  const until = createBoundedMap<number>(MAX_REMEMBERED);
  const isKnown = (key: string, forMs: number) => {
    const now = clock.now();
    const known = (until.get(key) ?? 0) > now;
    if (!known) until.set(key, now + forMs);
    return known;
  };
  return (invocation) => {
    const { source, pressOn, actor, chat, command, raw } = invocation;
    if (source === 'pressed' && pressOn !== undefined) {
      return isKnown(JSON.stringify([actor, chat.chatId, pressOn, command, raw]), PRESS_MS);
    }
    if (ageOf(invocation, clock.now()) < PROMPT_MS) return false;
    return isKnown(JSON.stringify([actor.platform, chat.chatId, chat.threadId, command, raw]), OLD_MS);
  };
}
