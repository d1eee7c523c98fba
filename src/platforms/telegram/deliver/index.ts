// Messages that nobody asked for. Each has a key; one that is sent again goes on where it stopped, so that nobody reads the
// first half of it twice. Telegram itself cannot tell a repeated message, so this holds as long as the program runs. When it
// is not known where it stopped, whoever sends it again says so in it, and it is sent again as a whole.

import type { ChatAdapter } from '../../../core/ports/platform.ts';
import { createBoundedMap } from '../../../core/values/bounded-map.ts';
import { keyboardOf } from '../render/buttons.ts';
import { renderReply } from '../render/index.ts';
import type { Messenger } from './messages.ts';

const MAX_KEYS = 1_000;

export function createDeliver(messenger: Messenger): ChatAdapter['send'] {
  const sent = createBoundedMap<number>(MAX_KEYS);
  return async (target, reply, key) => {
    // A person's private chat has the person's id.
    const to = target.kind === 'person' ? { chatId: target.userId } : target;
    const name = `${to.chatId} ${key}`;
    const before = sent.get(name) ?? 0;
    const parts = renderReply(reply).slice(before);
    const keyboard = keyboardOf(reply.actions ?? [], { command: '' });
    const delivery = await messenger.post({ to, parts, keyboard }, 'news', (index) =>
      sent.set(name, before + index + 1),
    );
    if (delivery.kind === 'unknown') sent.delete(name);
    return delivery;
  };
}
