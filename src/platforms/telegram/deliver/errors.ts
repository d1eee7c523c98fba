// What can go wrong with a call to the Bot API, in words that hold no token. The library's own errors do: its address has
// the token in it, and a non-JSON answer puts the address into the message.
import { TelegramError } from 'telegraf';
import type { Delivery } from '../../../core/ports/platform.ts';
import { isNeverSent } from '../../unsent.ts';
import type { Trip } from './connections.ts';

const TOKEN = /\d{3,}:[\w-]{10,}/g;
/** Refusals that mean the whole chat: https://github.com/tdlib/telegram-bot-api writes them so. */
const GONE =
  /chat not found|user not found|group chat was deactivated|not enough rights|have no rights|need administrator rights|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|PEER_ID_INVALID/i;
/** Those that mean one kind of message, whatever the chat takes beside it: "not enough rights to send photos to the chat". */
const KIND_REFUSED = /not enough rights to send [a-z ]+ to the chat|CHAT_SEND_[A-Z]+_FORBIDDEN/i;
const TOPIC_CLOSED = /message thread not found|TOPIC_(?:CLOSED|DELETED|ID_INVALID)/i;
/** Of Node's own errors: the other side had hung up, or does while it is written to or waited for. */
const HUNG_UP: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE']);
/** Before a byte of a short request could leave: the first write fails, or what is to protect it is never agreed on. */
const NOTHING_LEFT = /reason: write E|before secure TLS connection was established/;

/** `refused`: the API said no. `failing`: it said that it has trouble. `unreachable`: it was never asked. `unanswered`: it
 *  may have acted, but nothing that makes sense came back. */
export type Trouble = 'refused' | 'failing' | 'unreachable' | 'unanswered';

export class ApiError extends Error {
  readonly trouble: Trouble;
  /** Of the API's own answer. */
  readonly code: number | undefined;
  readonly retryAfterMs: number | undefined;
  /** The group goes on as this supergroup. */
  readonly movedTo: string | undefined;
  /** The connection had been idle and was closed before anything came back: most likely the API never saw the call. */
  readonly isReset: boolean;

  constructor(
    trouble: Trouble,
    message: string,
    answer: Partial<Pick<ApiError, 'code' | 'retryAfterMs' | 'movedTo' | 'isReset'>>,
  ) {
    super(message.replace(TOKEN, '[token]'));
    this.name = 'ApiError';
    this.trouble = trouble;
    this.code = answer.code;
    this.retryAfterMs = answer.retryAfterMs;
    this.movedTo = answer.movedTo;
    this.isReset = answer.isReset ?? false;
  }
}

/** Takes of an error what is known to be harmless; `trip`: of the call that it ended. */
export function toApiError(error: unknown, trip?: Trip): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof TelegramError) return answered(error);
  const { code, type } = error as { readonly code?: unknown; readonly type?: unknown }; // node-fetch: a system error's code, or its own type
  const what = typeof code === 'string' ? code : typeof type === 'string' ? type : 'no answer';
  const isUnsent = isNeverSent(what) || (HUNG_UP.has(what) && NOTHING_LEFT.test(String(error)));
  const isReset = trip?.isOnReused === true && HUNG_UP.has(what);
  return new ApiError(isUnsent ? 'unreachable' : 'unanswered', what, { isReset });
}

function answered({ response: { error_code: code, description, parameters } }: TelegramError): ApiError {
  const { retry_after: seconds, migrate_to_chat_id: movedTo } = parameters ?? {};
  return new ApiError(code >= 500 ? 'failing' : 'refused', `${code}: ${description}`, {
    code,
    retryAfterMs: code === 429 ? (seconds ?? 1) * 1_000 : undefined,
    movedTo: movedTo === undefined ? undefined : String(movedTo),
  });
}

/** What an error means for the message that met it, of text or of something else. A refused token says nothing about the chat, and of trouble inside of
 *  the API nobody can tell whether it came before or after the message was shown. */
export function deliveryOf({ trouble, code, retryAfterMs, message }: ApiError, isText = true): Delivery {
  if (retryAfterMs !== undefined) return { kind: 'rate-limited', retryAfterMs };
  if (trouble === 'failing' || trouble === 'unanswered') return { kind: 'unknown' };
  if (trouble === 'unreachable' || code === 401 || code === 404) return { kind: 'unavailable' };
  if (TOPIC_CLOSED.test(message)) return { kind: 'closed' };
  if (!isText && isKindRefused(message)) return { kind: 'rejected', why: message };
  if (code === 403 || GONE.test(message) || isKindRefused(message)) return { kind: 'gone' };
  return { kind: 'rejected', why: message };
}

/** The chat takes other kinds of messages, perhaps. */
export function isKindRefused(why: string): boolean {
  return KIND_REFUSED.test(why);
}
