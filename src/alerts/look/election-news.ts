// Election events as the log keeps them, and the rules that they fire.

import type { Claim } from '../../core/ports/history.ts';
import type { NewEvent } from '../../core/ports/ticks.ts';
import { amountToDecimal } from '../../core/values/amount.ts';
import type { ElectionEvent } from '../../election/events.ts';
import type { ElectionState } from '../../election/state.ts';

/** Two strikes: the next one bars. */
const LAST_STRIKE = 2;

/** undefined for what happens to a dozen nodes at every vote block, and is no news. */
export function newsOf(event: ElectionEvent): NewEvent | undefined {
  const { type, node } = event;
  const news = { type, subject: node };
  switch (event.type) {
    case 'producer_list_entered':
    case 'producer_list_left':
      return undefined;
    case 'elected':
    case 'unelected':
      return {
        ...news,
        direction: event.type === 'elected' ? 'up' : 'down',
        after: amountToDecimal(event.votes),
        fires: [],
      };
    case 'online':
    case 'offline':
      return { ...news, direction: event.type === 'online' ? 'up' : 'down', fires: ['online'] };
    case 'profile_changed':
      return { ...news, fires: ['profile'] };
    case 'strike':
      return { ...news, after: String(event.count), fires: event.count === LAST_STRIKE ? ['strikes'] : [] };
    case 'barred':
      return { ...news, direction: 'down', after: String(event.untilBlock), fires: ['barred'] };
    case 'unbarred':
      return { ...news, direction: 'up', fires: ['barred'] };
    case 'dividend_credited':
      return { ...news, after: event.perVote, fires: ['dividend'] };
    case 'overtaken':
      return { ...news, after: JSON.stringify({ by: event.by, rank: event.rank }), fires: ['overtaken'] };
    default:
      return { ...news, fires: ['status'] };
  }
}

export function claimsOf(
  events: readonly ElectionEvent[],
  { time, block }: ElectionState,
): readonly (Claim & { readonly node: string })[] {
  return events.flatMap((event) =>
    event.type === 'dividend_credited' ? [{ node: event.node, at: time, block, perVote: event.perVote }] : [],
  );
}
