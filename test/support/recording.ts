// The recording played step by step, read straight out of its file: the truth that tests compare the program with.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { everyStep, type Steps } from './steps.ts';

type Fields = Record<string, string | null>;
interface ContractState {
  kv: Fields;
  maps: Record<string, Fields>;
}
type Contracts = Record<string, ContractState>;
interface Moment {
  block: number;
  time: string;
}
type Balances = Record<string, Record<string, string>>;
type Tokens = Record<string, { readonly supply: string }>;
interface Recording {
  initial: Moment & { contracts: Contracts; balances: Balances; tokens: Tokens };
  steps: readonly (Moment & {
    changes: Record<string, Partial<ContractState>>;
    balances?: Balances;
    tokens?: Tokens;
  })[];
}

export interface RecordedState {
  /** -1 is the initial state. */
  readonly step: number;
  readonly block: number;
  /** ms since 1970. */
  readonly time: number;
  /** A stored value, or a field of a map, parsed where it is JSON text; undefined when there is none. */
  read(contract: string, key: string, field?: string): unknown;
  fields(contract: string, map: string): readonly string[];
  /** Of IOST, a decimal string; accounts of contracts too. */
  balance(account: string): string;
  /** Of IOST, a decimal string. */
  readonly supply: string;
}

/** The states of the recording in order. They share storage: use one before asking for the next. */
export function* recordedStates(isWanted: Steps = everyStep): Generator<RecordedState> {
  const { initial, steps } = load();
  const contracts = copyOf(initial.contracts);
  const iost = { ...initial.balances.iost };
  let { tokens } = initial;
  if (isWanted(-1)) yield stateAt(contracts, iost, tokens, initial, -1);
  for (const [index, step] of steps.entries()) {
    apply(contracts, step.changes);
    Object.assign(iost, step.balances?.iost);
    tokens = step.tokens ?? tokens;
    if (isWanted(index)) yield stateAt(contracts, iost, tokens, step, index);
  }
}

let loaded: Recording | undefined;

/** Read once a worker, and never changed. */
function load(): Recording {
  // The file is ours and its format is written down beside it.
  loaded ??= JSON.parse(
    gunzipSync(readFileSync(new URL('../fixtures/recording.json.gz', import.meta.url))).toString(),
  ) as Recording;
  return loaded;
}

function copyOf(contracts: Contracts): Contracts {
  const fieldsOf = (maps: ContractState['maps']) =>
    Object.fromEntries(Object.entries(maps).map(([map, fields]) => [map, { ...fields }]));
  return Object.fromEntries(
    Object.entries(contracts).map(([id, { kv, maps }]) => [id, { kv: { ...kv }, maps: fieldsOf(maps) }]),
  );
}

function stateAt(
  contracts: Contracts,
  iost: Readonly<Record<string, string>>,
  tokens: Readonly<Tokens>,
  { block, time }: Moment,
  step: number,
): RecordedState {
  return {
    step,
    block,
    time: Number(BigInt(time) / 1_000_000n),
    read: (contract, key, field) =>
      parsed(field === undefined ? contracts[contract]?.kv[key] : contracts[contract]?.maps[key]?.[field]),
    fields: (contract, map) => Object.keys(contracts[contract]?.maps[map] ?? {}),
    balance: (account) => iost[account] ?? '0',
    supply: tokens.iost?.supply ?? '0',
  };
}

function apply(contracts: Contracts, changes: Record<string, Partial<ContractState>>): void {
  for (const [id, change] of Object.entries(changes)) {
    contracts[id] ??= { kv: {}, maps: {} };
    const contract = contracts[id];
    assign(contract.kv, change.kv ?? {});
    for (const [map, fields] of Object.entries(change.maps ?? {})) {
      contract.maps[map] ??= {};
      assign(contract.maps[map], fields);
    }
  }
}

function assign(target: Fields, changes: Fields): void {
  for (const [field, value] of Object.entries(changes)) {
    if (value === null) delete target[field];
    else target[field] = value;
  }
}

function parsed(stored: string | null | undefined): unknown {
  return stored === undefined || stored === null ? undefined : JSON.parse(stored);
}
