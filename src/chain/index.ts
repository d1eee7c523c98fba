// The chain behind the commands: all nodes that are asked behind one face, with failover and cache.

import type { Chain, ChainReader } from '../core/ports/chain.ts';
import type { ChainBook, KnownChain } from '../core/ports/chains.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { NodeFacts } from '../core/ports/node-facts.ts';
import type { Observers } from '../core/ports/observers.ts';
import type { SnapshotStore } from '../core/ports/snapshots.ts';
import type { Snapshot } from '../election/snapshot.ts';
import { createCachedChain } from './cached-reader.ts';
import { checkChain } from './chain-check.ts';
import { createFailover } from './failover.ts';
import { createChainGuard } from './guard.ts';
import { type Connection, createConnection, type NodeRequest } from './http-provider.ts';
import { createIostReader } from './iost-reader.ts';
import { createObservers } from './quorum.ts';

interface ChainObserver {
  onNodeRequest(node: string, request: NodeRequest): void;
  onSnapshot(snapshot: Snapshot, fetchedAt: number): void;
}

interface ChainDeps {
  /** In the order of preference. */
  readonly nodes: readonly { readonly name: string; readonly url: string }[];
  readonly snapshots: SnapshotStore;
  readonly chains: ChainBook;
  /** Another chain than the one that the database is of may be read, and is kept apart. */
  readonly acceptChain: boolean;
  readonly names: readonly NodeFacts[];
  readonly clock: Clock;
  readonly log: Log;
  readonly observer: ChainObserver | undefined;
}

export interface OpenChain {
  /** For commands. */
  readonly chain: Chain;
  /** The node that is fit, without a cache. */
  readonly reader: ChainReader;
  readonly observers: Observers;
}

/** Of one that is still configured, by the name that it has now. */
async function lastOf(snapshots: SnapshotStore, connections: readonly Connection[]) {
  const last = await snapshots.latest(connections.map(({ id }) => id));
  const now = connections.find(({ id }) => id === last?.snapshot.node.id);
  return last && now && { ...last, snapshot: { ...last.snapshot, node: { ...last.snapshot.node, name: now.name } } };
}

/** Throws an Error with a sentence for the operator when the nodes are of another chain than the database. */
export async function openChain(deps: ChainDeps): Promise<OpenChain> {
  const { nodes: configured, snapshots, chains, acceptChain, names, clock, log, observer } = deps;
  const connections = configured.map(({ name, url }) => ({
    ...createConnection(url, undefined, name),
    onRequest: (request: NodeRequest) => observer?.onNodeRequest(name, request),
  }));
  const earlier = await lastOf(snapshots, connections);
  let newest: Snapshot | undefined = earlier?.snapshot;
  if (earlier) observer?.onSnapshot(earlier.snapshot, earlier.fetchedAt);
  const knownAccounts = () => [...names, ...(newest?.candidates ?? [])].map(({ account }) => account);

  const terms = await termsOf(chains, acceptChain);
  if (terms.isBound) await checkChain(connections, terms.known);
  const onChain = (shown: KnownChain) => {
    chains.note(shown, clock.now()).catch((error: unknown) => log.error('the chain was not noted', { error }));
  };
  const guard = createChainGuard({ ...terms, onChain });
  const nodes = connections.map((connection) => ({
    name: connection.name,
    host: connection.host,
    reader: createIostReader({ connection, knownAccounts, admit: guard.admit }),
  }));
  const reader = createFailover({ nodes, guard, clock, log });
  const chain = createCachedChain({
    reader,
    nodes: reader.nodes,
    clock,
    log,
    ...(earlier && { last: earlier }),
    onSnapshot: (snapshot, fetchedAt) => {
      newest = snapshot;
      observer?.onSnapshot(snapshot, fetchedAt);
      return snapshots.save(snapshot, fetchedAt);
    },
  });
  return { chain, reader, observers: createObservers({ nodes, hold: guard.hold }) };
}

/** Nobody is misled by another chain while nobody watches anything. */
async function termsOf(chains: ChainBook, acceptChain: boolean) {
  const [known, isWatched] = await Promise.all([chains.known(), chains.isWatched()]);
  return { known, isBound: isWatched && !acceptChain };
}
