// Kinds of messages that a chat does not take from the bot: tried again after a day, for its administrators may change that.
import { createBoundedMap } from '../../../core/values/bounded-map.ts';
import type { Part } from '../render/index.ts';

const KEPT_MS = 24 * 60 * 60_000;
const MAX_REMEMBERED = 10_000;
/** A picture that cannot be shown is still a file, and either says in words what it is. */
const INSTEAD: Readonly<Record<Part['kind'], Part['kind'] | undefined>> = {
  photo: 'document',
  document: 'text',
  text: undefined,
};

export interface RefusedKinds {
  note(chatId: string, kind: Part['kind']): void;
  /** The part as the chat may take it; undefined when there is nothing left to say. */
  asTaken(chatId: string, part: Part): Part | undefined;
}

/** `now` in ms, of any clock that never goes back. */
export function createRefusedKinds(now: () => number = () => performance.now()): RefusedKinds {
  const until = createBoundedMap<number>(MAX_REMEMBERED);
  const isRefused = (chatId: string, { kind }: Part) => (until.get(`${kind} ${chatId}`) ?? 0) > now();
  return {
    note: (chatId, kind) => {
      until.set(`${kind} ${chatId}`, now() + KEPT_MS);
    },
    asTaken: (chatId, part) => {
      let taken: Part | undefined = part;
      while (taken && isRefused(chatId, taken)) taken = instead(taken);
      return taken;
    },
  };
}

/** The same part in the next best form. */
export function instead(part: Part): Part | undefined {
  const kind = INSTEAD[part.kind];
  if (part.kind === 'text' || kind === undefined) return undefined;
  if (kind !== 'text') return { ...part, kind };
  return part.html.trim() === '' ? undefined : { kind, html: part.html };
}
