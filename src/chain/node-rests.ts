// When a node that failed is tried again: later each time, with jitter, and not before it asked to be.

import type { NodeHealth } from '../core/ports/chain.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { ChainTrouble, ChainUnavailable } from '../core/ports/outage.ts';
import { backoffMs } from '../core/values/backoff.ts';
import { NodeError } from './node-error.ts';

const RESTS = { firstMs: 1_000, longestMs: 60_000 };
/** A node may ask for more, within reason. */
const LONGEST_ASKED_MS = 600_000;

export interface NodeRest {
  readonly name: string;
  isReady(): boolean;
  succeeded(): void;
  failed(error: ChainUnavailable): void;
  health(inUse: boolean): NodeHealth;
}

export function createNodeRest({ name, host }: Pick<NodeHealth, 'name' | 'host'>, clock: Clock): NodeRest {
  let failures = 0;
  let retryAt = 0;
  let trouble: ChainTrouble | undefined;
  return {
    name,
    isReady: () => clock.now() >= retryAt,
    succeeded: () => {
      failures = 0;
      retryAt = 0;
      trouble = undefined;
    },
    failed: (error) => {
      const asked = error.cause instanceof NodeError ? (error.cause.details.retryAfterMs ?? 0) : 0;
      retryAt = clock.now() + Math.max(backoffMs(failures, RESTS), Math.min(asked, LONGEST_ASKED_MS));
      failures += 1;
      trouble = error.trouble;
    },
    health: (inUse) => {
      if (trouble === undefined) return { name, host, state: inUse ? 'in use' : 'ready' };
      return { name, host, state: 'resting', trouble, retryAt };
    },
  };
}
