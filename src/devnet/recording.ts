// A recording is the election's state at one block and what changed in every step after it, kept as one JSON file.
// Its votes are synthetic, and whoever shows it must say so.
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';

/** Contract storage as the chain keeps it: every value is the exact stored text. In a step, null deletes. */
export interface ContractValues<Value> {
  readonly kv?: Readonly<Record<string, Value>>;
  readonly maps?: Readonly<Record<string, Readonly<Record<string, Value>>>>;
}

/** Unvoted tokens that return to the account at `time`, ns since 1970; `amount` in IOST. */
export interface FrozenTokens {
  readonly account: string;
  readonly amount: string;
  readonly time: string;
}

interface BlockAt {
  readonly block: number;
  readonly blockHash: string;
  /** ns since 1970. */
  readonly time: string;
}

type Tokens = Readonly<Record<string, { readonly supply: string }>>;
type Balances = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface InitialState extends BlockAt {
  readonly contracts: Readonly<Record<string, ContractValues<string>>>;
  readonly tokens: Tokens;
  readonly balances: Balances;
  readonly frozen: readonly FrozenTokens[];
  readonly accounts: readonly string[];
}

export interface Step extends BlockAt {
  readonly changes: Readonly<Record<string, ContractValues<string | null>>>;
  readonly tokens?: Tokens;
  readonly balances?: Balances;
  readonly frozenAdded?: readonly FrozenTokens[];
  /** What was called; serving does not need it. */
  readonly ops?: readonly unknown[];
}

export interface Recording {
  readonly meta: Readonly<Record<string, unknown>>;
  readonly initial: InitialState;
  readonly steps: readonly Step[];
}

/** Reads a `.json` or gzipped recording. Throws an Error whose message is a sentence for a person. */
export async function loadRecording(path: string): Promise<Recording> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new Error(`The recording ${path} cannot be read: ${reason(error)}.`, { cause: error });
  });
  const value = await parse(bytes).catch((error: unknown) => {
    throw new Error(`The recording ${path} is damaged: ${reason(error)}.`, { cause: error });
  });
  if (!isRecording(value)) throw new Error(`The file ${path} is no recording: parts of it are missing.`);
  return value;
}

/** Writes it gzipped; equal recordings make equal files. */
export async function saveRecording(path: string, recording: Recording): Promise<void> {
  const level = constants.Z_BEST_COMPRESSION;
  await writeFile(path, await promisify(gzip)(JSON.stringify(recording), { level }));
}

async function parse(bytes: Buffer): Promise<unknown> {
  const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return JSON.parse((gzipped ? await promisify(gunzip)(bytes) : bytes).toString());
}

function isRecording(value: unknown): value is Recording {
  if (!isObject(value) || !isObject(value.meta) || !Array.isArray(value.steps)) return false;
  return isInitialState(value.initial) && value.steps.every((step) => isBlockAt(step) && isObject(step.changes));
}

function isInitialState(value: unknown): boolean {
  if (!isBlockAt(value) || !Array.isArray(value.accounts) || !Array.isArray(value.frozen)) return false;
  return [value.contracts, value.tokens, value.balances].every(isObject);
}

function isBlockAt(value: unknown): value is Record<string, unknown> {
  if (!isObject(value) || !Number.isSafeInteger(value.block)) return false;
  return typeof value.blockHash === 'string' && typeof value.time === 'string' && /^\d{1,19}$/.test(value.time);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
