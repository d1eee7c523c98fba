import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listMap, planBorders } from '../../src/chain/map-listing.ts';
import type { ListRange, NodeCalls } from '../../src/chain/node-calls.ts';

/** Lists as a node does: byte order, `from` inclusive, `to` exclusive, at most 100. */
function nodeWith(fields: readonly string[]): { calls: NodeCalls; requests: () => number } {
  let requests = 0;
  const keys = fields.map((field) => `m-${field}`).sort();
  const list = async (_contract: string, { from = '', to, limit }: ListRange) => {
    requests += 1;
    const inRange = keys.filter((key) => key >= from && (to === undefined || key < to));
    return { block: 1, entries: inRange.slice(0, Math.min(limit, 100)).map((key) => ({ key, value: `v-${key}` })) };
  };
  return { calls: { list } as Partial<NodeCalls> as NodeCalls, requests: () => requests };
}

const accounts = (maxLength: number) =>
  fc.uniqueArray(fc.stringMatching(/^[a-z0-9_]{5,11}$/), { maxLength, size: 'max' });

test('every entry comes once, in order, whatever the map and the borders of the last time', async () => {
  await fc.assert(
    fc.asyncProperty(accounts(450), accounts(6), async (fields, borders) => {
      const { calls } = nodeWith(fields);
      const { entries } = await listMap(calls, 'c', 'm', borders.toSorted());
      expect(entries).toEqual(fields.toSorted().map((field) => [field, `v-m-${field}`]));
    }),
    { numRuns: 60 },
  );
});

test('with its own borders a map that hardly changed costs a request per 95 entries, all at once', async () => {
  await fc.assert(
    fc.asyncProperty(accounts(450), accounts(4), async (fields, added) => {
      const first = await listMap(nodeWith(fields).calls, 'c', 'm', []);
      const { calls, requests } = nodeWith([...new Set([...fields, ...added])]);
      await listMap(calls, 'c', 'm', planBorders(first.entries));
      expect(requests()).toBeLessThanOrEqual(Math.max(1, Math.ceil(fields.length / 95)));
    }),
    { numRuns: 60 },
  );
});
