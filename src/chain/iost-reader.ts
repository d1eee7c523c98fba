// Reads the election from one node. Whatever goes wrong there leaves here as ChainUnavailable.
import { z } from 'zod';
import type { ChainReader } from '../core/ports/chain.ts';
import { ChainUnavailable } from '../core/ports/outage.ts';
import { type BlockRange, isOneBlock, type Snapshot } from '../election/snapshot.ts';
import { readBallots, readDividendMasks } from './ballots.ts';
import { PRODUCERS } from './contracts.ts';
import { type ElectionMemory, type ElectionReading, parseVoteId, readElection } from './election.ts';
import { createFirstBlock } from './first-block.ts';
import type { ChainProof } from './guard.ts';
import type { Connection } from './http-provider.ts';
import { createNodeCalls, type NodeCalls } from './node-calls.ts';
import { NodeError, type NodeErrorKind } from './node-error.ts';
import { createProgress, type Probe, probe } from './probe.ts';
import { readRewards } from './rewards.ts';
import { readReleases, readVoter } from './voter.ts';

/** First try and two more when parts of an answer that must be of one block are not. */
const ATTEMPTS = 3;
/** How long a node that was found fit is taken for fit by questions that do not show its height themselves. */
const PROBE_VALID_MS = 10_000;

const TROUBLES = {
  network: 'unreachable',
  timeout: 'unreachable',
  status: 'unreachable',
  redirect: 'redirected',
  rpc: 'garbage',
  garbage: 'garbage',
} as const satisfies Record<NodeErrorKind, ChainUnavailable['trouble']>;

interface ReaderDeps {
  readonly connection: Connection;
  /** Accounts to look up on a node that cannot list its candidates. */
  readonly knownAccounts: () => Iterable<string>;
  /** As that of the guard. */
  readonly admit: (proof: ChainProof) => string | undefined;
  /** ms that nobody can set. */
  readonly elapsed?: () => number;
}

export function createIostReader({ connection, knownAccounts, admit, elapsed }: ReaderDeps): ChainReader {
  const memory: ElectionMemory = { borders: new Map(), cannotListUntil: 0 };
  const firstBlockOf = createFirstBlock();
  const progress = createProgress(connection.host, elapsed);
  let lastProbe: { readonly at: number; readonly result: Probe } | undefined;

  const freshProbe = async (calls: NodeCalls): Promise<Probe> => {
    const [probed, firstBlock] = await Promise.all([probe(calls, connection.host), firstBlockOf(calls)]);
    const fork = admit({ node: connection.name, chain: probed.chain, firstBlock });
    progress.note(probed.block);
    const result = fork === undefined ? probed : { ...probed, chain: { ...probed.chain, fork } };
    lastProbe = { at: performance.now(), result };
    return result;
  };
  const recentProbe = async (calls: NodeCalls): Promise<Probe> =>
    lastProbe && performance.now() - lastProbe.at < PROBE_VALID_MS ? lastProbe.result : freshProbe(calls);

  const voteIdOf = async (calls: NodeCalls): Promise<string> => {
    memory.voteId ??= parseVoteId((await calls.storage(PRODUCERS, 'voteId')).data);
    return memory.voteId;
  };

  const reading = <T>(signal: AbortSignal | undefined, read: (calls: NodeCalls) => Promise<T>): Promise<T> =>
    readFrom(connection, signal, read);

  return {
    standings: (signal) =>
      reading(signal, async (calls) => {
        const [{ chain, version, serverTime, witnesses, block, timeOf }, state] = await Promise.all([
          freshProbe(calls),
          readConsistently(() => readElection(calls, memory, knownAccounts)),
        ]);
        const node = { name: connection.name, version, id: connection.id };
        const parts = { ...state.parts, witnesses: { first: block, last: block } };
        const time = timeOf(state.blocks.first);
        return { ...state, parts, chain, node, time, serverTime, witnesses } satisfies Snapshot;
      }),
    rewardState: (signal) =>
      reading(signal, async (calls) => {
        const [, state] = await Promise.all([recentProbe(calls), readRewards(calls, memory, knownAccounts)]);
        return state;
      }),
    ballots: (accounts, signal) =>
      reading(signal, async (calls) => {
        const [, voteId] = await Promise.all([recentProbe(calls), voteIdOf(calls)]);
        return readBallots(calls, voteId, accounts);
      }),
    dividendMasks: (votes, signal) => reading(signal, (calls) => readDividendMasks(calls, votes)),
    releases: (account, signal) => reading(signal, (calls) => readReleases(calls, account)),
    voter: (account, signal) =>
      reading(signal, async (calls) => {
        const [{ timeOf }, voter] = await Promise.all([
          recentProbe(calls),
          readAtOneBlock(async () => readVoter(calls, await voteIdOf(calls), account)),
        ]);
        return voter && { ...voter, time: timeOf(voter.blocks.first) };
      }),
  };
}

/** Runs a read, stops what is left of it once it has ended, and turns its errors into the reader's. */
async function readFrom<T>(
  connection: Connection,
  signal: AbortSignal | undefined,
  read: (calls: NodeCalls) => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  try {
    return await read(createNodeCalls(connection, signal ? AbortSignal.any([signal, ended.signal]) : ended.signal));
  } catch (error) {
    signal?.throwIfAborted();
    throw asUnavailable(error, connection.host);
  } finally {
    ended.abort();
  }
}

async function readConsistently(read: () => Promise<ElectionReading>): Promise<ElectionReading> {
  let state = await read();
  for (let attempt = 1; attempt < ATTEMPTS && !fitsTogether(state); attempt += 1) state = await read();
  return state;
}

function fitsTogether({ consistent, parts }: ElectionReading): boolean {
  return consistent && isOneBlock(parts.votes);
}

async function readAtOneBlock<T extends { readonly blocks: BlockRange } | undefined>(
  read: () => Promise<T>,
): Promise<T> {
  let value = await read();
  for (let attempt = 1; attempt < ATTEMPTS && value && !isOneBlock(value.blocks); attempt += 1) value = await read();
  return value;
}

function asUnavailable(error: unknown, host: string): ChainUnavailable {
  if (error instanceof ChainUnavailable) return error;
  if (error instanceof NodeError) return new ChainUnavailable(TROUBLES[error.kind], error.message, { cause: error });
  if (error instanceof SyntaxError || error instanceof RangeError || error instanceof z.ZodError) {
    return new ChainUnavailable('garbage', `${host}: contract storage is not what the contracts write`, {
      cause: error,
    });
  }
  throw error;
}
