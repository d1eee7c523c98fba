// Votes, claimable dividend and frozen tokens of one account.
import { BigNumber } from 'bignumber.js';
import { type Amount, amountFromDecimal } from '../core/values/amount.ts';
import { voterDividend } from '../election/rewards/claimable.ts';
import type { Voter } from '../election/snapshot.ts';
import { PRODUCERS, VOTES } from './contracts.ts';
import { blockRange } from './election.ts';
import { parseAs, parseMap } from './exact-json.ts';
import type { NodeCalls } from './node-calls.ts';
import * as wire from './wire.ts';

/** Everything but the time, which the caller knows from the chain's height. undefined: no such account. */
export async function readVoter(
  calls: NodeCalls,
  voteId: string,
  account: string,
): Promise<Omit<Voter, 'time'> | undefined> {
  const [holder, stored] = await Promise.all([calls.account(account), calls.storage(VOTES, `u_${voteId}`, account)]);
  if (!holder) return undefined;
  const rows = [...parseMap(wire.accountName, wire.voterRow, stored.data)];
  const keys = rows.flatMap(([node]) => [
    { key: 'voterCoef', field: node },
    { key: `v_${node}`, field: account },
  ]);
  const { datas, blocks } = await calls.batch(PRODUCERS, keys);
  const parts = rows.map(([node, [votes, addedAt, clearedVotes]], i) => ({
    node,
    votes,
    addedAt,
    clearedVotes,
    coefficient: parseAs(wire.orNone(wire.coefficient), datas[2 * i] ?? 'null'),
    mask: parseAs(wire.orNone(wire.mask), datas[2 * i + 1] ?? 'null'),
  }));
  const dividend = voterDividend(parts);
  if (!wire.isPayable(dividend.total)) throw new RangeError('more is claimable than there is');
  return {
    account,
    blocks: blockRange([stored.block, ...blocks]),
    balance: holder.balance_string ?? fromDouble(holder.balance),
    votes: parts
      .map(({ node, votes, addedAt, clearedVotes }, i) => ({
        node,
        votes,
        addedAt,
        clearedVotes,
        claimable: dividend.claimable[i] ?? 0n,
      }))
      .sort((a, b) => (a.votes === b.votes ? (a.node < b.node ? -1 : 1) : a.votes > b.votes ? -1 : 1)),
    claimable: dividend.total,
    frozen: holder.frozen_balances.map(({ amount, time }) => ({ amount: fromDouble(amount), releaseAt: time })),
  };
}

/** Of an account that is not there: none. */
export async function readReleases(calls: NodeCalls, account: string): Promise<readonly number[]> {
  const holder = await calls.account(account);
  return holder?.frozen_balances.map(({ time }) => time) ?? [];
}

/** A node gives these as doubles; up to 90 million IOST they still hold all eight decimals. */
function fromDouble(value: number): Amount {
  return amountFromDecimal(new BigNumber(value).toFixed());
}
