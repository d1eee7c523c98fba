// The calls of one node that the reader needs: through the SDK where it has them, each answer checked against its schema.
// Storage is always read at the irreversible block.
import RPC from 'iost/lib/rpc.js';
import type { z } from 'zod';
import { type Connection, FetchProvider } from './http-provider.ts';
import { NodeError } from './node-error.ts';
import * as wire from './wire.ts';

/** A node answers the first 50 keys of a batch and drops the rest without a word. */
const BATCH_SIZE = 50;

export interface StorageKey {
  readonly key: string;
  readonly field?: string;
}

export interface ListRange {
  readonly prefix: string;
  /** Inclusive. */
  readonly from?: string;
  /** Exclusive. */
  readonly to?: string;
  /** At most 100. */
  readonly limit: number;
}

export type NodeCalls = ReturnType<typeof createNodeCalls>;

/** All methods throw NodeError, or the signal's reason. */
export function createNodeCalls(connection: Connection, signal?: AbortSignal) {
  const provider = new FetchProvider(connection, signal);
  const { net, blockchain } = new RPC(provider);
  const where = connection.host;

  const batchOf = async (id: string, keys: readonly StorageKey[]) => {
    const request = { id, key_fields: keys, by_longest_chain: false };
    const answer = await checked(wire.storageBatch, provider.send('post', 'getBatchContractStorage', request), where);
    if (answer.datas.length !== keys.length)
      throw new NodeError('garbage', `${where}: ${answer.datas.length} values for ${keys.length} keys`);
    return answer;
  };

  return {
    nodeInfo: () => checked(wire.nodeInfo, net.getNodeInfo(), where),
    chainInfo: () => checked(wire.chainInfo, blockchain.getChainInfo(), where),
    /** Hash of the block with this number; undefined when the node does not have it. */
    blockHash: async (number: number) => {
      try {
        const answer = await checked(wire.block, provider.send('get', `getBlockByNumber/${number}/false`), where);
        return answer.block.hash;
      } catch (error) {
        if (error instanceof NodeError && error.kind === 'rpc') return undefined;
        throw error;
      }
    },
    /** The stored text, "null" when there is none. */
    storage: async (contract: string, key: string, field = '') => {
      const answer = await checked(wire.storage, blockchain.getContractStorage(contract, key, field, false), where);
      return { data: answer.data, block: answer.block_number };
    },
    /** Any number of keys, in as many requests as needed; values in order, "null" where there is none. */
    batch: async (contract: string, keys: readonly StorageKey[]) => {
      const answers = await Promise.all(chunks(keys, BATCH_SIZE).map((chunk) => batchOf(contract, chunk)));
      return { datas: answers.flatMap(({ datas }) => datas), blocks: answers.map((answer) => answer.block_number) };
    },
    /** At most 257 fields of a map, whatever it holds. */
    fields: async (contract: string, map: string) => {
      const answer = await checked(
        wire.storageFields,
        blockchain.getContractStorageFields(contract, map, false),
        where,
      );
      return { fields: answer.fields, block: answer.block_number };
    },
    list: async (contract: string, range: ListRange) => {
      const request = { id: contract, storageType: 'MAP', by_longest_chain: false, ...range };
      const answer = await checked(wire.storageList, provider.send('post', 'listContractStorage', request), where);
      return { entries: answer.datas, block: answer.block_number };
    },
    tokenInfo: (symbol: string) => checked(wire.tokenInfo, provider.send('get', `getTokenInfo/${symbol}/false`), where),
    /** undefined when the chain has no such account. */
    account: async (name: string) => {
      try {
        return await checked(wire.account, blockchain.getAccountInfo(name, false), where);
      } catch (error) {
        if (error instanceof NodeError && error.details.rpcMessage === 'account not found') return undefined;
        throw error;
      }
    },
  };
}

async function checked<T extends z.ZodType>(schema: T, answer: Promise<unknown>, where: string): Promise<z.infer<T>> {
  const result = schema.safeParse(await answer);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new NodeError('garbage', `${where}: unexpected answer at ${issue?.path.join('.') || 'its root'}`, {
    cause: result.error,
  });
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
