// Every call that the devnet knows: a pure function from state and request to status and JSON.
import { account, tokenBalance } from './account-calls.ts';
import { candidateBonus, voterBonus } from './bonus-calls.ts';
import { blockByNumber, chainInfo, nodeInfo, producerVoteInfo, tokenInfo } from './node-calls.ts';
import { blockAt, type Fields, isFields, RPC_CODE, RpcError } from './request.ts';
import type { BlockRef, ChainState } from './state.ts';
import { batchContractStorage, contractStorage, contractStorageFields, listContractStorage } from './storage-calls.ts';

export interface Answer {
  readonly status: number;
  readonly body: object;
}

export interface Asked {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Parsed JSON; undefined when there was none. */
  readonly body: unknown;
}

interface GetCall {
  /** Path segments after the name; the last one is `by_longest_chain`. */
  readonly segments: number;
  run(state: ChainState, segments: readonly string[], block: BlockRef): object;
}
type PostCall = (state: ChainState, body: Fields) => object;

const GET = new Map<string, GetCall>([
  ['getNodeInfo', { segments: 0, run: nodeInfo }],
  ['getChainInfo', { segments: 0, run: chainInfo }],
  ['getBlockByNumber', { segments: 2, run: blockByNumber }],
  ['getProducerVoteInfo', { segments: 2, run: producerVoteInfo }],
  ['getCandidateBonus', { segments: 2, run: candidateBonus }],
  ['getVoterBonus', { segments: 2, run: voterBonus }],
  ['getTokenBalance', { segments: 3, run: tokenBalance }],
  ['getTokenInfo', { segments: 2, run: tokenInfo }],
  ['getAccount', { segments: 2, run: account }],
]);

const POST = new Map<string, PostCall>([
  ['getContractStorage', contractStorage],
  ['getBatchContractStorage', batchContractStorage],
  ['getContractStorageFields', contractStorageFields],
  ['listContractStorage', listContractStorage],
]);

/** The call that a path names; undefined when there is none. */
export function callName(path: string): string | undefined {
  const name = path.split('/')[1] ?? '';
  return GET.has(name) || POST.has(name) ? name : undefined;
}

/** Never throws. */
export function answer(state: ChainState, asked: Asked): Answer {
  try {
    return { status: 200, body: run(state, asked) };
  } catch (error) {
    return errorAnswer(error);
  }
}

/** The gateway's shape of an error; anything else than an RpcError is a damaged recording. */
export function errorAnswer(error: unknown): Answer {
  if (error instanceof RpcError) return { status: error.status, body: { code: error.code, message: error.message } };
  return { status: 500, body: { code: RPC_CODE.internal, message: 'the devnet cannot answer this' } };
}

function run(state: ChainState, { method, path, body }: Asked): object {
  const [name = '', ...segments] = path.slice(1).split('/').map(decoded);
  const get = method === 'GET' ? GET.get(name) : undefined;
  if (get?.segments === segments.length) return get.run(state, segments, blockAt(state, segments.at(-1)));
  const post = method === 'POST' && segments.length === 0 ? POST.get(name) : undefined;
  if (post) return post(state, fieldsOf(body));
  throw new RpcError('Not Implemented', RPC_CODE.notImplemented);
}

function fieldsOf(body: unknown): Fields {
  if (body === undefined) return {};
  if (isFields(body)) return body;
  throw new RpcError('the body must be a JSON object', RPC_CODE.invalidArgument);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new RpcError(`malformed path segment ${segment.slice(0, 40)}`, RPC_CODE.invalidArgument);
  }
}
