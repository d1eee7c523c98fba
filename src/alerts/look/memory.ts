// What a look leaves for the next one: it is saved with each of them, so that a restart forgets nothing.
import type { Log } from '../../core/ports/log.ts';
import type { Tick, TickStore } from '../../core/ports/ticks.ts';
import { fields, number, text } from '../../core/values/checked-json.ts';
import type { PendingFact } from '../../election/confirmation/pending-facts.ts';
import type { Announced } from '../../election/moments.ts';
import { decodeState, encodeState } from '../../election/state-codec.ts';

export interface Memory {
  readonly announced: Announced;
  readonly pending: readonly PendingFact[];
  /** Of the last look, ms since 1970. */
  readonly at: number;
  /** Looks after a downtime until what happened meanwhile is told, that one included. */
  readonly settling: number;
}

const stored = fields<{ at: number; settling: number; state: string }>({ at: number, settling: number, state: text });

/** Without what is pending, which has rows of its own. */
export function encodeMemory({ announced, at, settling }: Memory): string {
  return JSON.stringify({ at, settling, state: encodeState(announced) });
}

/** A state that cannot be read any more is begun anew, which says nothing to anybody. */
export async function recall(
  { ticks, log }: { readonly ticks: TickStore; readonly log: Log },
  chain: Tick['chain'],
): Promise<Memory | undefined> {
  const saved = await ticks.load(chain);
  if (!saved) return undefined;
  try {
    const { at, settling, state } = stored(JSON.parse(saved.body));
    return { announced: decodeState(state), pending: saved.pending, at, settling };
  } catch (error) {
    log.warn('the announced state cannot be read and is begun anew', { reason: String(error) });
    return undefined;
  }
}
