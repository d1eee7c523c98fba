// The chain behind the commands: the configured nodes, or the recorded demo, with failover and cache.
import { createCachedChain } from './chain/cached-reader.ts';
import { createChainGuard } from './chain/chain-guard.ts';
import { createFailover } from './chain/failover.ts';
import { createConnection } from './chain/http-provider.ts';
import { createIostReader } from './chain/iost-reader.ts';
import type { Chain, Clock, Log, NodeFacts, SnapshotStore } from './core/ports.ts';
import type { Snapshot } from './election/snapshot.ts';

interface ChainDeps {
  readonly urls: readonly string[];
  readonly snapshots: SnapshotStore;
  readonly names: readonly NodeFacts[];
  readonly clock: Clock;
  readonly log: Log;
}

export async function openChain({ urls, snapshots, names, clock, log }: ChainDeps): Promise<Chain> {
  const connections = urls.map((url) => createConnection(url));
  const earlier = await snapshots.latest(connections.map(({ host }) => host));
  let newest: Snapshot | undefined = earlier?.snapshot;
  const knownAccounts = () => [...names, ...(newest?.candidates ?? [])].map(({ account }) => account);

  const guard = createChainGuard();
  const nodes = connections.map((connection) => ({
    host: connection.host,
    reader: createIostReader({ connection, knownAccounts, admit: guard.admit }),
  }));
  const reader = createFailover({ nodes, guard, clock, log });
  return createCachedChain({
    reader,
    nodes: reader.nodes,
    clock,
    log,
    ...(earlier && { last: earlier }),
    onSnapshot: (snapshot, fetchedAt) => {
      newest = snapshot;
      return snapshots.save(snapshot, fetchedAt);
    },
  });
}
