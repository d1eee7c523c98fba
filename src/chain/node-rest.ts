// When a node that failed is tried again: later each time, with jitter, and not before it asked to be.
import type { ChainTrouble, ChainUnavailable } from '../core/errors.ts';
import type { Clock, NodeHealth } from '../core/ports.ts';
import { NodeError } from './node-error.ts';

const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;

export interface NodeRest {
  readonly host: string;
  isReady(): boolean;
  succeeded(): void;
  failed(error: ChainUnavailable): void;
  health(inUse: boolean): NodeHealth;
}

export function createNodeRest(host: string, clock: Clock): NodeRest {
  let failures = 0;
  let retryAt = 0;
  let trouble: ChainTrouble | undefined;
  return {
    host,
    isReady: () => clock.now() >= retryAt,
    succeeded: () => {
      failures = 0;
      retryAt = 0;
      trouble = undefined;
    },
    failed: (error) => {
      const restMs = Math.min(FIRST_REST_MS * 2 ** failures, LONGEST_REST_MS) * (0.75 + Math.random() / 2);
      const asked = error.cause instanceof NodeError ? (error.cause.details.retryAfterMs ?? 0) : 0;
      failures += 1;
      retryAt = clock.now() + Math.max(restMs, Math.min(asked, 10 * LONGEST_REST_MS));
      trouble = error.trouble;
    },
    health: (inUse) => {
      if (trouble === undefined) return { host, state: inUse ? 'in use' : 'ready' };
      return { host, state: 'resting', trouble, retryAt };
    },
  };
}
