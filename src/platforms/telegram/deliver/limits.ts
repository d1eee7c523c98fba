// Telegram's limits on sending, kept before it has to say so, and what it says all the same:
// https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
import { createBucket, createWindow, type Rate } from '../../rates.ts';

/** `answer`: somebody waits for it. `news`: nobody asked, so it leaves the short bursts that Telegram tolerates to answers. */
export type Haste = 'answer' | 'news';

export interface LimitOptions {
  /** To all chats together. */
  readonly perSecond: number;
  /** So many times faster than by the clock all limits are counted. */
  readonly timeScale: number;
}

/** All times in ms, by a clock that never goes back. */
export interface Limits {
  /** How long a message to this chat waits for the chat's sake. */
  chatWait(chatId: string, haste: Haste, now: number): number;
  /** And for the sake of all. */
  allWait(haste: Haste, now: number): number;
  /** A message goes out. */
  leaves(now: number): void;
  /** It was answered now, and may have arrived only just before. */
  landed(chatId: string, sentAt: number, now: number): void;
  /** Telegram asks to leave this chat alone for so long. */
  hold(chatId: string, forMs: number, now: number): void;
}

/** A little more than the second itself, for requests are not on the way equally long. */
const SECOND_MS = 1_005;
const CHAT_EVERY_MS = 1_000;
const CHAT_AT_ONCE = 5;
const GROUP_WINDOW_MS = 60_500;
const GROUP_MAX = 20;
const LONG_WAY_MS = 500;
const MAX_CHATS = 1_000;
/** When so many chats are to be left alone at one time, it is not about each of them. */
const MANY_HELD = 3;

interface ChatLimits {
  readonly answer: Rate;
  readonly news: Rate;
  /** Both kinds count here. */
  readonly group?: Rate;
  heldUntil: number;
}

export function createLimits({ perSecond, timeScale }: LimitOptions): Limits {
  const all = createWindow(perSecond, SECOND_MS / timeScale);
  // News go out evenly, so that an answer never finds the whole second used up; after a delay they catch up a little.
  const allNews = createBucket(Math.ceil(perSecond / 4), SECOND_MS / timeScale / perSecond);
  const chats = new Map<string, ChatLimits>();
  let allHeldUntil = 0;

  function limitsOf(chatId: string, now: number): ChatLimits {
    const known = chats.get(chatId);
    if (known) return known;
    if (chats.size >= MAX_CHATS) for (const [id, chat] of chats) if (isQuiet(chat, now)) chats.delete(id);
    const made = newChat(chatId, timeScale);
    chats.set(chatId, made);
    return made;
  }

  return {
    chatWait: (chatId, haste, now) => {
      const chat = chats.get(chatId);
      return chat ? Math.max(0, chat.heldUntil - now, chat[haste].wait(now), chat.group?.wait(now) ?? 0) : 0;
    },
    allWait: (haste, now) => Math.max(0, allHeldUntil - now, all.wait(now), haste === 'news' ? allNews.wait(now) : 0),
    leaves: (now) => {
      for (const rate of [all, allNews]) rate.note(now);
    },
    landed: (chatId, sentAt, now) => {
      for (const rate of ratesOf(limitsOf(chatId, now))) rate.note(now);
      if (now - sentAt > LONG_WAY_MS / timeScale) for (const rate of [all, allNews]) rate.note(now);
    },
    hold: (chatId, forMs, now) => {
      limitsOf(chatId, now).heldUntil = now + forMs;
      const ends = [...chats.values()].map(({ heldUntil }) => heldUntil).filter((end) => end > now);
      // Until the first of them may be tried again: one group's long wait silences nobody else.
      if (ends.length >= MANY_HELD) allHeldUntil = Math.max(allHeldUntil, Math.min(...ends));
    },
  };
}

/** A second each, for answers with a small burst; 20 a minute in groups, whose ids are negative. */
function newChat(chatId: string, timeScale: number): ChatLimits {
  return {
    answer: createBucket(CHAT_AT_ONCE, CHAT_EVERY_MS / timeScale),
    news: createBucket(1, CHAT_EVERY_MS / timeScale),
    ...(chatId.startsWith('-') && { group: createWindow(GROUP_MAX, GROUP_WINDOW_MS / timeScale) }),
    heldUntil: 0,
  };
}

function ratesOf({ answer, news, group }: ChatLimits): readonly Rate[] {
  return group ? [answer, news, group] : [answer, news];
}

function isQuiet(chat: ChatLimits, now: number): boolean {
  return chat.heldUntil <= now && ratesOf(chat).every((rate) => rate.isIdle(now));
}
