// One try to deliver one message, and what follows from how it went.

import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Destination, Parcel, ParcelOutcome } from '../../core/ports/outbox.ts';
import type { ChatAdapter, Delivery } from '../../core/ports/platform.ts';
import type { Reply } from '../../core/reply/reply.ts';
import { backoffMs } from '../../core/values/backoff.ts';
import { quietUntil } from '../../core/values/zone.ts';

const WAITS = { firstMs: 1_000, longestMs: 600_000 };
/** A platform that is not configured any more may be again after a restart. */
const ABSENT_MS = 600_000;
const GONE_MS = 3_600_000;

export interface AttemptDeps {
  readonly adapters: ReadonlyMap<string, Pick<ChatAdapter, 'send' | 'repeatsDroppedForMs'>>;
  /** `isRepeat`: the reader may have got it before, and must be told so. */
  readonly render: (parcel: Parcel, destination: Destination, isRepeat: boolean) => Promise<Reply>;
  readonly clock: Clock;
  readonly log: Log;
}

interface Attempted {
  readonly outcome: ParcelOutcome;
  /** Where it was tried. */
  readonly platform?: string;
}

/** Never rejects. */
export async function attempt(deps: AttemptDeps, parcel: Parcel): Promise<Attempted> {
  const { clock, log } = deps;
  const heldUntil = quietTime(parcel, clock.now());
  if (heldUntil !== undefined) return { outcome: { kind: 'hold', dueAt: heldUntil } };
  const destination = destinationOf(deps, parcel);
  const adapter = destination && deps.adapters.get(destination.platform);
  if (!adapter) return { outcome: { kind: 'hold', dueAt: clock.now() + ABSENT_MS } };
  const { platform, to } = destination;
  const isRepeat = mayHaveArrived(parcel, platform, adapter.repeatsDroppedForMs, clock.now());
  let isSent = false;
  try {
    const reply = await deps.render(parcel, destination, isRepeat);
    isSent = true;
    const delivery = await adapter.send(to, reply, parcel.key);
    return { outcome: outcomeOf(deps, delivery, parcel, destination), platform };
  } catch (error) {
    log.error('an alert could not be made', { key: parcel.key, error });
    const dueAt = clock.now() + backoffMs(parcel.attempts, WAITS);
    return { outcome: { kind: 'retry', dueAt, platform, isUnsure: isSent }, ...(isSent && { platform }) };
  }
}

/** Where the next attempt is made: the first that there is an adapter for. */
export function destinationOf(
  { adapters }: Pick<AttemptDeps, 'adapters'>,
  { destinations }: Parcel,
): Destination | undefined {
  return destinations.find(({ platform }) => adapters.has(platform));
}

/** Nobody who asks for a test, and no operator, is made to wait; what was tried already is carried through. */
function quietTime({ alerts, preferences, unsure }: Parcel, now: number): number | undefined {
  const canWait = !unsure && alerts.every(({ kind }) => kind === 'alert' || kind === 'digest');
  return canWait ? quietUntil(preferences, now) : undefined;
}

/** A platform drops a message with the same key for a while; after that, or elsewhere, it would be shown twice. */
function mayHaveArrived({ unsure }: Parcel, platform: string, droppedForMs: number, now: number): boolean {
  if (!unsure) return false;
  const ageMs = now - unsure.since;
  return unsure.platform !== platform || ageMs < 0 || ageMs >= droppedForMs;
}

function outcomeOf(deps: AttemptDeps, delivery: Delivery, parcel: Parcel, destination: Destination): ParcelOutcome {
  const { platform } = destination;
  const now = deps.clock.now();
  const retry = (waitMs: number, isUnsure: boolean): ParcelOutcome => ({
    kind: 'retry',
    dueAt: now + waitMs,
    platform,
    isUnsure,
  });
  switch (delivery.kind) {
    case 'ok':
      return { kind: 'delivered', platform, at: now };
    case 'rate-limited':
      return retry(delivery.retryAfterMs, false);
    case 'unavailable':
      return retry(backoffMs(parcel.attempts, WAITS), false);
    case 'unknown':
      return retry(backoffMs(parcel.attempts, WAITS), true);
    case 'gone':
      return { kind: 'gone', platform, dueAt: now + (hasOther(deps, parcel, destination) ? 0 : GONE_MS), at: now };
    case 'rejected':
      return { kind: 'dead', outcome: 'rejected', why: delivery.why, at: now };
  }
}

function hasOther({ adapters }: AttemptDeps, { destinations }: Parcel, tried: Destination): boolean {
  return destinations.some((other) => other !== tried && !other.isGone && adapters.has(other.platform));
}
