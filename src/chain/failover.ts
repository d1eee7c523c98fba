// Several nodes behind one face: the first one fit answers; one that fails rests, and one that is slow is not waited for.

import type { ChainReader, NodeHealth } from '../core/ports/chain.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import { ChainUnavailable } from '../core/ports/outage.ts';
import type { ChainGuard } from './guard.ts';
import { createNodeRest, type NodeRest } from './node-rests.ts';

interface FailoverDeps {
  /** In the order of preference; at least one. */
  readonly nodes: readonly (Pick<NodeHealth, 'name' | 'host'> & { readonly reader: ChainReader })[];
  readonly guard: ChainGuard;
  readonly clock: Clock;
  readonly log: Log;
  /** After this long the next node is asked as well, and the first good answer counts. */
  readonly slowAfterMs?: number;
}

interface Node extends NodeRest {
  readonly reader: ChainReader;
}

type Read<T> = (reader: ChainReader, signal: AbortSignal) => Promise<T>;

export function createFailover({ nodes, guard, clock, log, slowAfterMs = 3_000 }: FailoverDeps): ChainReader & {
  nodes(): readonly NodeHealth[];
} {
  const all: readonly Node[] = nodes.map(({ reader, ...node }) => ({ ...createNodeRest(node, clock), reader }));
  let inUse: Node | undefined;

  const ask = async <T>(read: Read<T>, signal?: AbortSignal): Promise<T> => {
    const ready = all.filter((node) => node.isReady());
    if (ready.length === 0) throw worstOf(all.map((node) => node.health(false).trouble));
    const { node, value } = await firstGood(ready, read, { slowAfterMs, log, ...(signal && { signal }) });
    if (inUse !== node) log.info('reading the chain from', { node: node.name });
    inUse = node;
    return value;
  };

  return {
    standings: (signal) =>
      ask(async (reader, stop) => {
        const snapshot = await reader.standings(stop);
        guard.accept(snapshot);
        return snapshot;
      }, signal),
    rewardState: (signal) => ask((reader, stop) => reader.rewardState(stop), signal),
    voter: (account, signal) => ask((reader, stop) => reader.voter(account, stop), signal),
    ballots: (accounts, signal) => ask((reader, stop) => reader.ballots(accounts, stop), signal),
    dividendMasks: (votes, signal) => ask((reader, stop) => reader.dividendMasks(votes, stop), signal),
    releases: (account, signal) => ask((reader, stop) => reader.releases(account, stop), signal),
    nodes: () =>
      all.map((node) => ({
        ...node.health(node === inUse),
        ...(guard.isUnproved(node.name) && { isUnproved: true as const }),
      })),
  };
}

interface Race {
  readonly slowAfterMs: number;
  readonly log: Log;
  readonly signal?: AbortSignal;
}

/** Asks one node after the other: the next one when a node fails or is slow. The first good answer ends the race. */
function firstGood<T>(
  ready: readonly Node[],
  read: Read<T>,
  { slowAfterMs, log, signal }: Race,
): Promise<{ node: Node; value: T }> {
  const ended = new AbortController();
  const stop = signal ? AbortSignal.any([signal, ended.signal]) : ended.signal;
  const waiting = [...ready];
  const troubles: ChainUnavailable['trouble'][] = [];
  return new Promise<{ node: Node; value: T }>((resolve, reject) => {
    let running = 0;
    const failed = (node: Node, error: ChainUnavailable) => {
      node.failed(error);
      troubles.push(error.trouble);
      log.warn('node left for the next', { node: node.name, trouble: error.trouble, detail: error.message });
    };
    const askNext = (): void => {
      const node = waiting.shift();
      if (node) void askNode(node);
      else if (running === 0) reject(worstOf(troubles));
    };
    const askNode = async (node: Node): Promise<void> => {
      running += 1;
      let isSlow = false;
      const slow = setTimeout(() => {
        isSlow = true;
        askNext();
      }, slowAfterMs);
      try {
        const value = await read(node.reader, stop);
        if (!isSlow) node.succeeded();
        resolve({ node, value });
      } catch (error) {
        running -= 1;
        if (stop.aborted) {
          if (isSlow && ended.signal.aborted)
            failed(node, new ChainUnavailable('unreachable', 'slower than the next node'));
          reject(stop.reason);
        } else if (error instanceof ChainUnavailable) {
          failed(node, error);
          askNext();
        } else reject(error);
      } finally {
        clearTimeout(slow);
      }
    };
    askNext();
  }).finally(() => ended.abort());
}

/** What tells the person most: any trouble of its own says more than that a node is out of reach. */
function worstOf(troubles: readonly (ChainUnavailable['trouble'] | undefined)[]): ChainUnavailable {
  const trouble = troubles.find((each) => each !== undefined && each !== 'unreachable') ?? 'unreachable';
  return new ChainUnavailable(trouble, 'no configured node can answer');
}
