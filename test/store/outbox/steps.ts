// Everything that can happen to an outbox, in any order: looks at the chain, a sender that meets every outcome or ends at any
// moment, people who change their minds, and time.
import fc from 'fast-check';
import type { Owner, PersonKey } from '../../../src/core/ports/ids.ts';
import type { Parcel, ParcelOutcome } from '../../../src/core/ports/outbox.ts';
import { nextLocal } from '../../../src/core/values/zone.ts';
import { type AlertStore, follow, ownerOf, roomOf } from '../../support/alert-store.ts';
import { putFirst, sayYes } from '../../support/links.ts';
import { happen } from '../../support/outbox.ts';
import { DAY_MS, HOUR_MS } from '../samples.ts';

const PEOPLE: readonly PersonKey[] = ['console', 'elsewhere'].flatMap((platform) =>
  ['1', '2'].map((userId) => ({ platform, userId })),
);
const OWNERS: readonly Owner[] = [...PEOPLE.map(ownerOf), roomOf('-100'), roomOf('-200')];
const ROOMS = ['-100', '-200'] as const;

const owner = fc.constantFrom(...OWNERS);
const who = fc.constantFrom(...PEOPLE);
const node = fc.constantFrom('a', 'b', 'c');
const wait = fc.constantFrom(0, 1, HOUR_MS, 13 * HOUR_MS, 30 * HOUR_MS);
const outcome = fc.constantFrom('delivered', 'dead', 'retry', 'unsure', 'hold', 'gone');
const kind = <K extends string>(...names: readonly K[]) => fc.constantFrom(...names);

export const anyStep = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: kind('tick'), nodes: fc.uniqueArray(node, { minLength: 1 }) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: kind('claim'),
      limit: fc.constantFrom(1, 2, 32, 32),
      resting: fc.subarray(['console', 'elsewhere'], { maxLength: 1 }),
    }),
  },
  { weight: 12, arbitrary: fc.record({ kind: kind('settle'), which: fc.nat(5), outcome, wait }) },
  { weight: 5, arbitrary: fc.record({ kind: kind('follow'), owner, node }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('pass'), wait }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('recover', 'expire', 'dropGone', 'prune') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: kind('digest'),
      owner,
      isOn: fc.boolean(),
      zone: fc.constantFrom('UTC', 'Asia/Tokyo'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('mute', 'test'), owner, wait }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('link'), who, other: who }) },
  fc.record({ kind: kind('notify', 'unlink', 'first', 'forget'), who }),
  fc.record({ kind: kind('move'), from: fc.constantFrom(...ROOMS), to: fc.constantFrom(...ROOMS) }),
);
export type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

export interface World {
  readonly store: AlertStore;
  now: number;
  /** What a sender has in its hands. */
  parcels: readonly Parcel[];
  /** By the last step that was a claim. */
  claimed: readonly Parcel[];
}

export async function take(world: World, step: Step): Promise<void> {
  const { outbox, subscriptions, identities, chats } = world.store;
  const { now } = world;
  switch (step.kind) {
    case 'tick':
      return void (await happen(world.store, step.nodes, now));
    case 'claim': {
      world.claimed = await outbox.claim(now, step.limit, step.resting);
      world.parcels = [...world.parcels, ...world.claimed];
      return;
    }
    case 'settle': {
      const parcel = world.parcels[step.which % Math.max(1, world.parcels.length)];
      if (!parcel) return;
      world.parcels = world.parcels.filter((one) => one !== parcel);
      return outbox.settle([{ parcel, outcome: outcomeOf(step, parcel, now) }]);
    }
    case 'recover':
      world.parcels = [];
      return void (await outbox.recover(now));
    case 'expire':
      return void (await outbox.expire(now - DAY_MS, now));
    case 'dropGone':
      return void (await outbox.dropGone(now - 3 * DAY_MS));
    case 'prune':
      return outbox.prune(now - 5 * DAY_MS);
    case 'pass':
      world.now += step.wait;
      return;
    case 'follow':
      return void (await follow(world.store, step.owner, step.node));
    case 'digest': {
      const digest = step.isOn && ({ every: 'day', at: 480, weekday: 1 } as const);
      const preferences = { zone: step.zone, ...(digest && { digest }) };
      const due = digest ? nextLocal(step.zone, digest.at, undefined, now) : undefined;
      return subscriptions.savePreferences(step.owner, preferences, due, now);
    }
    case 'mute':
      return void (await subscriptions.mute(step.owner, undefined, now + step.wait));
    case 'test':
      return subscriptions.enqueueTest(step.owner, now);
    case 'notify':
      return void (await outbox.notify(step.who, 'stalled', 'the chain stands still', now));
    case 'link': {
      const code = await identities.createCode(step.who, now + HOUR_MS, now);
      for (const one of [
        step.other,
        ...(await identities.linked(step.other)),
        ...(await identities.linked(step.who)),
      ]) {
        await sayYes({ identities }, one, code, now);
      }
      return;
    }
    case 'unlink':
      return void (await identities.unlink(step.who, now));
    case 'first':
      return putFirst({ identities }, step.who, now);
    case 'forget':
      return identities.forget(step.who, now);
    case 'move':
      return chats.move({ platform: 'console', chatId: step.from }, { platform: 'console', chatId: step.to });
  }
}

function outcomeOf(step: Extract<Step, { kind: 'settle' }>, { destinations }: Parcel, at: number): ParcelOutcome {
  const platform = destinations[0]?.platform ?? '';
  const dueAt = at + step.wait;
  switch (step.outcome) {
    case 'delivered':
      return { kind: 'delivered', platform, at };
    case 'dead':
      return { kind: 'dead', outcome: 'rejected', why: 'too long', at };
    case 'hold':
      return { kind: 'hold', dueAt };
    case 'gone':
      return { kind: 'gone', platform, dueAt, at };
    case 'retry':
    case 'unsure':
      return { kind: 'retry', dueAt, platform, isUnsure: step.outcome === 'unsure' };
  }
}
