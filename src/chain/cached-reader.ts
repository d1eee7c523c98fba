// The chain as commands see it: one fetch in flight, answers reused for a while, the last good one while the chain is away.

import type { Chain, ChainReader, NodeHealth, Reading } from '../core/ports/chain.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import { ChainUnavailable } from '../core/ports/outage.ts';
import { createBoundedMap } from '../core/values/bounded-map.ts';
import { within } from '../core/values/deadline.ts';
import type { RewardState, Snapshot, Voter } from '../election/snapshot.ts';

/** How many accounts' answers are kept. */
const MAX_ACCOUNTS = 1_000;

interface CachedChainDeps {
  readonly reader: ChainReader;
  readonly nodes: () => readonly NodeHealth[];
  readonly clock: Clock;
  readonly log: Log;
  readonly ttlMs?: number;
  /** A fetch is given up after this long. */
  readonly deadlineMs?: number;
  /** Someone who asks waits this long for a fresh answer when there is an old one. */
  readonly patienceMs?: number;
  /** The last good snapshot of an earlier run. */
  readonly last?: { readonly snapshot: Snapshot; readonly fetchedAt: number };
  /** Told of every snapshot that was fetched. */
  readonly onSnapshot?: (snapshot: Snapshot, fetchedAt: number) => Promise<void>;
}

type Fetched<T> = Pick<Reading<T>, 'value' | 'fetchedAt'>;

interface Timing {
  readonly clock: Clock;
  readonly ttlMs: number;
  readonly deadlineMs: number;
  readonly patienceMs: number;
}

export function createCachedChain(deps: CachedChainDeps): Chain {
  const { reader, nodes, clock, log, ttlMs = 15_000, deadlineMs = 12_000, patienceMs = 4_000, last, onSnapshot } = deps;
  const timing = { clock, ttlMs, deadlineMs, patienceMs };
  const voters = createBoundedMap<() => Promise<Reading<Voter | undefined>>>(MAX_ACCOUNTS);

  const fetchSnapshot = async (signal: AbortSignal): Promise<Snapshot> => {
    const snapshot = await reader.standings(signal);
    onSnapshot?.(snapshot, clock.now()).catch((error: unknown) => log.error('snapshot not stored', { error }));
    return snapshot;
  };
  const voterCell = (account: string) => {
    const cell = voters.get(account) ?? cached<Voter | undefined>((signal) => reader.voter(account, signal), timing);
    voters.set(account, cell);
    return cell;
  };

  return {
    standings: cached<Snapshot>(fetchSnapshot, timing, last && { value: last.snapshot, fetchedAt: last.fetchedAt }),
    rewardState: cached<RewardState>((signal) => reader.rewardState(signal), timing),
    voter: (account) => voterCell(account)(),
    nodes,
  };
}

function cached<T>(
  fetch: (signal: AbortSignal) => Promise<T>,
  timing: Timing,
  earlier?: Fetched<T>,
): () => Promise<Reading<T>> {
  const { clock, ttlMs, deadlineMs, patienceMs } = timing;
  let last = earlier;
  let isFromThisRun = false;
  let flight: Promise<Fetched<T>> | undefined;

  const take = async (): Promise<Fetched<T>> => {
    try {
      const value = await fetch(AbortSignal.timeout(deadlineMs));
      isFromThisRun = true;
      last = { value, fetchedAt: clock.now() };
      return last;
    } finally {
      flight = undefined;
    }
  };
  const aged = (fetched: Fetched<T>): Reading<T> => ({
    ...fetched,
    ageMs: Math.max(0, clock.now() - fetched.fetchedAt),
  });

  return async () => {
    if (last && isFromThisRun && clock.now() - last.fetchedAt < ttlMs) return aged(last);
    flight ??= take();
    try {
      return aged(last ? await within(patienceMs, flight, late) : await flight);
    } catch (error) {
      const trouble = troubleOf(error);
      if (!last) throw new ChainUnavailable(trouble, 'no answer of the chain, now or earlier', { cause: error });
      return { ...aged(last), trouble };
    }
  };
}

/** Only what the chain can do is answered by an old reading; a defect of ours is not. */
function troubleOf(error: unknown): ChainUnavailable['trouble'] {
  if (error instanceof ChainUnavailable) return error.trouble;
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'unreachable';
  throw error;
}

function late(): never {
  throw new DOMException('late', 'TimeoutError');
}
