// What is not worked out yet: in words and in `data`, with when to ask again.
import { formatDuration } from '../core/values/duration.ts';

/** Whole seconds to wait for what takes so long, at least one. */
export function secondsOf(waitMs: number): number {
  return Math.max(1, Math.ceil(waitMs / 1_000));
}

export function waitText(seconds: number, locale: string): string {
  return formatDuration(seconds * 1_000, locale);
}

/** `members`: paths of those that are null until then. `now`: ms since 1970. */
export function pendingData(members: readonly string[], seconds: number, now: number) {
  return { members, askAgainSeconds: seconds, askAgainAt: new Date(now + seconds * 1_000).toISOString() };
}
