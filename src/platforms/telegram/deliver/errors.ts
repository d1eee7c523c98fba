// What can go wrong with a call to the Bot API, in words that hold no token. The library's own errors do: its address has
// the token in it, and a non-JSON answer puts the address into the message.
import { TelegramError } from 'telegraf';
import type { Delivery } from '../../../core/ports/platform.ts';
import { isNeverSent } from '../../unsent.ts';

const TOKEN = /\d{3,}:[\w-]{10,}/g;
/** Refusals with 400 that mean the chat: https://github.com/tdlib/telegram-bot-api writes them so. */
const GONE =
  /chat not found|user not found|group chat was deactivated|not enough rights|have no rights|need administrator rights|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|PEER_ID_INVALID|message thread not found|TOPIC_(CLOSED|DELETED)/i;

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

  constructor(trouble: Trouble, message: string, answer: Partial<Pick<ApiError, 'code' | 'retryAfterMs' | 'movedTo'>>) {
    super(message.replace(TOKEN, '[token]'));
    this.name = 'ApiError';
    this.trouble = trouble;
    this.code = answer.code;
    this.retryAfterMs = answer.retryAfterMs;
    this.movedTo = answer.movedTo;
  }
}

/** Takes of an error what is known to be harmless. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof TelegramError) return answered(error);
  const { code, type } = error as { readonly code?: unknown; readonly type?: unknown }; // node-fetch: a system error's code, or its own type
  const what = typeof code === 'string' ? code : typeof type === 'string' ? type : 'no answer';
  return new ApiError(isNeverSent(what) ? 'unreachable' : 'unanswered', what, {});
}

function answered({ response: { error_code: code, description, parameters } }: TelegramError): ApiError {
  const { retry_after: seconds, migrate_to_chat_id: movedTo } = parameters ?? {};
  return new ApiError(code >= 500 ? 'failing' : 'refused', `${code}: ${description}`, {
    code,
    retryAfterMs: code === 429 ? (seconds ?? 1) * 1_000 : undefined,
    movedTo: movedTo === undefined ? undefined : String(movedTo),
  });
}

/** What an error means for the message that met it. A refused token says nothing about the chat, and of trouble inside of
 *  the API nobody can tell whether it came before or after the message was shown. */
export function deliveryOf({ trouble, code, retryAfterMs, message }: ApiError): Delivery {
  if (retryAfterMs !== undefined) return { kind: 'rate-limited', retryAfterMs };
  if (trouble === 'failing' || trouble === 'unanswered') return { kind: 'unknown' };
  if (trouble === 'unreachable' || code === 401 || code === 404) return { kind: 'unavailable' };
  if (code === 403 || GONE.test(message)) return { kind: 'gone' };
  return { kind: 'rejected', why: message };
}
