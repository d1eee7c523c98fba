// Holds all nodes to one chain and to a height that never goes backwards.
import { ChainUnavailable } from '../core/ports/outage.ts';
import { type ChainIdentity, chainKey, type Snapshot } from '../election/snapshot.ts';

export interface ChainGuard {
  /** Throws ChainUnavailable `other-chain` for any chain but the one of the first snapshot accepted. */
  admit(chain: ChainIdentity): void;
  /** Throws as `admit`, and ChainUnavailable `behind` for a snapshot below the last one accepted. */
  accept(snapshot: Snapshot): void;
}

export function createChainGuard(): ChainGuard {
  let accepted: { readonly key: string; readonly height: number } | undefined;
  const admit = (chain: ChainIdentity) => {
    const key = chainKey(chain);
    if (accepted && key !== accepted.key) {
      throw new ChainUnavailable('other-chain', `node is of ${key.slice(0, 40)}, not of ${accepted.key}`);
    }
  };
  return {
    admit,
    accept: ({ chain, blocks, node }) => {
      admit(chain);
      if (accepted && blocks.first < accepted.height) {
        throw new ChainUnavailable('behind', `${node.host} is at ${blocks.first}, ${accepted.height} was shown`);
      }
      accepted = { key: chainKey(chain), height: blocks.first };
    },
  };
}
