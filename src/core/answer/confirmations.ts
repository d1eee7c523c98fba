// What was asked about and waits for a press: good for ten minutes, once, and for the one who was asked.
import { randomBytes } from 'node:crypto';
import type { Chat } from '../command/command.ts';
import type { NamedArgs } from '../command/named-args.ts';
import type { Clock } from '../ports/clock.ts';
import type { PersonKey } from '../ports/ids.ts';
import { createBoundedMap } from '../values/bounded-map.ts';

export const CONFIRM_WITHIN_MS = 10 * 60_000;
const MAX_WAITING = 10_000;

/** Who is asked, and where what they answer takes effect. */
interface Asker {
  readonly actor: PersonKey;
  readonly chat: Pick<Chat, 'platform' | 'chatId'>;
}

export interface Waiting {
  readonly command: string;
  readonly given: NamedArgs;
}

export interface Confirmations {
  /** The id that takes it out again; nobody can guess it. */
  ask(asker: Asker, waiting: Waiting): string;
  /** undefined: there is none, not any more, or not for this person here. */
  take(asker: Asker, id: string): Waiting | undefined;
}

export function createConfirmations(clock: Clock): Confirmations {
  const all = createBoundedMap<{ readonly key: string; readonly until: number; readonly waiting: Waiting }>(
    MAX_WAITING,
  );
  return {
    ask: (asker, waiting) => {
      const id = randomBytes(9).toString('base64url');
      all.set(id, { key: keyOf(asker), until: clock.now() + CONFIRM_WITHIN_MS, waiting });
      return id;
    },
    take: (asker, id) => {
      const found = all.get(id);
      if (!found || found.key !== keyOf(asker)) return undefined;
      all.delete(id);
      return found.until > clock.now() ? found.waiting : undefined;
    },
  };
}

function keyOf({ actor, chat }: Asker): string {
  return JSON.stringify([actor.platform, actor.userId, chat.chatId]);
}
