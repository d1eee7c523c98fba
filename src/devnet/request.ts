// What a call was asked: path segments, or fields of a JSON body, checked as the gateway checks them.
import type { BlockRef, ChainState } from './state.ts';

/** gRPC codes, as the gateway puts them into an error's `code`. */
export const RPC_CODE = { unknown: 2, invalidArgument: 3, tooLarge: 8, notImplemented: 12, internal: 13 } as const;

/** What a node answers with HTTP 400, or `status`. */
export class RpcError extends Error {
  readonly code: number;
  readonly status: number;

  constructor(message: string, code: number = RPC_CODE.unknown, status = 400) {
    super(message);
    this.name = 'RpcError';
    this.code = code;
    this.status = status;
  }
}

export type Fields = Readonly<Record<string, unknown>>;

/** The block at which a call reads: the head for true, the last irreversible one for false. */
export function blockAt(state: ChainState, byLongestChain: unknown): BlockRef {
  const flag = typeof byLongestChain === 'object' && byLongestChain ? '' : String(byLongestChain ?? false);
  if (flag === 'true' || flag === '1') return state.head;
  if (flag === 'false' || flag === '0') return state.lib;
  throw mismatch('by_longest_chain');
}

/** Empty when absent. */
export function textField(fields: Fields, name: string): string {
  const value = fields[name] ?? '';
  if (typeof value !== 'string') throw mismatch(name);
  return value;
}

/** 0 when absent; a number or its decimal string. */
export function countField(fields: Fields, name: string): number {
  const given = fields[name] ?? 0;
  const value = typeof given === 'object' ? Number.NaN : Number(given);
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) throw mismatch(name);
  return value;
}

/** Empty when absent. */
export function listField(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name] ?? [];
  if (!Array.isArray(value) || !value.every(isFields)) throw mismatch(name);
  return value;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Throws unless it may be an account name, an address of 0x and 40 hex digits, or a contract id. */
export function checkId(id: string): void {
  if (/^0x[^A-Z]{40}$/.test(id)) return;
  const length = Buffer.byteLength(id);
  if (id.startsWith('Contract') || id.endsWith('.iost')) {
    if (length >= 100) throw new RpcError(`id invalid. ContractID length should be less then 100 - ${length}`);
    return;
  }
  if (length < 5 || length > 11) throw new RpcError(`id invalid. id length should be between 5,11 - ${length} `);
  const bad = /[^a-z0-9_]/u.exec(id)?.[0];
  if (bad) throw new RpcError(`id invalid. id contains invalid character - ${bad.codePointAt(0)}`);
}

function mismatch(name: string): RpcError {
  return new RpcError(`type mismatch, parameter: ${name}`, RPC_CODE.invalidArgument);
}
