// A whole map of a contract, by account: listed page by page, or, on a node that cannot list, looked up by the names that are known.
import { listMap, type MapListing, planBorders } from './map-listing.ts';
import type { NodeCalls } from './node-calls.ts';
import { NodeError } from './node-error.ts';
import * as wire from './wire.ts';

/** As many fields of a map as a node ever names. */
const FIELDS_CAP = 257;
/** A proxy may have refused a call that the node knows, so listing is tried again after a while. */
const LIST_AGAIN_MS = 10 * 60_000;

/** What a reader remembers of its node between two reads. */
export interface MapMemory {
  /** Map → fields at which the pages of its next listing start. */
  readonly borders: Map<string, readonly string[]>;
  /** On the clock of `performance.now()`. */
  cannotListUntil: number;
}

export interface WholeMap extends MapListing {
  /** False when there may be fields that nobody named. */
  readonly complete: boolean;
}

/** `names` are fields to look up where the node neither lists the map nor can name all its fields. */
export async function readMap(
  calls: NodeCalls,
  memory: MapMemory,
  contract: string,
  map: string,
  names: () => Promise<Iterable<string>>,
): Promise<WholeMap> {
  if (performance.now() >= memory.cannotListUntil) {
    try {
      const listing = ofAccounts(await listMap(calls, contract, map, memory.borders.get(map) ?? []));
      memory.borders.set(map, planBorders(listing.entries));
      return { ...listing, complete: true };
    } catch (error) {
      if (!(error instanceof NodeError && error.isUnknownCall)) throw error;
      memory.cannotListUntil = performance.now() + LIST_AGAIN_MS;
    }
  }
  const { fields, block } = await calls.fields(contract, map);
  const complete = fields.length < FIELDS_CAP;
  const wanted = complete ? fields : [...new Set([...fields, ...(await names())])];
  const { entries, blocks } = ofAccounts(await lookUp(calls, contract, map, wanted.toSorted()));
  return { entries, blocks: [block, ...blocks], complete };
}

/** Throws a ZodError for a field that cannot be an account's. */
function ofAccounts(listing: MapListing): MapListing {
  for (const [field] of listing.entries) wire.accountName.parse(field);
  return listing;
}

async function lookUp(calls: NodeCalls, contract: string, map: string, fields: readonly string[]): Promise<MapListing> {
  const { datas, blocks } = await calls.batch(
    contract,
    fields.map((field) => ({ key: map, field })),
  );
  const entries = fields.flatMap((field, i) => {
    const value = datas[i];
    return value === undefined || value === 'null' ? [] : [[field, value] as const];
  });
  return { entries, blocks };
}
