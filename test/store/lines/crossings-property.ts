// Whatever people watch and whatever the chain shows: the alerts are those of a model that goes through all subscriptions.
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Owner } from '../../../src/core/ports/ids.ts';
import type { NewEvent, Tick } from '../../../src/core/ports/ticks.ts';
import type { Direction, Rule, Subject } from '../../../src/election/rule.ts';
import { createAlertModel, type ModelWatch } from '../../support/alert-model.ts';
import {
  type AlertStore,
  anna,
  ben,
  openAlertStore,
  ownerOf,
  roomOf,
  TERMS,
  watchOf,
} from '../../support/alert-store.ts';
import { frameOf } from '../../support/ticks.ts';
import { candidate, MAINNET, NOON, snapshotAt } from '../samples.ts';

const MINUTE_MS = 60_000;
const OWNERS: Readonly<Record<string, Owner>> = { anna: ownerOf(anna), ben: ownerOf(ben), room: roomOf('-100') };
/** Values at the end of what 64 bits hold, and small ones. */
const SCALES = [1n, 300_000_000_000_000_000n];
const BAND_PPM = 200_000;

const node = fc.constantFrom('a', 'b', 'c');
const owner = fc.constantFrom('anna', 'ben', 'room');
const votes = fc.bigInt({ min: 0n, max: 29n });
const level = fc.constantFrom(5n, 15n, 20n);
const direction = fc.constantFrom<Direction>('up', 'down', 'both');
const ruleOf = (amount: fc.Arbitrary<bigint>): fc.Arbitrary<Rule> =>
  fc.oneof(
    fc.record({ event: fc.constant('votes'), level: amount, direction }),
    fc.record({ event: fc.constant('rank'), level: fc.bigInt({ min: 1n, max: 4n }), direction }),
    fc.record({ event: fc.constant('unlisted'), level: fc.bigInt({ min: 600n, max: 90_000n }), direction }),
    fc.record({
      event: fc.constantFrom('online', 'dividend', 'status'),
      direction: fc.constantFrom('up', 'down', 'both'),
    }),
    fc.record({ event: fc.constant('move'), level: amount, periodSeconds: fc.constantFrom(3_600, 86_400), direction }),
    fc.record({
      event: fc.constant('move'),
      level: fc.bigInt({ min: 1n, max: 20_000n }),
      isPercent: fc.constant(true),
      periodSeconds: fc.constantFrom(7_200, 86_400),
      direction,
    }),
  );
const subject: fc.Arbitrary<Subject> = fc.oneof(
  node.map((name) => ({ kind: 'node', node: name }) as const),
  fc.constantFrom<Subject>({ kind: 'all' }, { kind: 'mine' }),
);
const happening = fc.record({
  ...{
    type: fc.constantFrom('online', 'dividend', 'status'),
    subject: node,
    direction: fc.option(fc.constantFrom('up', 'down')),
  },
});

type Step =
  | {
      readonly kind: 'add';
      readonly owner: string;
      readonly subject: Subject;
      readonly rule: Rule;
      readonly nodes: readonly string[];
    }
  | { readonly kind: 'remove' | 'mute'; readonly which: number; readonly minutes: number }
  | { readonly kind: 'muteOwner'; readonly owner: string; readonly minutes: number }
  | Looked;

interface Looked {
  readonly kind: 'tick';
  readonly minutes: number;
  readonly unit: bigint;
  readonly votes: readonly (readonly [string, bigint])[];
  readonly unlisted: readonly (readonly [string, boolean])[];
  readonly events: readonly {
    readonly type: string;
    readonly subject: string;
    readonly direction: 'up' | 'down' | null;
  }[];
}

const minutes = fc.constantFrom(1, 5, 30, 61, 250, 700, 2_000);
const stepOf = (unit: bigint): fc.Arbitrary<Step> =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('add'),
        owner,
        subject,
        rule: ruleOf(level.map((value) => value * unit)),
        nodes: fc.uniqueArray(node),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('remove', 'mute'), which: fc.nat(), minutes }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('muteOwner'), owner, minutes }) },
    {
      weight: 6,
      arbitrary: fc.record({
        ...{
          kind: fc.constant('tick'),
          minutes,
          unit: fc.constant(unit),
          votes: fc.array(fc.tuple(node, votes), { maxLength: 4 }),
        },
        ...{
          unlisted: fc.array(fc.tuple(node, fc.boolean()), { maxLength: 2 }),
          events: fc.array(happening, { maxLength: 3 }),
        },
      }),
    },
  );

const series = fc.constantFrom(...SCALES).chain((unit) => fc.array(stepOf(unit), { maxLength: 60, size: 'max' }));

/** The chain as it goes on from look to look. */
function createLooks() {
  const votes = new Map<string, bigint>();
  const ranks = new Map<string, bigint>();
  let time = NOON;
  let isFirst = true;
  return {
    now: () => time,
    next: (look: Looked): Tick => {
      const from = time;
      time += look.minutes * MINUTE_MS;
      const changed = new Map(look.votes.map(([name, value]) => [name, value * look.unit]));
      for (const [name, value] of changed) votes.set(name, value);
      const sorted = [...votes].toSorted(([a, x], [b, y]) => (x === y ? (a < b ? -1 : 1) : x > y ? -1 : 1));
      const moved = sorted.flatMap(([name], index) => {
        const rank = -BigInt(index + 1);
        if (ranks.get(name) === rank) return [];
        ranks.set(name, rank);
        return [{ metric: 'rank', subject: name, value: rank }];
      });
      const candidates = [...votes].map(([name, value]) => candidate(name, value));
      const snapshot = snapshotAt(1, { time, candidates });
      const tick: Tick = {
        ...{ chain: MAINNET, now: time, isFirst, isOffline: false, isOneSource: false, sources: [], claims: [] },
        observed: { snapshot, fetchedAt: time },
        history: frameOf(snapshot, new Map()),
        announced: { block: 1, threshold: TERMS.threshold, body: '', pending: [] },
        metrics: [...[...changed].map(([name, value]) => ({ metric: 'votes', subject: name, value })), ...moved],
        since: [...new Map(look.unlisted)].map(([name, isOut]) => ({
          metric: 'unlisted',
          subject: name,
          at: isOut ? time - 1_500 : undefined,
        })),
        events: look.events.map(
          ({ direction: way, ...event }, index): NewEvent => ({
            ...event,
            after: String(index),
            fires: [event.type],
            ...(way && { direction: way }),
          }),
        ),
        blocks: { from: 1, to: 2 },
        times: { from, to: time },
      };
      isFirst = false;
      return tick;
    },
  };
}

/** The alerts that were queued since the last call, as the model tells them. */
function createReader({ db }: AlertStore) {
  let last = 0;
  return async (): Promise<readonly string[]> => {
    const { rows } = await sql<{ id: number; owner: string; text: string }>`
      select outbox.id, coalesce(user_id, 'room') as owner, type || ' ' || events.subject || ' '
        || iif(level is null, '', cast(level as text) || ' ') || coalesce(direction, 'undefined') || ' '
        || iif(level is null, after, before || ' → ' || after) as text
      from outbox join events on events.id = event_id left join identities using (subscriber_id)
      where outbox.id > ${last}`.execute(db);
    last = Math.max(last, ...rows.map(({ id }) => id));
    const names: Readonly<Record<string, string>> = { [anna.userId]: 'anna', [ben.userId]: 'ben', room: 'room' };
    return rows.map(({ owner: id, text }) => `${names[id]}: ${text}`).toSorted();
  };
}

export function firesAsModelled(numRuns: number): void {
  test('any subscriptions on any series of looks', async () => {
    await fc.assert(
      fc.asyncProperty(series, async (steps) => {
        const store = await openAlertStore('sqlite::memory:', BAND_PPM);
        const model = createAlertModel(TERMS.threshold, BAND_PPM);
        const looks = createLooks();
        const queued = createReader(store);
        const watches: { readonly id: number; readonly watch: ModelWatch }[] = [];
        for (const one of steps) {
          const now = looks.now();
          if (one.kind === 'add') {
            const more = { nodes: one.nodes, terms: { ...TERMS, time: now } };
            const result = await store.subscriptions.add(
              OWNERS[one.owner] ?? ownerOf(anna),
              watchOf(one.subject, one.rule, more),
              99,
              now,
            );
            if (result.kind !== 'added') continue;
            const watch = { ...one, mutedUntil: 0 };
            watches.push({ id: result.subscription.id, watch });
            model.add(watch, now);
          } else if (one.kind === 'muteOwner') {
            const isKnown = await store.subscriptions.mute(
              OWNERS[one.owner] ?? ownerOf(anna),
              undefined,
              now + one.minutes * MINUTE_MS,
            );
            if (isKnown) model.muteOwner(one.owner, now + one.minutes * MINUTE_MS);
          } else if (one.kind === 'tick') {
            const tick = looks.next(one);
            const { alerts } = await store.ticks.save(tick);
            const expected = model.tick(tick);
            expect(await queued()).toEqual(expected);
            expect(alerts).toBe(expected.length);
          } else {
            const [found] = watches.splice(one.which % Math.max(1, watches.length), one.kind === 'remove' ? 1 : 0);
            const chosen = found ?? watches[one.which % Math.max(1, watches.length)];
            if (!chosen) continue;
            const { id, watch } = chosen;
            const whose = OWNERS[watch.owner] ?? ownerOf(anna);
            if (one.kind === 'mute') {
              watch.mutedUntil = now + one.minutes * MINUTE_MS;
              await store.subscriptions.mute(whose, id, watch.mutedUntil);
            } else {
              await store.subscriptions.remove(whose, id);
              model.remove(watch);
            }
          }
        }
        await store.close();
      }),
      { numRuns },
    );
  });
}
