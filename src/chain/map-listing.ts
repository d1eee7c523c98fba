// Every entry of a contract's map by listContractStorage. The borders of the last read let the next one fetch all pages at once.
import type { NodeCalls } from './node-calls.ts';
import { NodeError } from './node-error.ts';

/** The most that a node lists in one answer. */
const PAGE_SIZE = 100;
/** Entries planned for a page, so that a few more candidates do not cost a further request. */
const PLANNED_SIZE = 95;
const MAX_PAGES = 200;

export interface MapListing {
  /** In byte order of the fields. */
  readonly entries: readonly (readonly [field: string, value: string])[];
  readonly blocks: readonly number[];
}

/** `borders`: fields at which pages may start, from `planBorders` of an earlier listing, or none. */
export async function listMap(
  calls: NodeCalls,
  contract: string,
  map: string,
  borders: readonly string[],
): Promise<MapListing> {
  const ranges = [undefined, ...borders].map((from, i) => listRange(calls, contract, map, from, borders[i]));
  const parts = await Promise.all(ranges);
  return { entries: parts.flatMap(({ entries }) => entries), blocks: parts.flatMap(({ blocks }) => blocks) };
}

export function planBorders(entries: MapListing['entries']): string[] {
  const pages = Math.ceil(entries.length / PLANNED_SIZE);
  const starts = Array.from(
    { length: Math.max(0, pages - 1) },
    (_, i) => entries[Math.round(((i + 1) * entries.length) / pages)],
  );
  return starts.flatMap((entry) => (entry ? [entry[0]] : []));
}

async function listRange(
  calls: NodeCalls,
  contract: string,
  map: string,
  from: string | undefined,
  to: string | undefined,
): Promise<MapListing> {
  const prefix = `${map}-`;
  const entries: [string, string][] = [];
  const blocks: number[] = [];
  for (let start = from; ; start = entries.at(-1)?.[0]) {
    const page = await calls.list(contract, {
      prefix,
      limit: PAGE_SIZE,
      ...(start !== undefined && { from: prefix + start }),
      ...(to !== undefined && { to: prefix + to }),
    });
    blocks.push(page.block);
    const last = entries.at(-1)?.[0];
    for (const { key, value } of page.entries) {
      const field = key.slice(prefix.length);
      // `from` is inclusive: a page begins with the last entry of the one before.
      if (field === last && entries.length > 0) continue;
      const inOrder = key.startsWith(prefix) && field > (entries.at(-1)?.[0] ?? '');
      if (!inOrder) throw new NodeError('garbage', `list of ${map} is out of order`);
      entries.push([field, value]);
    }
    if (page.entries.length < PAGE_SIZE) return { entries, blocks };
    if (entries.at(-1)?.[0] === last || blocks.length === MAX_PAGES)
      throw new NodeError('garbage', `list of ${map} does not end`);
  }
}
