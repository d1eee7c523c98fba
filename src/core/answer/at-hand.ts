// The standings without waiting for them, for what is asked at every key press or must never be late.
import { setImmediate } from 'node:timers/promises';
import type { Snapshot } from '../../election/snapshot.ts';
import type { Chain } from '../ports/chain.ts';

export type StandingsAtHand = () => Promise<Snapshot | undefined>;

/** The standings as the chain last told them; undefined until it did. Gives it until the next turn of the event loop: a
 *  cached answer is there by then, and any other is for the next time. */
export function createStandingsAtHand(chain: Pick<Chain, 'standings'>): StandingsAtHand {
  let last: Snapshot | undefined;
  const read = async () => {
    last = (await chain.standings()).value;
  };
  return async () => {
    await Promise.race([read().catch(() => undefined), setImmediate()]);
    return last;
  };
}
