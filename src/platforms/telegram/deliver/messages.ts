// Rendered parts → calls of the Bot API, one after the other; the buttons are below the last one.
import type { InlineKeyboardMarkup, Message } from 'telegraf/types';
import type { Delivery } from '../../../core/ports/platform.ts';
import type { Place } from '../inbound/updates.ts';
import type { Part } from '../render/index.ts';
import type { CallApi } from './client.ts';
import { isKindRefused, toApiError } from './errors.ts';
import type { Haste } from './limits.ts';
import { createRefusedKinds, instead } from './refused-kinds.ts';
import type { Sender } from './sender.ts';

interface Post {
  readonly to: Pick<Place, 'chatId' | 'threadId'>;
  readonly parts: readonly Part[];
  readonly keyboard?: InlineKeyboardMarkup | undefined;
  /** The message that is answered, where others may have written since. */
  readonly replyTo?: number | undefined;
}

export interface Messenger {
  /** Ends with the first part that was not delivered, an answer only when it certainly was not; `onSent` hears of each that was, and as which message. */
  post(post: Post, haste: Haste, onSent?: (index: number, messageId: number) => void): Promise<Delivery>;
  /** Replaces the text and the buttons of a message. One that says the same already is fine. */
  edit(to: Place, messageId: number, html: string, keyboard: InlineKeyboardMarkup | undefined): Promise<Delivery>;
}

type OnSent = (messageId: number) => void;

export function createMessenger(sender: Sender, call: CallApi): Messenger {
  const refusedKinds = createRefusedKinds();

  async function sendPart(post: Post, index: number, haste: Haste, onSent: OnSent): Promise<Delivery> {
    const { chatId } = post.to;
    const part = post.parts[index];
    let form = part && refusedKinds.asTaken(chatId, part);
    while (form) {
      const delivery = await sendForm(form, post, index, haste, onSent);
      if (delivery.kind !== 'rejected') return delivery;
      if (isKindRefused(delivery.why)) refusedKinds.note(chatId, form.kind);
      if (form.kind === 'text') return delivery;
      form = instead(form);
    }
    return { kind: 'ok' };
  }

  async function sendForm(form: Part, post: Post, index: number, haste: Haste, onSent: OnSent): Promise<Delivery> {
    const isText = form.kind === 'text';
    const send = async (chatId: string) => onSent((await callFor(call, chatId, form, index, post)).message_id);
    const delivery = await sender.message(post.to.chatId, haste, { isText, send });
    // A private chat goes on without the topics that it had.
    const isLostTopic = delivery.kind === 'closed' && post.to.threadId !== undefined && !isGroup(post.to.chatId);
    return isLostTopic ? sendForm(form, { ...post, to: { chatId: post.to.chatId } }, index, haste, onSent) : delivery;
  }

  return {
    post: async (post, haste, onSent) => {
      let last: Delivery = { kind: 'ok' };
      for (const index of post.parts.keys()) {
        const delivery = await sendPart(post, index, haste, (messageId) => onSent?.(index, messageId));
        if (delivery.kind !== 'ok') last = delivery;
        // Somebody waits for the rest, whatever became of a picture above it.
        if (delivery.kind !== 'ok' && (delivery.kind !== 'unknown' || haste === 'news')) break;
      }
      return last;
    },
    edit: (to, messageId, html, keyboard) => {
      const send = (chatId: string) =>
        call('editMessageText', {
          chat_id: chatId,
          message_id: messageId,
          text: html,
          ...DRESS,
          ...(keyboard && { reply_markup: keyboard }),
        }).catch(forgiveSame);
      return sender.message(to.chatId, 'answer', { isText: true, isEdit: true, send });
    },
  };
}

/** Groups and channels have negative ids. */
export function isGroup(chatId: string): boolean {
  return chatId.startsWith('-');
}

const DRESS = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const;

function callFor(call: CallApi, chatId: string, part: Part, index: number, post: Post): Promise<Message> {
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
