// Where the alerts of owners can go, in the order to be tried: whoever was gone the last time comes last.
import type { Destination } from '../../core/ports/outbox.ts';
import type { Preferences } from '../../core/ports/subscription.ts';
import type { Db, Tables } from '../schema.ts';
import { listOf } from '../sqlite/json-rows.ts';
import { PREFERENCE_COLUMNS, preferencesOf } from '../subscriptions/preferences.ts';

export interface Addressee {
  readonly destinations: readonly Destination[];
  readonly preferences: Preferences;
  readonly goneSince: number | undefined;
  /** Nothing is sent there. */
  readonly isClosed: boolean;
}

/** By owner; one without any platform is missing. */
export async function addresseesOf(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, Addressee>> {
  if (ids.length === 0) return new Map();
  const owners = await db
    .selectFrom('subscribers')
    .leftJoin('chat_settings', (join) =>
      join
        .onRef('chat_settings.platform', '=', 'subscribers.platform')
        .onRef('chat_settings.chat_id', '=', 'subscribers.chat_id'),
    )
    .select([
      'subscribers.id',
      'kind',
      'subscribers.platform',
      'subscribers.chat_id',
      'thread_id',
      'gone_since',
      'closed',
    ])
    .leftJoin('person_settings', (join) =>
      join
        .onRef('person_settings.platform', '=', 'subscribers.platform')
        .onRef('person_settings.user_id', '=', 'subscribers.chat_id'),
    )
    .select(PREFERENCE_COLUMNS)
    .select(['chat_settings.locale', 'person_settings.locale as person_locale'])
    .where('subscribers.id', 'in', listOf(ids))
    .execute();
  const people = await peopleOf(db, ids);
  return new Map(
    owners.flatMap((owner) => {
      const destinations = destinationsOf(owner, people);
      if (destinations.length === 0) return [];
      const goneSince = owner.gone_since === null ? undefined : Number(owner.gone_since);
      const isClosed = owner.closed !== null;
      return [[owner.id, { destinations, preferences: preferencesOf(owner), goneSince, isClosed }] as const];
    }),
  );
}

interface OwnerRow extends ChatRow {
  readonly id: number;
  readonly kind: Tables['subscribers']['kind'];
  readonly person_locale: string | null;
}

function destinationsOf(owner: OwnerRow, people: ReadonlyMap<number, readonly Destination[]>): readonly Destination[] {
  if (owner.kind === 'person') return people.get(owner.id) ?? [];
  return [owner.kind === 'chat' ? chatAt(owner) : accountAt(owner)];
}

interface ChatRow {
  readonly platform: string;
  readonly chat_id: string;
  readonly thread_id: string;
  readonly ping_role: string | null;
  readonly locale: string | null;
  readonly gone_since: number | null;
}

function chatAt({ platform, chat_id: chatId, thread_id, ping_role, locale, gone_since }: ChatRow): Destination {
  return {
    platform,
    to: {
      kind: 'chat',
      chatId,
      ...(thread_id !== '' && { threadId: thread_id }),
      ...(ping_role !== null && { pingRole: ping_role }),
    },
    ...(locale !== null && { locale }),
    ...(gone_since !== null && { isGone: true as const }),
  };
}

function accountAt({ platform, chat_id: userId, person_locale: locale }: OwnerRow): Destination {
  return { platform, to: { kind: 'person', userId }, ...(locale !== null && { locale }) };
}

async function peopleOf(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, readonly Destination[]>> {
  const rows = await db
    .selectFrom('identities')
    .leftJoin('person_settings', (join) =>
      join
        .onRef('person_settings.platform', '=', 'identities.platform')
        .onRef('person_settings.user_id', '=', 'identities.user_id'),
    )
    .select(['subscriber_id', 'identities.platform', 'identities.user_id', 'gone_since', 'locale'])
    .where('subscriber_id', 'in', listOf(ids))
    .orderBy((order) => order.case().when('gone_since', 'is', null).then(0).else(1).end())
    .orderBy('place')
    .orderBy('identities.platform')
    .orderBy('identities.user_id')
    .execute();
  const found = new Map<number, Destination[]>();
  for (const { subscriber_id: id, platform, user_id: userId, locale, gone_since } of rows) {
    const destination: Destination = {
      platform,
      to: { kind: 'person', userId },
      ...(locale !== null && { locale }),
      ...(gone_since !== null && { isGone: true as const }),
    };
    found.set(id, [...(found.get(id) ?? []), destination]);
  }
  return found;
}
