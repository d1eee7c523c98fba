// Whether Herald can do its work right now, and if not, why: for whoever runs it.

import type { Chain, Reading } from '../core/ports/chain.ts';
import type { Clock } from '../core/ports/clock.ts';
import { ChainUnavailable } from '../core/ports/outage.ts';
import type { AdapterEvent } from '../core/ports/platform.ts';
import type { Store } from '../core/ports/store.ts';
import { plainText } from '../core/reply/text.ts';
import { within } from '../core/values/deadline.ts';
import { errorMessage } from '../core/values/error-message.ts';
import type { Scrub } from '../core/values/scrub.ts';

const MAX_AGE_MS = 120_000;
const PATIENCE_MS = 2_000;
const MAX_WHY_LENGTH = 300;

const TROUBLES = {
  unreachable: 'no node answers',
  redirected: 'the nodes send on to another address',
  garbage: 'no node gives valid answers',
  syncing: 'the nodes are still catching up with it',
  stalled: 'it stands still',
  'other-chain': 'the nodes are of another chain',
  behind: 'the nodes are behind what was read before',
  'no-election': 'the election contracts are not on it',
} as const satisfies Record<ChainUnavailable['trouble'], string>;

interface HealthDeps {
  /** Those that are configured; others need not be connected. */
  readonly platforms: readonly string[];
  readonly chain: Pick<Chain, 'standings'>;
  readonly store: Pick<Store, 'ping'>;
  readonly clock: Clock;
  /** A probe gets its answer within this time, whatever hangs. By default two seconds. */
  readonly patienceMs?: number;
  /** Reasons are those of libraries, whose errors hold addresses with tokens in them. */
  readonly scrub: Scrub;
}

export interface Readiness {
  readonly ready: boolean;
  /** A sentence each, for the operator. */
  readonly problems: readonly string[];
}

export interface Health {
  onEvent(platform: string, event: AdapterEvent): void;
  /** Never rejects. */
  readiness(): Promise<Readiness>;
}

export function createHealth({ platforms, chain, store, clock, scrub, patienceMs = PATIENCE_MS }: HealthDeps): Health {
  // Before it is cut, lest a part of a secret is left.
  const reason: Reason = (why) => plainText(scrub(why), MAX_WHY_LENGTH);
  const checkChain = createChainCheck(chain, clock, reason, patienceMs);
  const checkStore = createStoreCheck(store, reason, patienceMs);
  const disconnected = new Map(platforms.map((platform) => [platform, 'it has not connected yet']));
  return {
    onEvent: (platform, event) => {
      if (event.kind === 'connected') disconnected.delete(platform);
      if (event.kind === 'disconnected' && platforms.includes(platform)) disconnected.set(platform, reason(event.why));
    },
    readiness: async () => {
      const found = await Promise.all([checkChain(), checkStore()]);
      const problems = [
        ...found.filter((problem) => problem !== undefined),
        ...[...disconnected].map(([platform, why]) => `${platform} is not connected: ${why}`),
      ];
      return { ready: problems.length === 0, problems: problems.map(asSentence) };
    },
  };
}

type Check = () => Promise<string | undefined>;
/** As it may be read by anybody. */
type Reason = (why: string) => string;

function createChainCheck(chain: HealthDeps['chain'], clock: Clock, reason: Reason, patienceMs: number): Check {
  let freshAt: number | undefined;
  const tooOld = () => {
    if (freshAt === undefined) return 'The chain cannot be read: no node has answered yet';
    return clock.now() - freshAt < MAX_AGE_MS ? undefined : 'The chain cannot be read: no answer for two minutes';
  };
  const look = ({ trouble, fetchedAt }: Pick<Reading<unknown>, 'trouble' | 'fetchedAt'>) => {
    if (trouble) return `The chain cannot be read: ${TROUBLES[trouble]}`;
    freshAt = fetchedAt;
    return tooOld();
  };
  const explain = (error: unknown) =>
    `The chain cannot be read: ${error instanceof ChainUnavailable ? TROUBLES[error.trouble] : reason(errorMessage(error))}`;
  // A slow node is fine as long as the answer before is fresh enough; the chain goes on fetching meanwhile.
  return () => within(patienceMs, chain.standings().then(look).catch(explain), tooOld);
}

function createStoreCheck(store: HealthDeps['store'], reason: Reason, patienceMs: number): Check {
  let writing: Promise<string | undefined> | undefined;
  const write = async () => {
    try {
      await store.ping();
      return undefined;
    } catch (error) {
      return `The database takes no writes: ${reason(errorMessage(error))}`;
    } finally {
      writing = undefined;
    }
  };
  return () => {
    // One at a time: probes must not queue up behind a lock.
    writing ??= write();
    return within(patienceMs, writing, () => 'The database takes no writes: it has not answered for two seconds');
  };
}

function asSentence(text: string): string {
  return text.replace(/[.!?…]?$/, '.');
}
