// Holds all nodes to one chain and to a height that never goes backwards, and the chain to the one that the database is of.
import type { KnownChain } from '../core/ports/chains.ts';
import { ChainUnavailable } from '../core/ports/outage.ts';
import { type ChainIdentity, chainKey, type Snapshot } from '../election/snapshot.ts';

/** What a node shows of its chain. */
export interface ChainProof {
  /** Its name. */
  readonly node: string;
  readonly chain: ChainIdentity;
  /** Hash of its first block; undefined when the node cannot give it. */
  readonly firstBlock: string | undefined;
}

export interface ChainGuard {
  /** What parts the chain from another of the same name that is kept as well; undefined when nothing has to. Throws
   *  ChainUnavailable `other-chain` for any chain but the one of the first snapshot accepted, and before that for any but
   *  those that the database is of. */
  admit(proof: ChainProof): string | undefined;
  /** The chain of this snapshot is the one from now on. Throws as `admit`. */
  hold(snapshot: Pick<Snapshot, 'chain' | 'node'>): void;
  /** Throws as `admit`, and ChainUnavailable `behind` for a snapshot below the last one accepted. */
  accept(snapshot: Snapshot): void;
  /** Nodes that could not give the first block of their chain. */
  isUnproved(node: string): boolean;
}

export interface GuardTerms {
  /** Chains that the database is of. */
  readonly known: readonly KnownChain[];
  /** No other is read. */
  readonly isBound: boolean;
  /** Told of the chain that is read, and again when its first block is known. */
  readonly onChain: (chain: KnownChain) => void;
}

const FREE: GuardTerms = { known: [], isBound: false, onChain: () => undefined };
const FORK_LENGTH = 8;

export function createChainGuard({ known, isBound, onChain }: GuardTerms = FREE): ChainGuard {
  const proofs = new Map<string, string | undefined>();
  let held: { readonly chain: ChainIdentity; firstBlock: string | undefined } | undefined;
  let height = 0;

  const admit = ({ node, chain, firstBlock }: ChainProof): string | undefined => {
    proofs.set(node, firstBlock);
    const name = chainKey(nameOf(chain));
    const shown = { chain: name, ...(firstBlock !== undefined && { firstBlock }) };
    if (held) {
      const isHeld = isSame(shown, { chain: chainKey(nameOf(held.chain)), firstBlock: held.firstBlock });
      if (!isHeld || (held.chain.fork !== undefined && firstBlock === undefined)) throw other(shown, [held.chain]);
      return held.chain.fork;
    }
    const same = known.filter((one) => isSame(shown, { ...one, chain: nameIn(one) }));
    const [match] = same.toSorted((a, b) => Number(b.firstBlock === firstBlock) - Number(a.firstBlock === firstBlock));
    if (match && (same.length === 1 || firstBlock !== undefined)) return forkIn(match);
    if (isBound && known.length > 0) throw other(shown, known);
    return known.some((one) => nameIn(one) === name) ? (firstBlock ?? '?').slice(0, FORK_LENGTH) : undefined;
  };
  const hold: ChainGuard['hold'] = ({ chain, node }) => {
    const firstBlock = proofs.get(node.name);
    admit({ node: node.name, chain, firstBlock });
    if (held && (firstBlock === undefined || held.firstBlock !== undefined)) return;
    held = { chain, firstBlock };
    onChain({ chain: chainKey(chain), ...(firstBlock !== undefined && { firstBlock }) });
  };
  return {
    admit,
    hold,
    accept: (snapshot) => {
      hold(snapshot);
      const { blocks, node } = snapshot;
      if (blocks.first < height) {
        throw new ChainUnavailable('behind', `${node.name} is at ${blocks.first}, ${height} was shown`);
      }
      height = blocks.first;
    },
    isUnproved: (node) => proofs.has(node) && proofs.get(node) === undefined,
  };
}

function nameOf({ fork: _, ...chain }: ChainIdentity): ChainIdentity {
  return chain;
}

function nameIn({ chain }: KnownChain): string {
  return chain.split('#')[0] ?? chain;
}

function forkIn({ chain }: KnownChain): string | undefined {
  return chain.split('#')[1];
}

/** As far as both are proved. */
function isSame(
  one: KnownChain,
  another: { readonly chain: string; readonly firstBlock?: string | undefined },
): boolean {
  if (one.chain !== another.chain) return false;
  return one.firstBlock === undefined || another.firstBlock === undefined || one.firstBlock === another.firstBlock;
}

function other(shown: KnownChain, those: readonly (KnownChain | ChainIdentity)[]): ChainUnavailable {
  const [first] = those;
  const wanted = first === undefined ? '' : 'chainId' in first ? chainKey(first) : chainWords(first);
  return new ChainUnavailable('other-chain', `node is of ${chainWords(shown)}, not of ${wanted}`);
}

/** A name and the beginning of its first block's hash, as operators read it. */
export function chainWords({ chain, firstBlock }: KnownChain): string {
  return firstBlock === undefined
    ? chain.slice(0, 60)
    : `${chain.slice(0, 60)} (first block ${firstBlock.slice(0, 12)})`;
}
