// Whatever people do one after the other, lists, limits and links stay what plain code says; nobody gets, sees or loses what is
// another's without that other's yes, and no row is left without an owner.
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { PersonKey } from '../../../src/core/ports/ids.ts';
import {
  type AlertStore,
  enqueue,
  logEvent,
  nodeOf,
  online,
  openAlertStore,
  ownerOf,
  votes,
  watchOf,
} from '../../support/alert-store.ts';
import { sayYes } from '../../support/links.ts';
import { HOUR_MS, NOON } from '../samples.ts';
import { createPeopleModel, keyOf, type PeopleModel } from './model.ts';
import { STRAY } from './stray-rows.ts';

const LIMIT = 2;
const LATER = NOON + HOUR_MS;
const PEOPLE: readonly PersonKey[] = ['anna', 'ben', 'carl', 'dora'].map((name, index) => ({
  platform: index % 2 ? 'elsewhere' : 'console',
  userId: `id_of_${name}`,
}));
const RULES = { online, low: votes(1n), high: votes(9_000_000_000_000_000_000n) } as const;
type RuleName = keyof typeof RULES;

const who = fc.constantFrom(...PEOPLE);
const rule = fc.constantFrom<RuleName>('online', 'low', 'high');
const ofTwo = fc.constantFrom(
  'agree' as const,
  'agree' as const,
  'agree' as const,
  'refuse' as const,
  'forge' as const,
);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('add' as const, 'remove' as const), who, rule }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('link' as const), who, other: who, noes: fc.nat({ max: 9 }) }),
  },
  { weight: 5, arbitrary: fc.record({ kind: ofTwo, who, of: who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('news' as const), who, rule }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('code', 'first', 'share', 'unshare', 'mute', 'unlink', 'unlink', 'forget'),
      who,
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface World {
  readonly store: AlertStore;
  readonly model: PeopleModel;
  /** The open question of each person. */
  readonly codes: Map<string, string>;
  /** Who said yes to which code. */
  readonly yeses: Set<string>;
  /** Of each event who had it on a list, ever. */
  readonly entitled: Map<number, Set<string>>;
}

const nameOf = (found: { readonly rule: { readonly level?: bigint } }): RuleName =>
  found.rule.level === undefined ? 'online' : found.rule.level === 1n ? 'low' : 'high';

async function take(world: World, taken: Step): Promise<void> {
  const { store, model, codes } = world;
  const { subscriptions, identities } = store;
  const key = keyOf(taken.who);
  const owner = ownerOf(taken.who);
  switch (taken.kind) {
    case 'add': {
      const { kind } = await subscriptions.add(owner, watchOf(nodeOf('alice'), RULES[taken.rule]), LIMIT, NOON);
      return expect(kind).toBe(model.add(key, taken.rule));
    }
    case 'remove': {
      const found = (await subscriptions.list(owner)).find((one) => nameOf(one) === taken.rule);
      return expect(await subscriptions.remove(owner, found?.id ?? 0)).toBe(model.remove(key, taken.rule));
    }
    case 'link':
      return linkUp(world, taken.who, taken.other, taken.noes);
    case 'agree':
      return agree(world, taken.who, taken.of);
    case 'forge':
      return forge(world, taken.who, taken.of);
    case 'refuse': {
      const refused = await identities.refuse(taken.who, codes.get(keyOf(taken.of)) ?? '', NOON);
      return expect(refused).toBe(model.refuse(key, keyOf(taken.of)));
    }
    case 'news':
      return happen(world, taken.who, taken.rule);
    default:
      return alone(world, taken);
  }
}

async function alone({ store, model, codes }: World, { kind, who: person }: Step): Promise<void> {
  const { subscriptions, identities } = store;
  const key = keyOf(person);
  switch (kind) {
    case 'code':
      codes.set(key, await identities.createCode(person, LATER, NOON));
      return model.code(key);
    case 'first': {
      const asked = await identities.askFirst(person, LATER, NOON);
      const question = asked && (await store.db.selectFrom('link_requests').selectAll().execute());
      const mine = question?.find(({ user_id }) => user_id === person.userId);
      if (mine) codes.set(key, mine.code);
      return expect(asked && keyOf(asked)).toBe(model.askFirst(key));
    }
    case 'share':
    case 'unshare':
      return expect(await identities.share(person, kind === 'share', NOON)).toBe(model.share(key, kind === 'share'));
    case 'mute':
      return void (await subscriptions.mute(ownerOf(person), undefined, NOON));
    case 'unlink':
      return expect(await identities.unlink(person, NOON)).toBe(model.unlink(key));
    case 'forget':
      model.forget(key);
      return identities.forget(person, NOON);
  }
}

/** A code, and the yes of all but those whom `noes` leaves out. */
async function linkUp(world: World, owner: PersonKey, other: PersonKey, noes: number): Promise<void> {
  await alone(world, { kind: 'code', who: owner });
  const asked = [keyOf(other), ...world.model.linked(keyOf(owner)), ...world.model.linked(keyOf(other))];
  for (const [index, key] of asked.entries()) {
    const person = PEOPLE.find((one) => keyOf(one) === key);
    if (person && index + 1 !== noes) await agree(world, person, owner);
  }
}

async function agree({ store, model, codes, yeses }: World, person: PersonKey, of: PersonKey): Promise<void> {
  const code = codes.get(keyOf(of)) ?? '';
  const before = new Map(PEOPLE.map((one) => [keyOf(one), [...model.linked(keyOf(one))]]));
  const answer = await sayYes(store, person, code);
  expect(answer).toBe(model.agree(keyOf(person), keyOf(of)));
  if (['asked', 'linked', 'first'].includes(answer)) yeses.add(`${code} ${keyOf(person)}`);
  if (answer !== 'linked') return;
  for (const one of model.linked(keyOf(person))) {
    expect(before.get(one)?.length).toBeLessThan(model.linked(one).length);
    expect(yeses).toContain(`${code} ${one}`);
  }
}

/** Says yes with what another was shown, or with the code alone: that is none. */
async function forge({ store, codes }: World, person: PersonKey, of: PersonKey): Promise<void> {
  const { identities, db } = store;
  const code = codes.get(keyOf(of)) ?? '';
  const before = await db.selectFrom('link_yeses').selectAll().execute();
  const shown = await Promise.all(
    PEOPLE.filter((one) => one !== person).map((one) => identities.lookUp(one, code, NOON)),
  );
  const seals = shown.flatMap((found) => (typeof found === 'string' ? [] : [found.code]));
  for (const forged of [code, ...seals]) {
    const answer = await identities.agree(person, forged, LATER, NOON);
    expect(['asked', 'linked', 'first']).not.toContain(answer);
  }
  expect(await db.selectFrom('link_yeses').selectAll().execute()).toEqual(before);
}

/** An event that fires this rule on every list that has it; for the person's own by a message that is on its way. */
async function happen({ store, model, entitled }: World, person: PersonKey, fires: RuleName): Promise<void> {
  const { db, subscriptions } = store;
  const event = await logEvent(db, { type: RULES[fires].event, subject: 'alice', direction: 'up' });
  const told = new Set<number>();
  for (const one of PEOPLE) {
    const found = (await subscriptions.list(ownerOf(one))).find((watch) => nameOf(watch) === fires);
    if (!found || told.has(found.id)) continue;
    told.add(found.id);
    const isOnItsWay = model.linked(keyOf(one)).includes(keyOf(person));
    const sent = { message_key: `message ${event}`, started_at: NOON, started_on: person.platform };
    await enqueue(db, found.id, event, isOnItsWay ? sent : {});
  }
  model.happen(event, fires);
  entitled.set(event, new Set());
}

async function check({ store, model, entitled }: World): Promise<void> {
  const { db, subscriptions, identities } = store;
  for (const query of STRAY) {
    const { rows } = await sql.raw(query).execute(db);
    expect({ query, rows }).toEqual({ query, rows: [] });
  }
  for (const one of PEOPLE) {
    const key = keyOf(one);
    expect((await identities.linked(one)).map(keyOf)).toEqual(model.linked(key));
    const names = (await subscriptions.list(ownerOf(one))).map(nameOf);
    expect(names.toSorted()).toEqual(model.rules(key).toSorted());
    const alerts = (await subscriptions.alerts(ownerOf(one), 999)).flatMap(({ event }) => event?.id ?? []);
    expect(alerts).toEqual(expect.arrayContaining([...model.alerts(key)]));
    for (const event of model.alerts(key)) for (const with_ of model.linked(key)) entitled.get(event)?.add(with_);
    for (const event of alerts) expect(entitled.get(event), `${event}`).toContain(key);
    expect((await newsOf(store, one)).toSorted()).toEqual(model.news(key).toSorted());
    const data = JSON.stringify(await identities.dataOf(one));
    const hidden = PEOPLE.filter((other) => other !== one && !sees(model, one, other));
    for (const { userId } of hidden) expect(data).not.toContain(userId);
  }
  const { rows } = await sql.raw("select id from subscribers where kind = 'person'").execute(db);
  expect(rows).toHaveLength(model.people());
}

function sees(model: PeopleModel, one: PersonKey, other: PersonKey): boolean {
  return model.shares(keyOf(other)) && model.linked(keyOf(one)).includes(keyOf(other));
}

async function newsOf({ db }: AlertStore, { platform, userId }: PersonKey): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('outbox')
    .innerJoin('subscribers', 'subscribers.id', 'outbox.subscriber_id')
    .select('text')
    .where((where) => where.and({ 'subscribers.kind': 'account', platform, chat_id: userId }))
    .execute();
  return rows.map(({ text }) => JSON.parse(text ?? '').kind);
}

export function peopleHold(numRuns: number): void {
  test('any sequence of steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const store = await openAlertStore();
        const world: World = {
          store,
          model: createPeopleModel(LIMIT),
          codes: new Map(),
          yeses: new Set(),
          entitled: new Map(),
        };
        try {
          for (const taken of steps) {
            await take(world, taken);
            await check(world);
          }
        } finally {
          await store.close();
        }
      }),
      { numRuns },
    );
  });
}
