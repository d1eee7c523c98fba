// The chain behind the commands: the configured nodes, or the recorded demo, with failover and cache.
import { createCachedChain } from '../chain/cached-reader.ts';
import { createFailover } from '../chain/failover.ts';
import { createChainGuard } from '../chain/guard.ts';
import { createConnection, type NodeRequest } from '../chain/http-provider.ts';
import { createIostReader } from '../chain/iost-reader.ts';
import { createObservers } from '../chain/quorum.ts';
import type { Chain, ChainReader } from '../core/ports/chain.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { NodeFacts } from '../core/ports/node-facts.ts';
import type { Observers } from '../core/ports/observers.ts';
import type { SnapshotStore } from '../core/ports/snapshots.ts';
import type { Snapshot } from '../election/snapshot.ts';

interface ChainDeps {
  readonly urls: readonly string[];
  readonly snapshots: SnapshotStore;
  readonly names: readonly NodeFacts[];
  readonly clock: Clock;
  readonly log: Log;
  readonly onRequest?: ((host: string, request: NodeRequest) => void) | undefined;
  readonly onSnapshot?: ((snapshot: Snapshot, fetchedAt: number) => void) | undefined;
}

export interface OpenChain {
  /** For commands. */
  readonly chain: Chain;
  /** The node that is fit, without a cache. */
  readonly reader: ChainReader;
  readonly observers: Observers;
}

export async function openChain({
  urls,
  snapshots,
  names,
  clock,
  log,
  onRequest,
  onSnapshot,
}: ChainDeps): Promise<OpenChain> {
  const connections = urls.map((url) => {
    const connection = createConnection(url);
    return { ...connection, onRequest: (request: NodeRequest) => onRequest?.(connection.host, request) };
  });
  const earlier = await snapshots.latest(connections.map(({ host }) => host));
  let newest: Snapshot | undefined = earlier?.snapshot;
  if (earlier) onSnapshot?.(earlier.snapshot, earlier.fetchedAt);
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
      onSnapshot?.(snapshot, fetchedAt);
      return snapshots.save(snapshot, fetchedAt);
    },
  });
  return { chain, reader, observers: createObservers({ nodes }) };
}
