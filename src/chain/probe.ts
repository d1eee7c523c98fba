// Is this node fit to be asked? Its own word on mode, chain, clock and height.

import { ChainUnavailable } from '../core/ports/outage.ts';
import { BLOCK_MS } from '../election/chain-time.ts';
import type { ChainIdentity } from '../election/snapshot.ts';
import type { NodeCalls } from './node-calls.ts';

/** A node whose irreversible block is older than this by its own clock stands still. */
const MAX_BEHIND_MS = 5 * 60_000;
/** No node takes a block from later than its own clock; what is a day ahead of it is no time at all. */
const MAX_AHEAD_MS = 86_400_000;
/** The network id by which a devnet says that it serves a recording. */
const RECORDING_ID = 'herald-devnet-synthetic-votes';

export interface Probe {
  readonly chain: ChainIdentity;
  readonly version: string;
  readonly serverTime: number;
  readonly witnesses: readonly string[];
  /** At which it was asked. */
  readonly block: number;
  /** Time of an irreversible block near the one asked about, ms since 1970. */
  timeOf(block: number): number;
}

/** Throws ChainUnavailable when the node is not fit, NodeError when it does not answer. */
export async function probe(calls: NodeCalls, host: string): Promise<Probe> {
  const [node, chain] = await Promise.all([calls.nodeInfo(), calls.chainInfo()]);
  if (node.mode !== 'ModeNormal') throw new ChainUnavailable('syncing', `${host} is in ${node.mode.slice(0, 20)}`);
  const behindMs = node.server_time - chain.lib_block_time;
  if (behindMs < -MAX_AHEAD_MS)
    throw new ChainUnavailable('garbage', `${host}: irreversible block is ahead of its clock`);
  if (behindMs > MAX_BEHIND_MS) {
    throw new ChainUnavailable(
      'stalled',
      `${host}: irreversible block is ${Math.round(behindMs / 1_000)} s behind its clock`,
    );
  }
  return {
    chain: { chainId: chain.chain_id, netName: chain.net_name, synthetic: node.network.id === RECORDING_ID },
    version: node.code_version,
    serverTime: node.server_time,
    witnesses: chain.witness_list,
    block: chain.lib_block,
    timeOf: (block) => chain.lib_block_time + (block - chain.lib_block) * BLOCK_MS,
  };
}

interface Progress {
  /** Throws ChainUnavailable when the height has not grown for as long as a node may be behind. */
  note(block: number): void;
}

/** By a clock of our own, for that of a node may stand still together with its chain. */
export function createProgress(host: string, elapsed: () => number = () => performance.now()): Progress {
  let highest = { block: -1, at: 0 };
  return {
    note: (block) => {
      const at = elapsed();
      if (block > highest.block) highest = { block, at };
      else if (at - highest.at > MAX_BEHIND_MS) {
        const seconds = Math.round((at - highest.at) / 1_000);
        throw new ChainUnavailable('stalled', `${host}: irreversible block has been ${block} for ${seconds} s`);
      }
    },
  };
}
