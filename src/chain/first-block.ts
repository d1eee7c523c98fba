// The hash of a chain's first block never changes, and tells it from any other chain.
import type { NodeCalls } from './node-calls.ts';
import { NodeError } from './node-error.ts';

/** A node may be pointed at another chain while it goes by the same address. */
const ASK_AGAIN_MS = 10 * 60_000;

/** undefined while the node cannot give it. */
export function createFirstBlock(): (calls: Pick<NodeCalls, 'blockHash'>) => Promise<string | undefined> {
  let known: { readonly at: number; readonly hash: string | undefined } | undefined;
  return async (calls) => {
    if (known && performance.now() - known.at < ASK_AGAIN_MS) return known.hash;
    const hash = await firstHash(calls);
    known = { at: performance.now(), hash };
    return hash;
  };
}

async function firstHash(calls: Pick<NodeCalls, 'blockHash'>): Promise<string | undefined> {
  try {
    return (await calls.blockHash(0)) ?? (await calls.blockHash(1));
  } catch (error) {
    if (error instanceof NodeError) return undefined;
    throw error;
  }
}
