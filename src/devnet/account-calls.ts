// The calls about one account: balance, frozen tokens, votes.
import { checkId, RpcError } from './request.ts';
import type { BlockRef, ChainState } from './state.ts';
import { decimalOf, unitsOf } from './tokens.ts';
import { votesCast } from './votes.ts';

/** What a recording does not hold. */
const NOT_RECORDED = {
  gas_info: { current_total: 0, transferable_gas: 0, pledge_gas: 0, increase_speed: 0, limit: 0, pledged_info: [] },
  ram_info: { available: '0', used: '0', total: '0' },
  permissions: {},
  groups: {},
};

export function account(state: ChainState, [name = '']: readonly string[], block: BlockRef): object {
  checkId(name);
  if (!state.hasAccount(name)) throw new RpcError('account not found');
  const { balance, frozen } = holdings(state, 'iost', name, block);
  const votes = Object.entries(votesCast(state, name));
  return {
    name,
    ...NOT_RECORDED,
    balance: Number(balance),
    balance_string: balance,
    frozen_balances: frozen,
    vote_infos: votes.map(([option, [all, , cleared]]) => ({
      option,
      votes: Number(decimalOf(unitsOf(all) - unitsOf(cleared))),
      cleared_votes: Number(cleared),
    })),
  };
}

export function tokenBalance(state: ChainState, [name = '', token = '']: readonly string[], block: BlockRef): object {
  checkId(name);
  const { balance, frozen } = holdings(state, token, name, block);
  return { balance: Number(balance), frozen_balances: frozen };
}

/** Frozen tokens whose time has passed count into the balance. Only IOST is ever frozen. */
function holdings(state: ChainState, token: string, name: string, block: BlockRef) {
  const unvoted = token === 'iost' ? state.frozen(name) : [];
  const released = unvoted.filter(({ time }) => BigInt(time) <= block.time);
  const frozen = unvoted.filter(({ time }) => BigInt(time) > block.time);
  const units = released.reduce((sum, { amount }) => sum + unitsOf(amount), unitsOf(state.balance(token, name)));
  return {
    balance: decimalOf(units),
    frozen: frozen.map(({ amount, time }) => ({ amount: Number(amount), time })),
  };
}
