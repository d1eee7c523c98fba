// Alerts and parcels to vary by hand.
import type { Alert, LoggedEvent } from '../../src/core/ports/alert.ts';
import type { Parcel } from '../../src/core/ports/outbox.ts';

export const NOON = Date.UTC(2026, 10, 23, 12);

export function event(changes: Partial<LoggedEvent> = {}): LoggedEvent {
  return {
    id: 1,
    type: 'votes',
    subject: 'iost_kor',
    level: 300_000_000_000_000n,
    direction: 'up',
    before: '299999999999999',
    after: '300000000000000',
    sources: ['node.example:30001'],
    blocks: { from: 519_600, to: 520_200 },
    times: { from: NOON - 300_000, to: NOON },
    isSynthetic: false,
    isOffline: false,
    isOneSource: false,
    ...changes,
  };
}

export function alert(changes: Partial<Alert> = {}): Alert {
  return { id: 7, kind: 'alert', event: event(), createdAt: NOON, outcome: 'waiting', ...changes };
}

export function parcel(changes: Partial<Parcel> = {}): Parcel {
  return {
    key: 'key',
    subscriberId: 1,
    attempts: 0,
    preferences: { zone: 'UTC' },
    destinations: [{ platform: 'first', to: { kind: 'person', userId: '1' } }],
    alerts: [alert()],
    ...changes,
  };
}
