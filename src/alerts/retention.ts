// What must not pile up: alerts that are too old to be news, people who are gone, questions that nobody answers, and the history.

import type { Clock } from '../core/ports/clock.ts';
import type { IdentityStore } from '../core/ports/identities.ts';
import type { Destination, OutboxStore } from '../core/ports/outbox.ts';
import type { Operators } from './operators.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EXPIRY_MS = DAY_MS;
/** For as long a chat may invite the bot again, and finds its list as it was. */
const GRACE_MS = 30 * DAY_MS;

interface RetentionDeps {
  readonly outbox: Pick<OutboxStore, 'expire' | 'dropGone' | 'prune'>;
  readonly identities: Pick<IdentityStore, 'dropOverdue'>;
  readonly operators: Operators;
  readonly historyDays: number;
  readonly clock: Clock;
}

/** To be called every minute. */
export function createRetention({
  outbox,
  identities,
  operators,
  historyDays,
  clock,
}: RetentionDeps): () => Promise<void> {
  let prunedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = clock.now();
    await identities.dropOverdue(now);
    await outbox.expire(now - EXPIRY_MS, now);
    for (const gone of await outbox.dropGone(now - GRACE_MS)) {
      await operators.tell('gone', `${nameOf(gone)} ${now}`, { who: nameOf(gone) });
    }
    if (Math.abs(now - prunedAt) < HOUR_MS) return;
    await outbox.prune(now - historyDays * DAY_MS);
    prunedAt = now;
  };
}

function nameOf({ platform, to }: Destination): string {
  return `${platform}:${to.kind === 'person' ? to.userId : to.chatId}`;
}
