// The chain's state at the recording's present step; stepping is all that ever changes it.
import type { FrozenTokens, Recording, Step } from './recording.ts';
import { createStorage, type Storage } from './storage.ts';
import { tokenMaps } from './tokens.ts';

/** How far the head runs before the last irreversible block: 14 blocks of half a second. */
const HEAD_BLOCKS = 14;
const HEAD_NS = 7_000_000_000n;

export interface BlockRef {
  readonly number: number;
  readonly hash: string;
  /** ns since 1970. */
  readonly time: bigint;
}

export interface ChainState {
  /** -1 is the initial state. */
  readonly step: number;
  /** The last irreversible block. */
  readonly lib: BlockRef;
  /** The first block, which every state of this recording comes from. */
  readonly first: BlockRef;
  /** The newest block; the recording holds no state of its own for it. */
  readonly head: BlockRef;
  storage(contract: string): Storage | undefined;
  /** Decimal string; "0" for whoever has none. */
  balance(token: string, account: string): string;
  /** Of IOST, those whose time has passed included. */
  frozen(account: string): readonly FrozenTokens[];
  hasAccount(account: string): boolean;
  /** Applies the next step; false at the end. */
  advance(): boolean;
}

export function createChainState({ initial, steps }: Recording): ChainState {
  const storages = new Map(Object.entries(initial.contracts).map(([id, values]) => [id, createStorage(values)]));
  const balances = new Map(Object.entries(initial.balances).map(([id, of]) => [id, new Map(Object.entries(of))]));
  const frozen = Map.groupBy(initial.frozen, (tokens) => tokens.account);
  const accounts = new Set(initial.accounts);
  const tokenStorage = createStorage({ maps: tokenMaps(initial.tokens) });
  storages.set('token.iost', tokenStorage);
  let step = -1;
  let lib = blockRef(initial);

  function apply(next: Step): void {
    for (const [id, changes] of Object.entries(next.changes)) {
      const storage = storages.get(id) ?? createStorage({});
      storages.set(id, storage);
      storage.apply(changes);
    }
    if (next.tokens) tokenStorage.apply({ maps: tokenMaps(next.tokens) });
    for (const [token, changed] of Object.entries(next.balances ?? {})) {
      const held = balances.get(token) ?? new Map<string, string>();
      balances.set(token, held);
      for (const [account, amount] of Object.entries(changed)) held.set(account, amount);
    }
    for (const tokens of next.frozenAdded ?? []) {
      frozen.set(tokens.account, [...(frozen.get(tokens.account) ?? []), tokens]);
    }
    lib = blockRef(next);
  }

  return {
    get step() {
      return step;
    },
    first: { number: 0, hash: [...initial.blockHash].toSorted().join(''), time: BigInt(initial.time) },
    get lib() {
      return lib;
    },
    get head() {
      const hash = [...lib.hash].reverse().join('');
      return { number: lib.number + HEAD_BLOCKS, hash, time: lib.time + HEAD_NS };
    },
    storage: (contract) => storages.get(contract),
    balance: (token, account) => balances.get(token)?.get(account) ?? '0',
    frozen: (account) => frozen.get(account) ?? [],
    hasAccount: (account) => accounts.has(account),
    advance() {
      const next = steps[step + 1];
      if (!next) return false;
      apply(next);
      step += 1;
      return true;
    },
  };
}

function blockRef(at: { readonly block: number; readonly blockHash: string; readonly time: string }): BlockRef {
  return { number: at.block, hash: at.blockHash, time: BigInt(at.time) };
}
