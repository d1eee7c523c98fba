// What happens as the log keeps it, and the rules that it fires.

import type { Claim } from '../../core/ports/history.ts';
import type { NewEvent } from '../../core/ports/ticks.ts';
import type { ElectionEvent, Happening } from '../../election/events.ts';
import type { ElectionState } from '../../election/state.ts';
import { happeningOf } from '../../rules/index.ts';

/** undefined for what is no news. */
export function newsOf(event: Happening): NewEvent | undefined {
  const found = happeningOf(event.type);
  if (!found) return undefined;
  const { rule, kept, told } = found;
  const { direction } = kept;
  const after = kept.after(event);
  return {
    type: event.type,
    subject: 'node' in event ? event.node : event.account,
    ...(direction && { direction }),
    ...(after !== undefined && { after }),
    fires: told?.isTold(after) ? [rule.name] : [],
  };
}

export function claimsOf(
  events: readonly ElectionEvent[],
  { time, block }: ElectionState,
): readonly (Claim & { readonly node: string })[] {
  return events.flatMap((event) =>
    event.type === 'dividend_credited' ? [{ node: event.node, at: time, block, perVote: event.perVote }] : [],
  );
}
