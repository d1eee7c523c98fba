// The one way out: messages in the order of their chat, at the pace that Telegram allows, repeated where that is safe.
import { backoffMs } from '../../core/backoff.ts';
import type { AdapterHost, Delivery } from '../../core/platform.ts';
import type { Log } from '../../core/ports.ts';
import type { CallApi } from './api.ts';
import { type ApiError, deliveryOf, toApiError } from './api-error.ts';
import { createLanes } from './lanes.ts';
import type { Moves } from './moves.ts';
import { createPace } from './pace.ts';
import { pause, WAITS } from './pause.ts';
import { PLATFORM } from './updates.ts';

const MAX_TRIES = 4;
const LONGEST_WAIT_MS = 60_000;

export interface DeliverDeps {
  readonly call: CallApi;
  readonly host: Pick<AdapterHost, 'report'>;
  readonly moves: Moves;
  readonly log: Log;
  readonly messagesPerSecond: number;
  /** Ends all waiting. */
  readonly closing: AbortSignal;
}

/** `patient` waits when told to and tries again; `prompt` leaves both to whoever sends. */
export type Manner = 'patient' | 'prompt';

export interface Sender {
  /** Sends or edits one message in its turn. `attempt` gets the chat's present id. */
  message(chatId: string, manner: Manner, attempt: (chatId: string) => Promise<unknown>): Promise<Delivery>;
  /** A call that shows no message, at once; undefined when it fails, for nobody waits for it. */
  aside<T>(attempt: (call: CallApi) => Promise<T>): Promise<T | undefined>;
}

export function createSender(deps: DeliverDeps): Sender {
  const lanes = createLanes();
  const pace = createPace(deps.messagesPerSecond);
  const turn = async (chatId: string) =>
    (await pause(pace.bookChat(chatId, performance.now()), deps.closing)) &&
    (await pause(pace.bookAll(performance.now()), deps.closing));

  async function tryOnce(chatId: string, attempt: (chatId: string) => Promise<unknown>): Promise<ApiError | undefined> {
    try {
      await attempt(chatId);
      return undefined;
    } catch (error) {
      const failure = toApiError(error);
      if (failure.movedTo !== undefined) await deps.moves.note(chatId, failure.movedTo);
      tellWait(deps, failure);
      return failure;
    }
  }

  async function deliver(
    givenId: string,
    manner: Manner,
    attempt: (chatId: string) => Promise<unknown>,
  ): Promise<Delivery> {
    for (let tries = 1; ; tries++) {
      const chatId = deps.moves.current(givenId);
      if (!(await turn(chatId))) return { kind: 'unavailable' };
      const failure = await tryOnce(chatId, attempt);
      if (!failure) return { kind: 'ok' };
      const waitMs = waitBefore(failure, manner, tries);
      if (waitMs === undefined || !(await pause(waitMs, deps.closing))) return deliveryOf(failure);
    }
  }

  return {
    message: (chatId, manner, attempt) =>
      lanes.run(chatId, async () => {
        const delivery = await deliver(chatId, manner, attempt);
        deps.host.report(PLATFORM, { kind: 'sent', delivery: delivery.kind });
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
  };
}

/** How long to wait before the same message is sent again; undefined when it is not. Telegram cannot drop a repeated
 *  message, so one that may have arrived already (no answer came back) is left alone: for a person who asked, nothing is
 *  better than the same answer twice, for they can ask again. */
function waitBefore({ movedTo, retryAfterMs, trouble }: ApiError, manner: Manner, tries: number): number | undefined {
  if (tries >= MAX_TRIES) return undefined;
  if (movedTo !== undefined) return 0;
  if (manner === 'prompt') return undefined;
  if (retryAfterMs !== undefined) return retryAfterMs <= LONGEST_WAIT_MS ? retryAfterMs : undefined;
  return trouble === 'failing' || trouble === 'unreachable' ? backoffMs(tries - 1, WAITS) : undefined;
}

function tellWait({ host }: DeliverDeps, { retryAfterMs }: ApiError): void {
  if (retryAfterMs !== undefined) host.report(PLATFORM, { kind: 'told-to-wait', retryAfterMs });
}
