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

interface Waiting {
  readonly command: string;
  readonly given: NamedArgs;
}

export interface Confirmations {
  /** The id that takes it out again; nobody can guess it. */
  ask(asker: Asker, waiting: Waiting): string;
  /** What `take` would give, which stays. */
  peek(asker: Asker, id: string): Waiting | undefined;
  /** undefined: there is none, not any more, or not for this person here. */
  take(asker: Asker, id: string): Waiting | undefined;
}

export function createConfirmations(clock: Clock): Confirmations {
  const all = createBoundedMap<{ readonly key: string; readonly until: number; readonly waiting: Waiting }>(
    MAX_WAITING,
  );
  const waitingFor = (asker: Asker, id: string) => {
    const found = all.get(id);
    return found && found.key === keyOf(asker) && found.until > clock.now() ? found.waiting : undefined;
  };
  return {
    ask: (asker, waiting) => {
      const id = randomBytes(9).toString('base64url');
      all.set(id, { key: keyOf(asker), until: clock.now() + CONFIRM_WITHIN_MS, waiting });
      return id;
    },
    peek: (asker, id) => waitingFor(asker, id),
    take: (asker, id) => {
      const waiting = waitingFor(asker, id);
      if (waiting) all.delete(id);
      return waiting;
    },
  };
}

function keyOf({ actor, chat }: Asker): string {
  return JSON.stringify([actor.platform, actor.userId, chat.chatId]);
}
