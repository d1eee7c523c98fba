// What Discord's refusals mean for a message. Errors of the library hold addresses with tokens in them, so only their words
// are ever passed on.
import { DiscordAPIError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import type { Delivery } from '../../../core/ports/platform.ts';
import { errorMessage } from '../../../core/values/error-message.ts';
import { isNeverSent } from '../../unsent.ts';

/** Asked to wait without being told how long. */
const UNTOLD_WAIT_MS = 5_000;

/** The chat is away or closed to the bot: asking again would only count against it.
 *  https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const GONE: ReadonlySet<unknown> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.UnknownUser,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
  RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
]);

/** Of an interaction: it was answered, or nobody waits any more. */
const OVER: ReadonlySet<unknown> = new Set([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
]);

export function isOver(error: unknown): boolean {
  return error instanceof DiscordAPIError && OVER.has(error.code);
}

export function toDelivery(error: unknown): Exclude<Delivery, { kind: 'ok' }> {
  if (error instanceof RateLimitError) {
    return { kind: 'rate-limited', retryAfterMs: error.retryAfter > 0 ? Math.ceil(error.retryAfter) : UNTOLD_WAIT_MS };
  }
  if (!(error instanceof DiscordAPIError)) return { kind: isNeverSent(codeOf(error)) ? 'unavailable' : 'unknown' };
  // A refused token says nothing about the message, and a page of some proxy, which carries no code, about nothing at all.
  if (error.status === 401) return { kind: 'unavailable' };
  if (typeof error.code !== 'number') return { kind: 'unknown' };
  return GONE.has(error.code) ? { kind: 'gone' } : { kind: 'rejected', why: describeError(error) };
}

/** Nobody knows what became of the request, so it may be made again. */
export function isUnsure(error: unknown): boolean {
  const { kind } = toDelivery(error);
  return kind === 'unknown' || kind === 'unavailable';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** Words without addresses and bodies. */
export function describeError(error: unknown): string {
  if (error instanceof DiscordAPIError) return `${error.status} ${String(error.code)}: ${error.message}`;
  if (error instanceof RateLimitError) return `told to wait ${error.retryAfter} ms`;
  return errorMessage(error);
}
