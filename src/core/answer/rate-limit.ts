// Nobody keeps the bot from answering the others: so many commands a minute for each person, and for each chat.

import type { Clock } from '../ports/clock.ts';
import type { Invocation } from '../ports/platform.ts';

const MINUTE_MS = 60_000;
const PER_PERSON = 20;
const PER_CHAT = 60;
/** Of people, and of chats; beyond it the ones heard of longest ago are forgotten. */
const MAX_REMEMBERED = 10_000;

export interface Refusal {
  readonly of: 'person' | 'chat';
  /** Until the next command is answered. */
  readonly waitMs: number;
  /** It was said within the last minute. */
  readonly isRepeated: boolean;
}

/** What one person or chat did in the last minute. */
interface Recent {
  /** Of the commands that were let through, oldest first. */
  times: readonly number[];
  heardAt: number;
  toldAt: number;
}

/** Counts a command, or says why it is not answered; one that is refused does not count. */
export type RateLimit = (
  invocation: Pick<Invocation, 'actor' | 'chat' | 'isOperator' | 'isPreview'>,
) => Refusal | undefined;

export function createRateLimit(clock: Clock): RateLimit {
  const people = new Map<string, Recent>();
  const chats = new Map<string, Recent>();
  return ({ actor, chat, isOperator, isPreview }) => {
    if (isOperator || isPreview) return undefined;
    const now = clock.now();
    const parties = [
      { of: 'person', limit: PER_PERSON, recent: hear(people, `${actor.platform} ${actor.userId}`, now) },
      { of: 'chat', limit: PER_CHAT, recent: hear(chats, `${chat.platform} ${chat.chatId}`, now) },
    ] as const;
    const full = parties.find(({ limit, recent }) => recent.times.length >= limit);
    if (full) return refuse(full.of, full.recent, now);
    for (const { recent } of parties) recent.times = [...recent.times, now];
    return undefined;
  };
}

function refuse(of: Refusal['of'], recent: Recent, now: number): Refusal {
  const isRepeated = isRecent(recent.toldAt, now);
  if (!isRepeated) recent.toldAt = now;
  return { of, waitMs: (recent.times[0] ?? now) + MINUTE_MS - now, isRepeated };
}

/** The map is in the order in which they were last heard of. */
function hear(all: Map<string, Recent>, key: string, now: number): Recent {
  const recent = all.get(key) ?? { times: [], heardAt: now, toldAt: Number.NEGATIVE_INFINITY };
  recent.times = recent.times.filter((time) => isRecent(time, now));
  recent.heardAt = now;
  all.delete(key);
  all.set(key, recent);
  for (const [other, { heardAt }] of all) {
    if (isRecent(heardAt, now) && all.size <= MAX_REMEMBERED) break;
    all.delete(other);
  }
  return recent;
}

/** A clock that was set back makes nobody wait for longer than a minute. */
function isRecent(time: number, now: number): boolean {
  return Math.abs(now - time) < MINUTE_MS;
}
