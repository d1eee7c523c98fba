// What every store must do, whatever database is behind it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/core/ports/store.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import { candidate, HOUR_MS, MAINNET, NOON, snapshotAt } from '../store/samples.ts';
import { chatsContract } from './chat-store.ts';

export interface OpenStore {
  readonly store: Store;
  close(): Promise<void>;
}

const NODE = '0123456789abcdef';

/** `open` gives an empty store. */
export function storeContract(name: string, open: () => Promise<OpenStore>): void {
  describe(name, () => {
    let opened: OpenStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());
    describe('settings', () => settingsContract(() => opened.store));
    describe('meetings', () => meetingsContract(() => opened.store));
    describe('chats and updates', () => chatsContract(() => opened.store));
    describe('saved accounts', () => accountsContract(() => opened.store));
    describe('the latest snapshot', () => latestContract(() => opened.store));
  });
}

const anna = { platform: 'console', userId: '1' };
const hostile = "'; drop table saved_accounts; -- <b>*bold*</b> \u202e\u0000 \n 火币 💰";

function settingsContract(store: () => Store): void {
  test('are empty for someone unknown', async () => {
    expect(await store().people.settings(anna)).toEqual({});
  });

  test('are replaced as a whole', async () => {
    const { people } = store();
    await people.saveSettings(anna, { locale: 'en' });
    await people.saveSettings(anna, { locale: 'zh-CN' });
    expect(await people.settings(anna)).toEqual({ locale: 'zh-CN' });
    await people.saveSettings(anna, {});
    expect(await people.settings(anna)).toEqual({});
  });

  test('belong to one person on one platform', async () => {
    const { people } = store();
    await people.saveSettings(anna, { locale: 'zh-CN' });
    expect(await people.settings({ ...anna, userId: '2' })).toEqual({});
    expect(await people.settings({ ...anna, platform: 'elsewhere' })).toEqual({});
  });
}

function meetingsContract(store: () => Store): void {
  test('happen once for each person on each platform', async () => {
    const { people } = store();
    const ben = { ...anna, userId: '2' };
    const abroad = { ...anna, platform: 'elsewhere' };
    const odd = { platform: hostile, userId: hostile };
    for (const person of [anna, ben, abroad, odd]) expect(await people.meet(person)).toBe(true);
    for (const person of [anna, ben, abroad, odd]) expect(await people.meet(person)).toBe(false);
  });

  test('at the same moment are one', async () => {
    const { people } = store();
    const met = await Promise.all([1, 2, 3, 4].map(() => people.meet(anna)));
    expect(met.filter(Boolean)).toHaveLength(1);
  });
}

function accountsContract(store: () => Store): void {
  test('keep the order of saving, also after a change of label', async () => {
    const { people } = store();
    for (const account of ['zoe', 'adam', 'mia']) {
      expect(await people.saveAccount(anna, { account }, 10)).toBe('added');
    }
    expect(await people.saveAccount(anna, { account: 'zoe', label: 'cold' }, 10)).toBe('changed');
    expect(await people.accounts(anna)).toEqual([
      { account: 'zoe', label: 'cold' },
      { account: 'adam' },
      { account: 'mia' },
    ]);
  });

  test('saving without a label takes the label away', async () => {
    const { people } = store();
    await people.saveAccount(anna, { account: 'zoe', label: 'cold' }, 10);
    expect(await people.saveAccount(anna, { account: 'zoe' }, 10)).toBe('changed');
    expect(await people.accounts(anna)).toEqual([{ account: 'zoe' }]);
  });

  test('stop at the limit, where a label still changes', async () => {
    const { people } = store();
    await people.saveAccount(anna, { account: 'one' }, 2);
    await people.saveAccount(anna, { account: 'two' }, 2);
    expect(await people.saveAccount(anna, { account: 'three' }, 2)).toBe('full');
    expect(await people.saveAccount(anna, { account: 'two', label: 'b' }, 2)).toBe('changed');
    expect(await people.accounts(anna)).toEqual([{ account: 'one' }, { account: 'two', label: 'b' }]);
  });

  test('stop at the limit when they are saved at once', async () => {
    const { people } = store();
    const saves = ['a', 'b', 'c', 'd'].map((account) => people.saveAccount(anna, { account }, 2));
    expect((await Promise.all(saves)).toSorted()).toEqual(['added', 'added', 'full', 'full']);
  });

  test('are removed one by one and come back last', async () => {
    const { people } = store();
    for (const account of ['one', 'two', 'three']) await people.saveAccount(anna, { account }, 3);
    expect(await people.removeAccount(anna, 'one')).toBe(true);
    expect(await people.removeAccount(anna, 'one')).toBe(false);
    expect(await people.saveAccount(anna, { account: 'one' }, 3)).toBe('added');
    expect((await people.accounts(anna)).map(({ account }) => account)).toEqual(['two', 'three', 'one']);
  });

  test('belong to one person on one platform', async () => {
    const { people } = store();
    await people.saveAccount(anna, { account: 'mine' }, 10);
    expect(await people.accounts({ ...anna, platform: 'elsewhere' })).toEqual([]);
    expect(await people.removeAccount({ ...anna, userId: '2' }, 'mine')).toBe(false);
    expect(await people.accounts(anna)).toEqual([{ account: 'mine' }]);
  });

  test('keep labels and ids character by character', async () => {
    const { people } = store();
    const odd = { platform: hostile, userId: hostile };
    await people.saveAccount(odd, { account: 'mine', label: hostile }, 10);
    expect(await people.accounts(odd)).toEqual([{ account: 'mine', label: hostile }]);
  });
}

function latestContract(store: () => Store): void {
  const from = (id: string, block: number, changes: Partial<Snapshot> = {}) =>
    snapshotAt(block, { node: { name: 'node 1', version: '3.11.5', id }, ...changes });

  test('is nothing at first, and nothing of no nodes', async () => {
    const { snapshots } = store();
    expect(await snapshots.latest([NODE])).toBeUndefined();
    await snapshots.save(snapshotAt(100), NOON);
    expect(await snapshots.latest([])).toBeUndefined();
    expect(await snapshots.latest(['other.example'])).toBeUndefined();
  });

  test('comes back whole', async () => {
    const { snapshots } = store();
    const snapshot = snapshotAt(100, { candidates: [{ ...candidate('evil_1', 2n ** 90n), website: hostile }] });
    await snapshots.save(snapshot, NOON + 5);
    expect(await snapshots.latest([NODE])).toEqual({ snapshot, fetchedAt: NOON + 5 });
  });

  test('is the higher one, whatever the order of saving', async () => {
    const { snapshots } = store();
    await snapshots.save(snapshotAt(100), NOON);
    await snapshots.save(snapshotAt(200), NOON + 1);
    await snapshots.save(snapshotAt(199, { time: NOON + HOUR_MS }), NOON + 2);
    expect(await snapshots.latest([NODE])).toEqual({ snapshot: snapshotAt(200), fetchedAt: NOON + 1 });
  });

  test('only moves its time when the same blocks are read again', async () => {
    const { snapshots } = store();
    await snapshots.save(snapshotAt(100), NOON);
    await snapshots.save(snapshotAt(100), NOON + 9);
    await snapshots.save(snapshotAt(100), NOON + 3);
    expect(await snapshots.latest([NODE])).toEqual({ snapshot: snapshotAt(100), fetchedAt: NOON + 9 });
  });

  test('belongs to the node that read it last', async () => {
    const { snapshots } = store();
    await snapshots.save(from('one.example', 100), NOON);
    await snapshots.save(from('two.example', 100), NOON + 1);
    expect(await snapshots.latest(['one.example'])).toBeUndefined();
    expect((await snapshots.latest(['two.example']))?.snapshot.node.id).toBe('two.example');
  });

  test('of several chains is the newest one of these nodes', async () => {
    const { snapshots } = store();
    const recorded = { ...MAINNET, synthetic: true };
    await snapshots.save(from('live.example', 900), NOON);
    await snapshots.save(from('demo.example', 100, { chain: recorded }), NOON + 1);
    expect((await snapshots.latest(['live.example']))?.snapshot.blocks.first).toBe(900);
    expect((await snapshots.latest(['demo.example']))?.snapshot.chain).toEqual(recorded);
    expect((await snapshots.latest(['live.example', 'demo.example']))?.snapshot.chain).toEqual(recorded);
  });
}
