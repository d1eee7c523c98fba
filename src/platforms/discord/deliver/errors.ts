// What Discord's refusals mean for a message. Errors of the library hold addresses with tokens in them, so only their words
// are ever passed on.
import { RESTJSONErrorCodes as Code, DiscordAPIError, RateLimitError } from 'discord.js';
import type { Delivery } from '../../../core/ports/platform.ts';
import { isNeverSent } from '../../unsent.ts';

/** Asked to wait without being told how long. */
const UNTOLD_WAIT_MS = 5_000;
const UNAUTHORIZED = 401;

type Meaning = 'closed' | 'trouble' | 'slow' | 'message' | 'over';

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes */
const CODES: Readonly<Record<Meaning, readonly unknown[]>> = {
  /** Nothing may be said in this place or to this person now; later it may. */
  closed: [
    Code.UnknownChannel,
    Code.UnknownGuild,
    Code.UnknownUser,
    Code.MissingAccess,
    Code.MissingPermissions,
    // A private chat: blocked, closed to members of shared servers, or no server is shared any more.
    Code.CannotSendMessagesToThisUser,
    Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
    // No place for messages: a category, a forum.
    Code.CannotSendMessagesInNonTextChannel,
    Code.CannotExecuteActionOnThisChannelType,
    Code.CannotSendAMessageInAForumChannel,
    // A thread: whoever writes in an archived one opens it again, unless it is locked or too many are open, and takes part in
    // it, unless too many do. https://discord.com/developers/docs/topics/threads#active-archived-threads
    Code.InvalidActionOnArchivedThread,
    Code.ThreadLocked,
    Code.MaximumActiveThreads,
    Code.MaximumActiveAnnouncementThreads,
    Code.MaximumThreadParticipantsReached,
    // A server that the bot is banned from, that asks for more trust, or that is not to be had where the bot runs.
    Code.UserBannedFromThisGuild,
    Code.ChannelVerificationLevelTooHighForYouToGainAccess,
    Code.ServerNotAvailableInYourLocation,
  ],
  /** Discord's own, or of the bot as a whole: not shown, and worth trying again. */
  trouble: [
    Code.SendMessagesHasBeenTemporarilyDisabled,
    Code.FeatureTemporarilyDisabledServerSide,
    Code.CloudflareIsBlockingYourRequest,
    Code.ApplicationNotYetAvailable,
    Code.APIResourceOverloaded,
    Code.Unauthorized,
    Code.InvalidToken,
  ],
  slow: [
    Code.ActionCannotBePerformedDueToSlowmodeRateLimit,
    Code.ChannelWriteRateLimit,
    Code.ServerWriteRateLimit,
    Code.ServiceResourceIsBeingRateLimited,
  ],
  /** This message is refused whatever the time. */
  message: [
    Code.ExplicitContentCannotBeSentToTheDesiredRecipient,
    Code.MessageWasBlockedByAutomaticModeration,
    Code.MessageBlockedByHarmfulLinksFilter,
  ],
  /** Of an interaction that was answered, or that nobody waits for any more. */
  over: [
    Code.UnknownInteraction,
    Code.UnknownWebhook,
    Code.InvalidWebhookToken,
    Code.InteractionHasAlreadyBeenAcknowledged,
  ],
};

/** What is not in the table: a place that is forbidden or not found says something of the place, the rest of the message. */
function meaningOf({ code, status }: DiscordAPIError): Meaning {
  const known = (Object.keys(CODES) as Meaning[]).find((meaning) => CODES[meaning].includes(code)); // the keys are all there is
  return known ?? (status === 403 || status === 404 ? 'closed' : 'message');
}

export function toDelivery(error: unknown): Exclude<Delivery, { kind: 'ok' }> {
  if (error instanceof RateLimitError) {
    return { kind: 'rate-limited', retryAfterMs: error.retryAfter > 0 ? Math.ceil(error.retryAfter) : UNTOLD_WAIT_MS };
  }
  if (!(error instanceof DiscordAPIError)) return { kind: isNeverSent(codeOf(error)) ? 'unavailable' : 'unknown' };
  if (isOver(error)) return { kind: 'rejected', why: describeError(error) };
  // A refused token says nothing about the message, and a page of some proxy, which carries no code, about nothing at all.
  if (error.status === UNAUTHORIZED) return { kind: 'unavailable' };
  if (typeof error.code !== 'number') return { kind: 'unknown' };
  switch (meaningOf(error)) {
    case 'closed':
      return { kind: 'gone' };
    case 'trouble':
      return { kind: 'unavailable' };
    case 'slow':
      return { kind: 'rate-limited', retryAfterMs: UNTOLD_WAIT_MS };
    default:
      return { kind: 'rejected', why: describeError(error) };
  }
}

export function isOver(error: unknown): boolean {
  return error instanceof DiscordAPIError && CODES.over.includes(error.code);
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
  return error instanceof Error ? error.message : String(error);
}
