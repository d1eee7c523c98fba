// Discord bans whoever gets 10,000 refusals (401, 403 or 429) within ten minutes, so long before that nothing is sent that
// nobody waits for: https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
import type { Clock } from '../../../core/ports/clock.ts';
import { createWindow } from '../../rates.ts';

const INVALID: readonly number[] = [401, 403, 429];
const WINDOW_MS = 10 * 60_000;
const MAX_INVALID = 5_000;

export interface InvalidRequests {
  /** Hears of every answer's status. */
  note(status: number): void;
  /** How long to send nothing; 0: as usual. */
  waitMs(): number;
}

export function countInvalidRequests(clock: Clock): InvalidRequests {
  const seen = createWindow(MAX_INVALID, WINDOW_MS);
  return {
    note: (status) => {
      if (INVALID.includes(status)) seen.note(clock.now());
    },
    waitMs: () => seen.wait(clock.now()),
  };
}
