// The way to one person alone, whatever place they ask in.
import type { Reply } from '../reply/reply.ts';
import type { PersonKey } from './ids.ts';

export interface Privately {
  /** Opens their private chat on that platform and shows this there, at once. `closed`: it does not take what the bot says.
   *  Never rejects. */
  say(person: PersonKey, reply: Reply, key: string): Promise<'told' | 'closed' | 'unsure'>;
}
