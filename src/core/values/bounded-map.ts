// A map that forgets what was set longest ago, so that what people send cannot make it grow without end.

export type BoundedMap<V> = Pick<Map<string, V>, 'get' | 'set' | 'delete'>;

export function createBoundedMap<V>(maxSize: number): BoundedMap<V> {
  const entries = new Map<string, V>();
  return {
    get: (key) => entries.get(key),
    delete: (key) => entries.delete(key),
    set: (key, value) => {
      entries.delete(key);
      const [oldest] = entries.keys();
      if (entries.size >= maxSize && oldest !== undefined) entries.delete(oldest);
      return entries.set(key, value);
    },
  };
}
