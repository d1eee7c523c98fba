// The outbox in SQLite: the contract, and what is left of it when the program ends at any moment.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { outboxContract } from '../../contracts/outbox-store.ts';
import { openAlertStore } from '../../support/alert-store.ts';
import { claimAt, contents, crowd, delivered, happen, retry, settleAll } from '../../support/outbox.ts';
import { NOON } from '../samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'herald-outbox-'));
afterAll(() => rmSync(folder, { recursive: true }));

outboxContract('the outbox in SQLite', () => openAlertStore());

test('another program goes on where the one before ended, whatever was under way or passed over', async () => {
  const url = `sqlite:${join(folder, 'herald.db')}`;
  const before = await openAlertStore(url);
  for (const platform of ['console', 'elsewhere']) await crowd(before, platform, 3, 'alice');
  await happen(before, ['alice']);
  const [settled, tried, left] = await claimAt(before.outbox, NOON + 1, ['elsewhere']);
  if (!settled || !tried || !left) throw new Error('nothing is due');
  await settleAll(before.outbox, [settled], delivered());
  await settleAll(before.outbox, [tried], retry(NOON + 5));
  const history = await before.subscriptions.alerts(
    { kind: 'person', person: { platform: 'console', userId: 'alice-0' } },
    9,
  );
  await before.close();
  const after = await openAlertStore(url);
  expect(await after.outbox.recover(NOON + 2)).toBe(1);
  expect(await after.outbox.nextDue()).toBe(NOON);
  const parcels = await claimAt(after.outbox, NOON + 5);
  expect(parcels.map(({ destinations }) => destinations[0]?.platform)).toEqual([
    ...['elsewhere', 'elsewhere', 'elsewhere'],
    ...['console', 'console'],
  ]);
  expect(parcels.slice(3)).toEqual([
    { ...left, attempts: 0, unsure: { since: NOON + 1, platform: 'console' } },
    { ...tried, attempts: 1 },
  ]);
  await settleAll(after.outbox, parcels, delivered(NOON + 6));
  expect(parcels.flatMap(contents)).toEqual(Array.from({ length: 5 }, () => 'alice'));
  expect(await after.outbox.counts(NOON + 6)).toEqual({ waiting: 0, due: 0, dead: 0 });
  const owner = { kind: 'person', person: { platform: 'console', userId: 'alice-0' } } as const;
  expect(await after.subscriptions.alerts(owner, 9)).toEqual(history);
  await after.close();
});
