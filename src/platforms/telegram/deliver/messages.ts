// Rendered parts → calls of the Bot API, one after the other; the buttons are below the last one.
import type { InlineKeyboardMarkup } from 'telegraf/types';
import type { Delivery } from '../../../core/ports/platform.ts';
import type { Place } from '../inbound/updates.ts';
import type { Part } from '../render/index.ts';
import type { CallApi } from './client.ts';
import { toApiError } from './errors.ts';
import type { Haste } from './limits.ts';
import type { Sender } from './sender.ts';

export interface Post {
  readonly to: Pick<Place, 'chatId' | 'threadId'>;
  readonly parts: readonly Part[];
  readonly keyboard?: InlineKeyboardMarkup | undefined;
  /** The message that is answered, where others may have written since. */
  readonly replyTo?: number | undefined;
}

export interface Messenger {
  /** Ends with the first part that was not delivered; `onSent` hears of each that was. */
  post(post: Post, haste: Haste, onSent?: (index: number) => void): Promise<Delivery>;
  /** Replaces the text and the buttons of a message. One that says the same already is fine. */
  edit(to: Place, messageId: number, html: string, keyboard: InlineKeyboardMarkup | undefined): Promise<Delivery>;
}

export function createMessenger(sender: Sender, call: CallApi): Messenger {
  return {
    post: async (post, haste, onSent) => {
      for (const [index, part] of post.parts.entries()) {
        const delivery = await sendPart(part, index, haste, post);
        if (delivery.kind !== 'ok') return delivery;
        onSent?.(index);
      }
      return { kind: 'ok' };
    },
    edit: (to, messageId, html, keyboard) =>
      sender.message(to.chatId, 'answer', (chatId) =>
        call('editMessageText', {
          chat_id: chatId,
          message_id: messageId,
          text: html,
          ...DRESS,
          ...(keyboard && { reply_markup: keyboard }),
        }).catch(forgiveSame),
      ),
  };

  async function sendPart(part: Part, index: number, haste: Haste, post: Post): Promise<Delivery> {
    const attempt = (as: Part) =>
      sender.message(post.to.chatId, haste, (chatId) => callFor(call, chatId, as, index, post));
    const delivery = await attempt(part);
    // A picture that Telegram cannot show is still a file.
    return delivery.kind === 'rejected' && part.kind === 'photo' ? attempt({ ...part, kind: 'document' }) : delivery;
  }
}

const DRESS = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const;

function callFor(call: CallApi, chatId: string, part: Part, index: number, post: Post): Promise<unknown> {
  const replyTo = index === 0 && post.replyTo !== undefined ? reference(post.replyTo) : undefined;
  const common = {
    chat_id: chatId,
    ...(post.to.threadId !== undefined && { message_thread_id: Number(post.to.threadId) }),
    ...(post.keyboard && index === post.parts.length - 1 && { reply_markup: post.keyboard }),
  };
  if (part.kind === 'text') {
    return call('sendMessage', { ...common, text: part.html, ...DRESS, ...(replyTo && { reply_parameters: replyTo }) });
  }
  const file = { source: Buffer.from(part.data), filename: part.name };
  const upload = {
    ...common,
    caption: part.html,
    parse_mode: 'HTML' as const,
    // The library drops an object of a form that it does not know, and it does not know this one; text goes through.
    ...(replyTo && { reply_parameters: JSON.stringify(replyTo) as unknown as typeof replyTo }),
  };
  return part.kind === 'photo'
    ? call('sendPhoto', { ...upload, photo: file })
    : call('sendDocument', { ...upload, document: file });
}

/** Telegram refuses an edit that changes nothing. */
function forgiveSame(error: unknown): void {
  if (!/message is not modified/.test(toApiError(error).message)) throw error;
}

/** It may have been deleted since. */
function reference(messageId: number): { message_id: number; allow_sending_without_reply: true } {
  return { message_id: messageId, allow_sending_without_reply: true };
}
