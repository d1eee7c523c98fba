// Nothing that hangs holds up an answer of ours.

/** What `work` comes to, or what `late` gives or throws when it takes longer than `limitMs`. */
export function within<T, L = T>(limitMs: number, work: Promise<T>, late: () => L): Promise<T | L> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, limitMs);
  return Promise.race([work, promise.then(late)]).finally(() => clearTimeout(timer));
}
