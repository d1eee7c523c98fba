// The rewards' coefficients and masks; the two coefficients that belong to the votes come with the standings.
import type { RewardState } from '../election/snapshot.ts';
import { type MapMemory, readMap } from './contract-map.ts';
import { PRODUCERS } from './contracts.ts';
import { blockRange } from './election.ts';
import { parseAs } from './exact-json.ts';
import type { NodeCalls } from './node-calls.ts';
import * as wire from './wire.ts';

/** `names`: accounts to look up on a node that cannot list maps. */
export async function readRewards(
  calls: NodeCalls,
  memory: MapMemory,
  names: () => Iterable<string>,
): Promise<RewardState> {
  const map = (name: string) => readMap(calls, memory, PRODUCERS, name, async () => names());
  const [supply, issue, contribution, masks, coefficients] = await Promise.all([
    calls.tokenInfo('iost'),
    calls.storage('issue.iost', 'IOSTLastIssueTime'),
    calls.storage('bonus.iost', 'blockContrib'),
    map('candMask'),
    map('voterCoef'),
  ]);
  return {
    blocks: blockRange([issue.block, contribution.block, ...masks.blocks, ...coefficients.blocks]),
    maskBlocks: blockRange(masks.blocks),
    supply: supply.current_supply,
    lastIssue: wire.nanoseconds.parse(issue.data),
    blockContribution: parseAs(wire.orNone(wire.contribution), contribution.data),
    candidateMasks: new Map(masks.entries.map(([account, text]) => [account, parseAs(wire.mask, text)])),
    voterCoefficients: new Map(
      coefficients.entries.map(([account, text]) => [account, parseAs(wire.coefficient, text)]),
    ),
  };
}
