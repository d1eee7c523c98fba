// Every configured node's own word on the election, side by side. What goes wrong here is told and nothing else: a node that
// cannot be decided on may still be good enough to answer commands.

import type { ChainReader } from '../core/ports/chain.ts';
import type { Observed, Observers, ObserverTrouble } from '../core/ports/observers.ts';
import { ChainUnavailable } from '../core/ports/outage.ts';
import { chainKey, type RewardState, type Snapshot } from '../election/snapshot.ts';

interface ObserversDeps {
  /** In the order of preference. Their readers see to it that all are of the chain that was read so far. */
  readonly nodes: readonly { readonly name: string; readonly reader: Pick<ChainReader, 'standings' | 'rewardState'> }[];
  /** A node that takes longer shows nothing this time. */
  readonly deadlineMs?: number;
  /** The chain of this snapshot is the one from now on. */
  readonly hold?: (snapshot: Snapshot) => void;
}

export function createObservers({ nodes, deadlineMs = 12_000, hold }: ObserversDeps): Observers {
  return {
    observeAll: async (signal) => {
      const all = ofOneChain(await Promise.all(nodes.map((node) => observe(node, deadlineMs, signal))));
      for (const { observation } of all) if (observation) hold?.(observation.snapshot);
      return all;
    },
  };
}

async function observe(
  { name, reader }: ObserversDeps['nodes'][number],
  deadlineMs: number,
  signal: AbortSignal | undefined,
): Promise<Observed> {
  const ended = new AbortController();
  const deadline = AbortSignal.timeout(deadlineMs);
  const stop = AbortSignal.any([deadline, ended.signal, ...(signal ? [signal] : [])]);
  try {
    const [snapshot, rewards] = await Promise.all([reader.standings(stop), reader.rewardState(stop)]);
    return judge(name, snapshot, rewards);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ChainUnavailable) return unfit(name, error.trouble, error.message);
    if (deadline.aborted) return unfit(name, 'unreachable', `${name}: not everything read in ${deadlineMs} ms`);
    throw error;
  } finally {
    ended.abort();
  }
}

function judge(source: string, snapshot: Snapshot, rewards: RewardState): Observed {
  if (!snapshot.complete) return unfit(source, 'incomplete', `${source} cannot list its candidates`);
  if (!snapshot.consistent) return unfit(source, 'inconsistent', `${source}: votes and elected list disagree`);
  return { source, observation: { snapshot, rewards } };
}

function unfit(source: string, trouble: ObserverTrouble, detail: string): Observed {
  return { source, trouble, detail };
}

/** Before any chain was read, the one of the first node that shows something is the chain. */
function ofOneChain(all: readonly Observed[]): readonly Observed[] {
  const first = all.find(({ observation }) => observation)?.observation;
  const chain = first && chainKey(first.snapshot.chain);
  return all.map((seen) => {
    if (!seen.observation || chainKey(seen.observation.snapshot.chain) === chain) return seen;
    const own = chainKey(seen.observation.snapshot.chain).slice(0, 40);
    return unfit(seen.source, 'other-chain', `${seen.source} is of ${own}, not of ${chain}`);
  });
}
