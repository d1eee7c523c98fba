// Answers that are the same for everyone until there is news are worked out once: after news, everybody asks the same.
import type { Json, Reply } from '../reply/reply.ts';
import { oncePer } from '../values/memo.ts';

/** What shared replies are made from: as long as it is the same object in the same state, so are they. */
export interface Edition {
  readonly of: object;
  readonly state: string;
}

/** Makes the reply to a question, or gives the one that was made before. Throws what making it throws. */
export type SharedReplies = (question: Json, make: () => Promise<Reply>) => Promise<Reply>;

/** Different questions remembered of one edition. */
const MAX_QUESTIONS = 500;

/** `edition` may throw; then nobody gets a reply. */
export function createSharedReplies(edition: () => Promise<Edition>): SharedReplies {
  const repliesOf = oncePer((_edition: object) => new Map<string, Promise<Reply>>());
  return async (question, make) => {
    const { of, state } = await edition();
    const replies = repliesOf(of);
    const key = JSON.stringify([question, state]);
    const known = replies.get(key);
    if (known) return known;
    // Those who ask while it is worked out wait for the same reply.
    const reply = make();
    if (replies.size >= MAX_QUESTIONS) replies.clear();
    replies.set(key, reply);
    reply.catch(() => replies.delete(key));
    return reply;
  };
}
