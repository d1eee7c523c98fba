// Storage of one contract, laid out as on the chain: plain keys in one table; maps in another, each field under
// `map-field`, beside an entry under the map's own name that lists its fields.
import { createOrderedMap } from './ordered-map.ts';
import type { ContractValues } from './recording.ts';

/** The node keeps no more fields than this in a map's list, and says nothing about the rest. */
const LISTED_FIELDS = 257;
/** Stands in the table for a map's own entry, whose text is made when it is asked for. */
const FIELD_LIST = '';

interface ListQuery {
  readonly table: 'KV' | 'MAP';
  readonly prefix: string;
  /** Inclusive. */
  readonly from: string;
  /** Exclusive; empty for no end. */
  readonly to: string;
  readonly limit: number;
}

export interface Storage {
  /** A plain key when `field` is empty. */
  value(key: string, field: string): string | undefined;
  /** Fields of a map, cut to 257. */
  fields(map: string): readonly string[];
  /** Entries in byte order; fields of maps are named `map-field`. */
  list(query: ListQuery): readonly { readonly key: string; readonly value: string }[];
  apply(changes: ContractValues<string | null>): void;
}

export function createStorage(initial: ContractValues<string>): Storage {
  const kv = createOrderedMap(Object.entries(initial.kv ?? {}));
  const maps = createOrderedMap(flatten(initial.maps ?? {}));
  const fieldsOf = new Map(
    Object.entries(initial.maps ?? {}).map(([map, values]) => [map, new Set(Object.keys(values))]),
  );
  const fields = (map: string) => fieldsOf.get(map)?.values().take(LISTED_FIELDS).toArray() ?? [];

  function setField(map: string, field: string, value: string): void {
    maps.set(`${map}-${field}`, value);
    const known = fieldsOf.get(map) ?? new Set();
    fieldsOf.set(map, known.add(field));
    maps.set(map, FIELD_LIST);
  }

  function deleteField(map: string, field: string): void {
    maps.delete(`${map}-${field}`);
    const known = fieldsOf.get(map);
    known?.delete(field);
    if (known?.size === 0) {
      fieldsOf.delete(map);
      maps.delete(map);
    }
  }

  return {
    value: (key, field) => (field ? maps.get(`${key}-${field}`) : kv.get(key)),
    fields,
    list({ table, prefix, from, to, limit }) {
      const wanted = (key: string) => key.startsWith(prefix) && (!to || key < to);
      const textOf = (key: string) => {
        if (table === 'KV') return kv.get(key) ?? '';
        return fieldsOf.has(key) ? JSON.stringify(fields(key)) : (maps.get(key) ?? '');
      };
      const keys = (table === 'KV' ? kv : maps).keysFrom(from > prefix ? from : prefix, wanted, limit);
      return keys.map((key) => ({ key, value: textOf(key) }));
    },
    apply(changes) {
      for (const [key, value] of Object.entries(changes.kv ?? {})) {
        if (value === null) kv.delete(key);
        else kv.set(key, value);
      }
      for (const [map, values] of Object.entries(changes.maps ?? {})) {
        for (const [field, value] of Object.entries(values)) {
          if (value === null) deleteField(map, field);
          else setField(map, field, value);
        }
      }
    },
  };
}

function* flatten(maps: NonNullable<ContractValues<string>['maps']>): Generator<readonly [string, string]> {
  for (const [map, values] of Object.entries(maps)) {
    yield [map, FIELD_LIST];
    for (const [field, value] of Object.entries(values)) yield [`${map}-${field}`, value];
  }
}
