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
const LONGEST_GONE_MS = 24 * GONE_MS;

export interface AttemptDeps {
  readonly adapters: ReadonlyMap<string, Pick<ChatAdapter, 'send' | 'repeatsDroppedForMs'>>;
  readonly render: (parcel: Parcel, destination: Destination, how: TellHow) => Promise<Reply>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the reader has to be told beside the alerts. */
export interface TellHow {
  /** They may have got it before. */
  readonly isRepeat?: boolean;
  /** It should have gone to this topic of the chat, which takes no messages. */
  readonly closedTopic?: string;
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
    const reply = await deps.render(parcel, destination, { isRepeat });
    isSent = true;
    const delivery = await adapter.send(to, reply, parcel.key);
    const isClosed = delivery.kind === 'closed';
    const outcome = isClosed
      ? await tellBeside(deps, { parcel, destination, adapter, isRepeat })
      : outcomeOf(deps, delivery, parcel, destination);
    return { outcome, platform };
  } catch (error) {
    log.error('an alert could not be made', { key: parcel.key, error });
    const dueAt = clock.now() + backoffMs(parcel.attempts, WAITS);
    return { outcome: { kind: 'retry', dueAt, platform, isUnsure: isSent }, ...(isSent && { platform }) };
  }
}

interface Closed {
  readonly parcel: Parcel;
  readonly destination: Destination;
  readonly adapter: Pick<ChatAdapter, 'send'>;
  readonly isRepeat: boolean;
}

/** What a topic does not take is said in its chat, once: its list rests from then on, and the message says how to go on. */
async function tellBeside(
  deps: AttemptDeps,
  { parcel, destination, adapter, isRepeat }: Closed,
): Promise<ParcelOutcome> {
  const { platform, to } = destination;
  const rests = (isTold: boolean) => ({ kind: 'closed', platform, at: deps.clock.now(), isTold }) as const;
  if (to.kind === 'person' || to.threadId === undefined) return rests(false);
  const { threadId: closedTopic, ...chat } = to;
  const reply = await deps.render(parcel, destination, { isRepeat, closedTopic });
  const delivery = await adapter.send(chat, reply, `${parcel.key}-beside`);
  if (delivery.kind === 'ok' || delivery.kind === 'closed') return rests(delivery.kind === 'ok');
  return outcomeOf(deps, delivery, parcel, destination);
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
      return { kind: 'gone', platform, dueAt: now + goneWaitMs(deps, parcel, destination), at: now };
    case 'closed':
      return { kind: 'closed', platform, at: now, isTold: false };
    case 'rejected':
      return { kind: 'dead', outcome: 'rejected', why: delivery.why, at: now };
  }
}

/** The longer nobody is there, the longer. */
function goneWaitMs(deps: AttemptDeps, parcel: Parcel, destination: Destination): number {
  if (hasOther(deps, parcel, destination)) return 0;
  const goneMs = deps.clock.now() - (parcel.goneSince ?? deps.clock.now());
  return Math.min(Math.max(GONE_MS, goneMs / 4), LONGEST_GONE_MS);
}

function hasOther({ adapters }: AttemptDeps, { destinations }: Parcel, tried: Destination): boolean {
  return destinations.some((other) => other !== tried && !other.isGone && adapters.has(other.platform));
}
