// The one way out: messages in the order of their chat, no faster than Telegram allows, repeated where that is safe.

import type { Log } from '../../../core/ports/log.ts';
import type { AdapterEvent, Delivery } from '../../../core/ports/platform.ts';
import { backoffMs } from '../../../core/values/backoff.ts';
import { createLanes } from '../../lanes.ts';
import { pause } from '../../pause.ts';
import type { CallApi } from './client.ts';
import { type ApiError, deliveryOf, toApiError } from './errors.ts';
import { createLimits, type Haste, type LimitOptions } from './limits.ts';
import type { MovedChats } from './moved-chats.ts';
import { createTurns } from './turns.ts';

const MAX_TRIES = 4;
const WAITS = { firstMs: 1_000, longestMs: 60_000 };

export interface SenderDeps extends LimitOptions {
  readonly call: CallApi;
  report(event: AdapterEvent): void;
  readonly movedChats: MovedChats;
  readonly log: Log;
  /** Ends all waiting. */
  readonly closing: AbortSignal;
}

/** `isText`: it carries no picture and no file. `isEdit`: done twice it is as if it were done once. */
interface Attempt {
  readonly isText: boolean;
  readonly isEdit?: true;
  /** Gets the chat's present id. */
  readonly send: (chatId: string) => Promise<unknown>;
}

export interface Sender {
  /** Sends or edits one message in its turn. An answer waits when Telegram asks for it and is tried again; news leave both to
   *  whoever sends them. */
  message(chatId: string, haste: Haste, attempt: Attempt): Promise<Delivery>;
  /** A call that shows no message, at once; undefined when it fails, for nobody waits for it. */
  aside<T>(attempt: (call: CallApi) => Promise<T>): Promise<T | undefined>;
  /** News that are not on their way yet stay where they are. Resolves when those that are have arrived. */
  endNews(): Promise<void>;
}

export function createSender(deps: SenderDeps): Sender {
  const lanes = { answer: createLanes(), news: createLanes() };
  const limits = createLimits(deps);
  const turns = createTurns({ limits, closing: deps.closing });

  async function tryOnce(chatId: string, { send }: Attempt): Promise<ApiError | undefined> {
    const sentAt = performance.now();
    try {
      await send(chatId).finally(() => limits.landed(chatId, sentAt, performance.now()));
      return undefined;
    } catch (error) {
      const failure = toApiError(error);
      if (failure.movedTo !== undefined) await deps.movedChats.note(chatId, failure.movedTo);
      if (failure.retryAfterMs !== undefined) limits.hold(chatId, failure.retryAfterMs, performance.now());
      tellWait(deps, failure);
      return failure;
    }
  }

  async function deliver(givenId: string, haste: Haste, attempt: Attempt): Promise<Delivery> {
    for (let tries = 1; ; tries++) {
      const chatId = deps.movedChats.current(givenId);
      const turn = await turns.take(chatId, haste);
      if (turn.kind === 'closed') return { kind: 'unavailable' };
      if (turn.kind === 'too-long') return { kind: 'rate-limited', retryAfterMs: Math.ceil(turn.waitMs) };
      const failure = await tryOnce(chatId, attempt);
      if (!failure) return { kind: 'ok' };
      const waitMs = tries < MAX_TRIES ? waitBefore(failure, haste, attempt, tries) : undefined;
      if (waitMs === undefined || !(await pause(waitMs, deps.closing))) return deliveryOf(failure, attempt.isText);
    }
  }

  return {
    message: (chatId, haste, attempt) =>
      lanes[haste].run(chatId, async () => {
        const delivery = await deliver(chatId, haste, attempt);
        deps.report({ kind: 'sent', delivery: delivery.kind });
        return delivery;
      }),
    aside: async (attempt) => {
      try {
        return await attempt(deps.call);
      } catch (error) {
        const failure = toApiError(error);
        tellWait(deps, failure);
        deps.log.info('telegram: a call was not answered', { why: failure.message });
        return undefined;
      }
    },
    endNews: () => {
      turns.stopNews();
      return lanes.news.idle();
    },
  };
}

/** How long to wait before the same message takes its next turn; undefined when it does not. Telegram cannot drop a repeated
 *  message, so one that may have arrived already (no answer came back) is left alone, save after the reset of an idle
 *  connection: there an answer is nearly always lost, and twice the same is better than nothing. */
function waitBefore(failure: ApiError, haste: Haste, { isEdit }: Attempt, tries: number): number | undefined {
  const { movedTo, retryAfterMs, trouble, isReset } = failure;
  if (movedTo !== undefined) return 0;
  if (isReset && (haste === 'answer' || trouble === 'unreachable')) return 0;
  if (haste === 'news') return undefined;
  if (retryAfterMs !== undefined) return 0; // the chat's next turn comes no sooner
  return isEdit || trouble === 'failing' || trouble === 'unreachable' ? backoffMs(tries - 1, WAITS) : undefined;
}

function tellWait({ report }: SenderDeps, { retryAfterMs }: ApiError): void {
  if (retryAfterMs !== undefined) report({ kind: 'told-to-wait', retryAfterMs });
}
