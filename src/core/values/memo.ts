// Remembers what was worked out of an object for as long as the object lives: many questions are asked of the same one.

export function oncePer<K extends WeakKey, V>(workOut: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const found = known.get(key) ?? { value: workOut(key) };
    known.set(key, found);
    return found.value;
  };
}
