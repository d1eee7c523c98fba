// One kind of message refused is not a place closed: where files are refused, their alternative texts are sent instead.
import { RESTJSONErrorCodes as Code, DiscordAPIError } from 'discord.js';
import type { Clock } from '../../../core/ports/clock.ts';
import { createBoundedMap } from '../../../core/values/bounded-map.ts';
import { type Message, withoutFiles } from '../render/message.ts';

/** The right to attach files may be given at any time, so it is asked for again after a day. */
const REMEMBERED_MS = 24 * 3_600_000;
const MAX_REMEMBERED = 10_000;

/** For want of the right Attach Files, or because the server may not: a message without files may be sent all the same.
 *  https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes */
const NONE_THERE: readonly unknown[] = [Code.MissingPermissions, Code.AccessToFileUploadsHasBeenLimitedForThisGuild];
const NOT_THESE: readonly unknown[] = [
  Code.RequestEntityTooLarge,
  Code.FileUploadedExceedsMaximumSize,
  Code.InvalidFileUploaded,
  Code.ProvidedFileIsInvalid,
  Code.ProvidedFileTypeIsInvalid,
  Code.UploadedFileNotFound,
];
/** Said by what stands before Discord, without a code. */
const TOO_LARGE = 413;

/** Sends a message to this channel, without its files where they are refused. Throws what the last attempt throws. */
export type SendFiles = (
  channel: string,
  message: Message,
  send: (message: Message) => Promise<unknown>,
) => Promise<void>;

export function createSendFiles(clock: Clock): SendFiles {
  /** Channel → until when its messages have none. */
  const plain = createBoundedMap<number>(MAX_REMEMBERED);
  return async (channel, message, send) => {
    const isPlain = message.files.length === 0 || (plain.get(channel) ?? 0) > clock.now();
    try {
      await send(isPlain ? withoutFiles(message) : message);
    } catch (error) {
      if (isPlain || !(error instanceof DiscordAPIError)) throw error;
      const isOfPlace = NONE_THERE.includes(error.code);
      if (!isOfPlace && !NOT_THESE.includes(error.code) && error.status !== TOO_LARGE) throw error;
      await send(withoutFiles(message));
      if (isOfPlace) plain.set(channel, clock.now() + REMEMBERED_MS);
    }
  };
}
