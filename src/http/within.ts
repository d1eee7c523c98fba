// Nothing that hangs holds up an answer of ours.

/** What `work` comes to, or `late()` when it takes longer than `limitMs`. */
export async function within<T>(limitMs: number, work: Promise<T>, late: () => T): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  const timer = setTimeout(() => resolve(late()), limitMs);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
