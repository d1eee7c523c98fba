// Votes as vote.iost stores them, for the calls that need them.
import type { ChainState } from './state.ts';

/** node → [votes, block of the last vote, cleared votes]; empty for whoever has no votes. */
export function votesCast(
  state: ChainState,
  voter: string,
): Readonly<Record<string, readonly [string, number, string]>> {
  return JSON.parse(state.storage('vote.iost')?.value('u_1', voter) ?? '{}');
}

/** A double, as the node answers it: large totals lose their last decimals. undefined when it is no candidate. */
export function votesReceived(state: ChainState, node: string): number | undefined {
  const stored = state.storage('vote.iost')?.value('v_1', node);
  return stored === undefined ? undefined : Number(JSON.parse(stored).votes);
}
