// What becomes of the bot in a chat: put in, put out, or allowed to write or not. https://core.telegram.org/bots/api#chatmember
import type { ChatMember, ChatMemberUpdated } from 'telegraf/types';
import type { Target } from '../../../core/ports/ids.ts';

export interface Membership {
  readonly target: Target;
  readonly canWrite: boolean;
  /** It is new in a group, whose members may ask it from now on. A channel is not greeted: its readers did not ask. */
  readonly isNewInGroup: boolean;
}

export function membershipOf({ chat, old_chat_member: before, new_chat_member: now }: ChatMemberUpdated): Membership {
  const id = String(chat.id);
  const isGroup = chat.type === 'group' || chat.type === 'supergroup';
  return {
    target: chat.type === 'private' ? { kind: 'person', userId: id } : { kind: 'chat', chatId: id },
    canWrite: canWrite(now, chat.type),
    isNewInGroup: isGroup && !isIn(before) && canWrite(now, chat.type),
  };
}

/** A person who blocks the bot has "kicked" it from their private chat. */
export function isIn(member: ChatMember): boolean {
  return member.status === 'restricted' ? member.is_member : member.status !== 'left' && member.status !== 'kicked';
}

function canWrite(member: ChatMember, chatType: ChatMemberUpdated['chat']['type']): boolean {
  if (member.status === 'restricted') return member.is_member && member.can_send_messages;
  if (chatType !== 'channel') return isIn(member);
  return member.status === 'creator' || (member.status === 'administrator' && member.can_post_messages !== false);
}
