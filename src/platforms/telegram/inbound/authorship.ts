// Whose words a message holds: who sends it may pass on what somebody else wrote.
import type { Message } from 'telegraf/types';

/** What a message carries that was written elsewhere, by others or by another bot for its sender. The older names of
 *  forwarding are there too: https://core.telegram.org/bots/api#message */
const PASSED_ON = [
  'forward_origin',
  'forward_date',
  'forward_from',
  'forward_from_chat',
  'via_bot',
  'sender_business_bot',
];
const QUOTES: readonly string[] = ['blockquote', 'expandable_blockquote'];

export function isForeign(message: Message.TextMessage): boolean {
  return PASSED_ON.some((field) => field in message) || beginsWithQuote(message);
}

/** "> /unwatch 7": what is said begins with the words of somebody else. */
function beginsWithQuote({ entities = [] }: Message.TextMessage): boolean {
  return entities.some(({ type, offset }) => offset === 0 && QUOTES.includes(type));
}
