// Votes of many accounts in few requests, and what was paid for them already.
import type { BallotKey, Ballots } from '../core/ports/chain.ts';
import { PRODUCERS, VOTES } from './contracts.ts';
import { blockRange } from './election.ts';
import { parseAs, parseMap } from './exact-json.ts';
import type { NodeCalls } from './node-calls.ts';
import * as wire from './wire.ts';

export async function readBallots(calls: NodeCalls, voteId: string, accounts: readonly string[]): Promise<Ballots> {
  const keys = accounts.map((account) => ({ key: `u_${voteId}`, field: account }));
  const { datas, blocks } = await calls.batch(VOTES, keys);
  const votes = accounts.map((account, i) => {
    const rows = parseMap(wire.accountName, wire.voterRow, datas[i] ?? 'null');
    return [
      account,
      [...rows].map(([node, [given, , clearedVotes]]) => ({ node, votes: given, clearedVotes })),
    ] as const;
  });
  return { blocks: blockRange(blocks), votes: new Map(votes) };
}

export async function readDividendMasks(calls: NodeCalls, votes: readonly BallotKey[]): Promise<readonly string[]> {
  const keys = votes.map(({ account, node }) => ({ key: `v_${node}`, field: account }));
  const { datas } = await calls.batch(PRODUCERS, keys);
  return datas.map((text) => parseAs(wire.orNone(wire.mask), text));
}
