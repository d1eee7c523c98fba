// What an outbox is tested with: looks at the chain that fire for whoever watches, and messages as a sender would treat them.

import type { PersonKey } from '../../src/core/ports/ids.ts';
import type { OutboxStore, Parcel, ParcelOutcome } from '../../src/core/ports/outbox.ts';
import type { Tick } from '../../src/core/ports/ticks.ts';
import { MAINNET, NOON } from '../store/samples.ts';
import { type AlertStore, follow, ownerOf } from './alert-store.ts';

/** One look at which these nodes go online. Says how many alerts that made. */
export async function happen(
  { ticks }: Pick<AlertStore, 'ticks'>,
  nodes: readonly string[],
  now = NOON,
  flags: Partial<Tick> = {},
): Promise<number> {
  const { alerts } = await ticks.save({
    chain: MAINNET,
    now,
    claims: [],
    metrics: [],
    since: [],
    sources: ['node.example'],
    events: nodes.map((subject) => ({ type: 'online', subject, direction: 'up', fires: ['online'] })),
    blocks: { from: 1, to: 2 },
    times: { from: NOON - 9, to: NOON },
    isOffline: false,
    isOneSource: false,
    isFirst: false,
    ...flags,
  });
  return alerts;
}

/** People of one platform who watch the same node. */
export async function crowd(
  store: Pick<AlertStore, 'subscriptions'>,
  platform: string,
  count: number,
  node: string,
): Promise<readonly PersonKey[]> {
  const people = Array.from({ length: count }, (_, index) => ({ platform, userId: `${node}-${index}` }));
  for (const person of people) await follow(store, ownerOf(person), node);
  return people;
}

export function claimAt(outbox: OutboxStore, now = NOON, resting: readonly string[] = []): Promise<readonly Parcel[]> {
  return outbox.claim(now, 32, resting);
}

/** The only one that is due. */
export async function claimOne(outbox: OutboxStore, now = NOON, resting: readonly string[] = []): Promise<Parcel> {
  const [parcel, ...others] = await claimAt(outbox, now, resting);
  if (!parcel || others.length > 0) throw new Error(`${parcel ? others.length + 1 : 0} parcels instead of one`);
  return parcel;
}

export function settleAll(outbox: OutboxStore, parcels: readonly Parcel[], outcome: ParcelOutcome): Promise<void> {
  return outbox.settle(parcels.map((parcel) => ({ parcel, outcome })));
}

export const delivered = (at = NOON, platform = 'console'): ParcelOutcome => ({ kind: 'delivered', platform, at });
export const retry = (dueAt: number, isUnsure = false, platform = 'console'): ParcelOutcome => ({
  kind: 'retry',
  dueAt,
  platform,
  isUnsure,
});
export const gone = (at: number, dueAt = at, platform = 'console'): ParcelOutcome => ({
  kind: 'gone',
  platform,
  dueAt,
  at,
});

/** What waits for this account of what operators are told, newest first. */
export async function noticesTo({ db }: AlertStore, { platform, userId }: PersonKey): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('outbox')
    .innerJoin('subscribers', 'subscribers.id', 'outbox.subscriber_id')
    .select('text')
    .where((where) => where.and({ 'outbox.kind': 'notice', 'subscribers.kind': 'account', platform, chat_id: userId }))
    .orderBy('outbox.id', 'desc')
    .execute();
  return rows.map(({ text }) => text ?? '');
}

/** Nodes and other things that a message tells of. */
export function contents({ alerts }: Parcel): readonly string[] {
  return alerts.map(({ kind, event, text }) => event?.subject ?? text ?? kind);
}
