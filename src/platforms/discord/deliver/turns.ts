// News take turns, so that they use no more of what Discord allows a bot than is left by commands and what they need.
import { createLanes } from '../../lanes.ts';
import { pause } from '../../pause.ts';
import { createBucket, createWindow } from '../../rates.ts';

/** Discord allows 50 requests a second: https://discord.com/developers/docs/topics/rate-limits#global-rate-limit */
const PER_SECOND = 40;
const AT_ONCE = 8;
const EVERYBODY = '';

/** `unavailable`: the end came first. */
export type InTurn = <T>(request: () => Promise<T>) => Promise<T | { readonly kind: 'unavailable' }>;

export interface TurnOptions {
  /** So many times faster than by the clock limits are counted. */
  readonly timeScale: number;
  readonly ended: AbortSignal;
}

export function createTurns({ timeScale, ended }: TurnOptions): InTurn {
  const lanes = createLanes();
  const rates = [createWindow(PER_SECOND, 1_000 / timeScale), createBucket(AT_ONCE, 1_000 / PER_SECOND / timeScale)];
  const wait = () => Math.max(...rates.map((rate) => rate.wait(performance.now())));
  const takeTurn = async () => {
    for (let waitMs = wait(); waitMs > 0 && !ended.aborted; waitMs = wait()) {
      await pause(waitMs, ended);
    }
    for (const rate of rates) rate.note(performance.now());
  };
  return async (request) => {
    await lanes.run(EVERYBODY, takeTurn);
    return ended.aborted ? { kind: 'unavailable' } : request();
  };
}
