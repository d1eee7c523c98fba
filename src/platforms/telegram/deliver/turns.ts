// Whose turn it is to send: answers go before news, and nobody books ahead, so that an answer only ever waits for the very
// next moment that Telegram's limits leave free.

import { pause } from '../../pause.ts';
import type { Haste, Limits } from './limits.ts';

/** `too-long`: the chat is to be left alone for longer than it makes sense to wait here. */
type Turn = { readonly kind: 'now' | 'closed' } | { readonly kind: 'too-long'; readonly waitMs: number };

export interface Turns {
  /** Resolves when a message to this chat may go out, which counts as being on its way from then on. */
  take(chatId: string, haste: Haste): Promise<Turn>;
  /** From now on there are no turns for news. */
  stopNews(): void;
}

export interface TurnDeps {
  readonly limits: Limits;
  /** Ends all waiting. */
  readonly closing: AbortSignal;
}

/** Somebody waits for an answer; news wait better where they are stored. */
const PATIENCE_MS: Readonly<Record<Haste, number>> = { answer: 60_000, news: 2_000 };

interface Waiter {
  readonly chatId: string;
  resolve(isMine: boolean): void;
}

export function createTurns({ limits, closing }: TurnDeps): Turns {
  const queue = createQueue(limits);
  let takesNews = true;

  function stopNews(): void {
    takesNews = false;
    queue.dismiss('news');
  }

  closing.addEventListener('abort', () => {
    stopNews();
    queue.dismiss('answer');
  });

  return {
    take: async (chatId, haste) => {
      while (!closing.aborted && (haste === 'answer' || takesNews)) {
        const now = performance.now();
        const chatMs = limits.chatWait(chatId, haste, now);
        const waitMs = Math.max(chatMs, limits.allWait(haste, now));
        if (waitMs > PATIENCE_MS[haste]) return { kind: 'too-long', waitMs };
        if (chatMs > 0) await pause(chatMs, closing);
        else if (await queue.wait(chatId, haste)) return { kind: 'now' };
      }
      return { kind: 'closed' };
    },
    stopNews,
  };
}

function createQueue(limits: Limits) {
  const waiting: Readonly<Record<Haste, Waiter[]>> = { answer: [], news: [] };
  let timer: NodeJS.Timeout | undefined;

  /** Gives turns to those that are first, until the limits say wait. */
  function advance(): void {
    clearTimeout(timer);
    for (const haste of ['answer', 'news'] as const) {
      while (waiting[haste].length > 0) {
        const now = performance.now();
        const waitMs = limits.allWait(haste, now);
        if (waitMs > 0) {
          timer = setTimeout(advance, waitMs);
          return;
        }
        give(waiting[haste].shift(), haste, now);
      }
    }
  }

  function give(waiter: Waiter | undefined, haste: Haste, now: number): void {
    if (!waiter) return;
    const isFree = limits.chatWait(waiter.chatId, haste, now) <= 0;
    if (isFree) limits.leaves(now);
    waiter.resolve(isFree);
  }

  return {
    /** False when there is no turn: the chat is to be left alone by now, or nobody gets turns any more. */
    wait: (chatId: string, haste: Haste): Promise<boolean> => {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      waiting[haste].push({ chatId, resolve });
      advance();
      return promise;
    },
    dismiss: (haste: Haste): void => {
      for (const { resolve } of waiting[haste].splice(0)) resolve(false);
      advance();
    },
  };
}
