// A clock that is set makes nothing old: after a jump, what goes by age waits for a while, so that a wrong time that is soon
// put right throws nothing away.
import type { Clock } from '../../core/ports/clock.ts';

const JUMP_MS = 5 * 60_000;
const CALM_MS = 60 * 60_000;

/** Whether the clock has gone on as time does in the last hour, as far as this is asked every few minutes. `elapsed`: ms that
 *  nobody can set. */
export function createSteadyCheck(clock: Clock, elapsed: () => number = () => performance.now()): () => boolean {
  let ahead = clock.now() - elapsed();
  let jumpedAt = Number.NEGATIVE_INFINITY;
  return () => {
    const at = elapsed();
    const aheadNow = clock.now() - at;
    if (Math.abs(aheadNow - ahead) > JUMP_MS) jumpedAt = at;
    ahead = aheadNow;
    return at - jumpedAt >= CALM_MS;
  };
}
