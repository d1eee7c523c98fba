// JSON as the chain writes it: integers stay exact, and objects keyed by account become Maps, because an account may be
// called `__proto__` or `constructor`.
import type { z } from 'zod';

type Reviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown;

const keepIntegers: Reviver = (_key, value, { source }) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined && /^-?\d+$/.test(source)
    ? BigInt(source)
    : value;

/** As JSON.parse, but integers beyond 2^53 come as bigint. Throws a SyntaxError. */
export function parseJson(text: string): unknown {
  // Reviving costs several times the parsing, so only where digits could be lost. The lib type lacks the third parameter.
  return /\d{16}/.test(text)
    ? JSON.parse(text, keepIntegers as (key: string, value: unknown) => unknown)
    : JSON.parse(text);
}

/** Parses and checks JSON text out of contract storage. Throws a SyntaxError or a ZodError. */
export function parseAs<T extends z.ZodType>(schema: T, text: string): z.infer<T> {
  return schema.parse(parseJson(text));
}

/** An object as a Map, its keys checked as well; storage that was never written ("null") is an empty one. */
export function parseMap<T extends z.ZodType>(
  keys: z.ZodType<string>,
  values: T,
  text: string,
): Map<string, z.infer<T>> {
  const object = parseJson(text);
  if (object === null) return new Map();
  if (typeof object !== 'object' || Array.isArray(object)) throw new SyntaxError('not an object');
  return new Map(Object.entries(object).map(([key, value]) => [keys.parse(key), values.parse(value)]));
}
