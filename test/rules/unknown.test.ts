// A database may hold rules of another version of the program: nobody's list, message or look fails because of one.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Rule } from '../../src/election/rule.ts';
import { NOON } from '../store/samples.ts';
import { anna, enqueue, logEvent, nodeOf, openAlertStore, ownerOf, TERMS, watchOf } from '../support/alert-store.ts';
import { readable, startHost, type TestHost } from '../support/host.ts';
import { seenAt, tickAt, valuesOf } from '../support/ticks.ts';

const frozen: Rule = { event: 'frozen', level: 500_000_000n, direction: 'up' };
const hers = ownerOf(anna);

test('the store keeps it, takes out what waits of it, and fires nothing by it', async () => {
  const store = await openAlertStore();
  const { subscriptions, ticks, outbox } = store;
  const added = await subscriptions.add(hers, watchOf({ kind: 'all' }, frozen), 9, NOON);
  await subscriptions.add(hers, watchOf(nodeOf('alice'), frozen), 9, NOON);
  const newcomers = { ...seenAt(NOON, { alice: 1n }), metrics: valuesOf('votes', { alice: 1n }) };
  expect(await ticks.save(tickAt(NOON, { ...newcomers, isFirst: true }))).toEqual({ alerts: 0 });
  expect(await ticks.save(tickAt(NOON + 1, { metrics: valuesOf('votes', { alice: 9n }) }))).toEqual({ alerts: 0 });
  await enqueue(store.db, added.kind === 'full' ? 0 : added.subscription.id, await logEvent(store.db));
  expect((await outbox.claim(NOON, 9, [])).flatMap(({ alerts }) => alerts)).toMatchObject([
    { subscription: { rule: frozen } },
  ]);
  expect((await subscriptions.list(hers)).map(({ rule }) => rule)).toEqual([frozen, frozen]);
  await store.close();
});

let bot: TestHost;
beforeAll(async () => {
  bot = await startHost();
});
afterAll(() => bot[Symbol.asyncDispose]());

test('it is listed by its name, can be asked about, muted and deleted', async () => {
  const owner = ownerOf({ platform: 'test', userId: 'someone' });
  await bot.store.subscriptions.add(
    owner,
    { subject: nodeOf('iost_kor'), rule: frozen, creator: anna, terms: TERMS },
    9,
    0,
  );
  expect(readable(await bot.ask('alerts'))).toContain('“frozen”, which this version does not know');
  expect(readable(await bot.ask('why sub=1'))).toContain('once a version runs that knows this rule');
  expect((await bot.ask('export json')).reply.data).toMatchObject({ rows: [{ event: 'frozen' }] });
  expect((await bot.ask('mute 2h 1')).kind).toBe('answered');
  const deleted = await bot.ask('unwatch iost_kor');
  expect(readable(deleted)).toContain('Deleted: IOSTer Korea (iost_kor): “frozen”');
  const again = await bot.press(deleted.reply.actions?.[0] ?? { label: '', command: '', args: {} });
  expect(again.kind).toBe('mistake');
});
