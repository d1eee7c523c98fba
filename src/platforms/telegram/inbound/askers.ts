// Whose answer a message of the bot is, so that nobody else's press changes it: remembered for those that answer a press, for
// they name no message that asked.
import { createBoundedMap } from '../../../core/values/bounded-map.ts';
import type { Incoming } from './updates.ts';

const MAX_MESSAGES = 20_000;

type Pressed = Extract<Incoming, { kind: 'press' }>;

export interface Askers {
  note(chatId: string, messageId: number, userId: string): void;
  /** Whether this press may change the message it is on: nobody's message is changed by nobody. */
  isOwn(pressed: Pick<Pressed, 'place' | 'messageId' | 'actor' | 'askedBy'>): boolean;
}

export function createAskers(): Askers {
  const known = createBoundedMap<string>(MAX_MESSAGES);
  return {
    note: (chatId, messageId, userId) => {
      known.set(`${chatId} ${messageId}`, userId);
    },
    isOwn: ({ place, messageId, actor, askedBy }) => {
      // What stands in a channel is the channel's own, and only those who run it are answered there.
      if (place.kind === 'private' || place.kind === 'channel') return true;
      return (known.get(`${place.chatId} ${messageId}`) ?? askedBy) === actor.userId;
    },
  };
}
