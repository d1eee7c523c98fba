// Whatever people do one after the other, lists, limits and links stay what a few lines of plain code say, and no row is
// left without an owner.
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
import { HOUR_MS, NOON } from '../samples.ts';
import { createPeopleModel, keyOf } from './model.ts';

const LIMIT = 2;
const PEOPLE: readonly PersonKey[] = ['console', 'elsewhere'].flatMap((platform) =>
  ['1', '2'].map((userId) => ({ platform, userId })),
);
const RULES = { online, low: votes(1n), high: votes(9_000_000_000_000_000_000n) } as const;
type RuleName = keyof typeof RULES;

const person = fc.constantFrom(...PEOPLE);
const rule = fc.constantFrom<RuleName>('online', 'low', 'high');
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('add' as const), who: person, rule }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('link' as const), who: person, other: person }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), who: person, rule }) },
  fc.record({
    kind: fc.constantFrom('mute' as const, 'unlink' as const, 'first' as const, 'forget' as const),
    who: person,
  }),
  fc.record({ kind: fc.constant('news' as const), who: person }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type Model = ReturnType<typeof createPeopleModel>;

const nameOf = (found: { readonly rule: { readonly level?: bigint } }): RuleName =>
  found.rule.level === undefined ? 'online' : found.rule.level === 1n ? 'low' : 'high';

async function take(store: AlertStore, model: Model, taken: Step): Promise<void> {
  const { subscriptions, identities } = store;
  const { who } = taken;
  const [key, owner] = [keyOf(who), ownerOf(who)];
  switch (taken.kind) {
    case 'add': {
      const { kind } = await subscriptions.add(owner, watchOf(nodeOf('alice'), RULES[taken.rule]), LIMIT, NOON);
      return expect(kind).toBe(model.add(key, taken.rule));
    }
    case 'remove': {
      const found = (await subscriptions.list(owner)).find((one) => nameOf(one) === taken.rule);
      return expect(await subscriptions.remove(owner, found?.id ?? 0)).toBe(model.remove(key, taken.rule));
    }
    case 'link': {
      const code = await identities.createCode(who, NOON + HOUR_MS, NOON);
      const result = await identities.redeem(taken.other, code, LIMIT, NOON);
      return expect(result).toBe(model.link(key, keyOf(taken.other)));
    }
    case 'mute':
      return void (await subscriptions.mute(owner, undefined, NOON));
    case 'unlink':
      return expect(await identities.unlink(who)).toBe(model.unlink(key));
    case 'first':
      model.setFirst(key);
      return identities.setFirst(who);
    case 'forget':
      model.forget(key);
      return identities.forget(who);
    case 'news':
      return tell(store, who);
  }
}

/** An event of which every list is told that is not told of it yet, the person's by a message that is on its way. */
async function tell({ db, subscriptions }: AlertStore, who: PersonKey): Promise<void> {
  const event = await logEvent(db);
  const told = new Set<number>();
  for (const one of PEOPLE) {
    const [first] = await subscriptions.list(ownerOf(one));
    if (!first || told.has(first.id)) continue;
    told.add(first.id);
    await enqueue(
      db,
      first.id,
      event,
      keyOf(one) === keyOf(who) ? { message_key: `to ${keyOf(who)}`, started_at: NOON } : {},
    );
  }
}

/** Each of these finds rows that should not be. */
const STRAY = [
  'select * from identities where subscriber_id not in (select id from subscribers)',
  "select * from subscribers where kind = 'person' and id not in (select subscriber_id from identities)",
  'select * from subscriptions where subscriber_id not in (select id from subscribers)',
  'select * from outbox where subscriber_id not in (select id from subscribers)',
  'select * from listeners where subscription_id not in (select id from subscriptions)',
  'select * from listeners where line_id not in (select id from lines)',
  'select * from lines where id not in (select line_id from listeners)',
  'select id from subscriptions where id not in (select subscription_id from listeners)',
  'select subscription_id from listeners group by subscription_id having count(*) > 1',
  'select subscriber_id from subscriptions group by subscriber_id, subject, event, level having count(*) > 1',
  `select subscriber_id from subscriptions group by subscriber_id having count(*) > ${2 * LIMIT}`,
  'select subscriber_id from identities group by subscriber_id, place having count(*) > 1',
  'select subscriber_id from outbox group by subscriber_id, event_id having count(*) > 1',
  "select subscription_id from outbox where kind = 'alert' and message_key is null and subscription_id not in (select id from subscriptions)",
];

async function check({ db, subscriptions, identities }: AlertStore, model: Model): Promise<void> {
  for (const query of STRAY) {
    const { rows } = await sql.raw(query).execute(db);
    expect({ query, rows }).toEqual({ query, rows: [] });
  }
  for (const one of PEOPLE) {
    const key = keyOf(one);
    expect((await identities.linked(one)).map(keyOf)).toEqual(model.linked(key));
    const names = (await subscriptions.list(ownerOf(one))).map(nameOf);
    expect(names.toSorted()).toEqual(model.rules(key).toSorted());
  }
  const { rows } = await sql.raw("select id from subscribers where kind = 'person'").execute(db);
  expect(rows).toHaveLength(model.people());
}

export function peopleHold(numRuns: number): void {
  test('any sequence of steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const store = await openAlertStore();
        const model = createPeopleModel(LIMIT);
        try {
          for (const taken of steps) {
            await take(store, model, taken);
            await check(store, model);
          }
        } finally {
          await store.close();
        }
      }),
      { numRuns },
    );
  });
}
