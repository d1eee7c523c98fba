// The chain behind the commands: all nodes that are asked behind one face, with failover and cache.

import type { Chain, ChainReader } from '../core/ports/chain.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { NodeFacts } from '../core/ports/node-facts.ts';
import type { Observers } from '../core/ports/observers.ts';
import type { SnapshotStore } from '../core/ports/snapshots.ts';
import type { Snapshot } from '../election/snapshot.ts';
import { createCachedChain } from './cached-reader.ts';
import { createFailover } from './failover.ts';
import { createChainGuard } from './guard.ts';
import { createConnection, type NodeRequest } from './http-provider.ts';
import { createIostReader } from './iost-reader.ts';
import { createObservers } from './quorum.ts';

interface ChainObserver {
  onNodeRequest(host: string, request: NodeRequest): void;
  onSnapshot(snapshot: Snapshot, fetchedAt: number): void;
}

interface ChainDeps {
  readonly urls: readonly string[];
  readonly snapshots: SnapshotStore;
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

export async function openChain({ urls, snapshots, names, clock, log, observer }: ChainDeps): Promise<OpenChain> {
  const connections = urls.map((url) => {
    const connection = createConnection(url);
    return { ...connection, onRequest: (request: NodeRequest) => observer?.onNodeRequest(connection.host, request) };
  });
  const earlier = await snapshots.latest(connections.map(({ host }) => host));
  let newest: Snapshot | undefined = earlier?.snapshot;
  if (earlier) observer?.onSnapshot(earlier.snapshot, earlier.fetchedAt);
  const knownAccounts = () => [...names, ...(newest?.candidates ?? [])].map(({ account }) => account);

  const guard = createChainGuard();
  const nodes = connections.map((connection) => ({
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
  return { chain, reader, observers: createObservers({ nodes }) };
}
