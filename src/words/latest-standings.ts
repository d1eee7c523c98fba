// The standings for what is asked at every key press or must never be late, and the state in which everybody shares them.
import { setImmediate } from 'node:timers/promises';
import type { Edition } from '../core/answer/shared-replies.ts';
import type { Chain } from '../core/ports/chain.ts';
import type { Services } from '../core/ports/services.ts';
import type { Snapshot } from '../election/snapshot.ts';

/** A reply says its age in minutes. */
const MINUTE_MS = 60_000;

/** Gives the chain until the next turn of the event loop: a cached answer is there by then, and any other is for the next
 *  time. */
export function createLatestStandings(chain: Pick<Chain, 'standings'>): Services['latestStandings'] {
  let last: Snapshot | undefined;
  const read = async () => {
    last = (await chain.standings()).value;
  };
  return async () => {
    await Promise.race([read().catch(() => undefined), setImmediate()]);
    return last;
  };
}

/** What is said of the standings to everyone changes with them, with their age and with the trouble of the chain. Throws
 *  ChainUnavailable. */
export async function standingsEdition(chain: Pick<Chain, 'standings'>): Promise<Edition> {
  const { value, ageMs, trouble = '' } = await chain.standings();
  return { of: value, state: `${Math.floor(ageMs / MINUTE_MS)} ${trouble}` };
}
