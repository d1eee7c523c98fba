// Telegram's limits on sending, kept before it has to say so: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this

const MAX_CHATS = 1_000;

/** So many at once, then one every `everyMs`. */
interface Bucket {
  /** Books the next free moment; how long it is away from `now`, in ms. */
  book(now: number): number;
  isFull(now: number): boolean;
}

/** The generic cell rate algorithm: one number says how far ahead is booked. */
function createBucket(atOnce: number, everyMs: number): Bucket {
  let bookedUntil = Number.NEGATIVE_INFINITY;
  return {
    book: (now) => {
      const start = Math.max(bookedUntil, now);
      bookedUntil = start + everyMs;
      return Math.max(0, Math.floor(start - (atOnce - 1) * everyMs - now));
    },
    isFull: (now) => bookedUntil <= now,
  };
}

export interface Pace {
  /** How long a message to this chat waits for the chat's sake, in ms. */
  bookChat(chatId: string, now: number): number;
  /** And for the sake of all, from then on. */
  bookAll(now: number): number;
}

export function createPace(messagesPerSecond: number): Pace {
  const all = createBucket(messagesPerSecond, 1_000 / messagesPerSecond);
  const chats = new Map<string, readonly Bucket[]>();
  const bucketsOf = (chatId: string, now: number) => {
    if (chats.size >= MAX_CHATS) {
      for (const [id, buckets] of chats) if (buckets.every((bucket) => bucket.isFull(now))) chats.delete(id);
    }
    const buckets = chats.get(chatId) ?? newBuckets(chatId);
    chats.set(chatId, buckets);
    return buckets;
  };
  return {
    bookChat: (chatId, now) => Math.max(...bucketsOf(chatId, now).map((bucket) => bucket.book(now))),
    bookAll: (now) => all.book(now),
  };
}

/** A second each with a small burst; 20 a minute in groups, whose ids are negative. */
function newBuckets(chatId: string): readonly Bucket[] {
  const each = createBucket(5, 1_000);
  return chatId.startsWith('-') ? [each, createBucket(20, 3_000)] : [each];
}
