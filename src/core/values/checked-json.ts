// Readers of parsed JSON that may be of another version or damaged: each returns the value with its type or throws a TypeError that names where it is wrong.

export type Read<T> = (value: unknown, path?: string) => T;

export const text: Read<string> = (value, path) => (typeof value === 'string' ? value : wrong('text', path));

export const flag: Read<boolean> = (value, path) => (typeof value === 'boolean' ? value : wrong('true or false', path));

export const number: Read<number> = (value, path) => (Number.isFinite(value) ? Number(value) : wrong('a number', path));

export const amount: Read<bigint> = (value, path) =>
  typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : wrong('an integer as text', path);

export function oneOf<T>(...values: readonly T[]): Read<T> {
  return (value, path) => values.find((known) => known === value) ?? wrong(`one of ${values.join(', ')}`, path);
}

export function list<T>(read: Read<T>): Read<readonly T[]> {
  return (value, path = '') =>
    Array.isArray(value) ? value.map((item, index) => read(item, `${path}[${index}]`)) : wrong('a list', path);
}

/** A map is written as a list of [key, value]. */
export function map<T>(read: Read<T>): Read<ReadonlyMap<string, T>> {
  const pair: Read<[string, T]> = (value, path) =>
    Array.isArray(value) && value.length === 2
      ? [text(value[0], path), read(value[1], path)]
      : wrong('a pair of key and value', path);
  return (value, path) => new Map(list(pair)(value, path));
}

/** An object with these fields; others are left out. */
export function fields<T extends object>(readers: { readonly [K in keyof T]-?: Read<T[K]> }): Read<T> {
  return (value, path = '') => {
    const source = typeof value === 'object' && value !== null ? value : wrong('an object', path);
    const entries = Object.entries<Read<unknown>>(readers).map(([name, read]) => [
      name,
      read(Reflect.get(source, name), `${path}.${name}`),
    ]);
    // Each field of T has just been made by its own reader.
    return Object.fromEntries(entries) as T;
  };
}

/** Throws the TypeError of a value that is not what it should be. */
export function wrong(expected: string, path = ''): never {
  throw new TypeError(`${path || 'value'} is not ${expected}`);
}
