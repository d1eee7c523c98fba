// What every store must do for chats and for the updates of platforms; a part of the contract for stores.
import { expect, test } from 'vitest';
import type { Store } from '../../src/core/ports/store.ts';
import { DAY_MS, HOUR_MS, NOON } from '../store/samples.ts';

const room = { platform: 'console', chatId: '-100' };
const hall = { platform: 'console', chatId: '-200' };
const hostile = "'; drop table chat_settings; -- \u202e\u0000 \n 火币 💰";

export function chatsContract(store: () => Store): void {
  test('settings are empty at first, and replaced as a whole', async () => {
    const { chats } = store();
    expect(await chats.settings(room)).toEqual({});
    await chats.saveSettings(room, { locale: 'en' });
    await chats.saveSettings(room, { locale: 'zh-CN' });
    expect(await chats.settings(room)).toEqual({ locale: 'zh-CN' });
    await chats.saveSettings(room, {});
    expect(await chats.settings(room)).toEqual({});
  });

  test('settings belong to one chat on one platform, and to no person', async () => {
    const { chats, people } = store();
    await chats.saveSettings(room, { locale: 'zh-CN' });
    expect(await chats.settings(hall)).toEqual({});
    expect(await chats.settings({ ...room, platform: 'elsewhere' })).toEqual({});
    expect(await people.settings({ platform: room.platform, userId: room.chatId })).toEqual({});
    await chats.saveSettings({ platform: hostile, chatId: hostile }, { locale: 'en' });
    expect(await chats.settings({ platform: hostile, chatId: hostile })).toEqual({ locale: 'en' });
  });

  test('what a chat has set goes with it', async () => {
    const { chats } = store();
    await chats.saveSettings(room, { locale: 'zh-CN' });
    await chats.move(room, hall);
    expect(await chats.settings(hall)).toEqual({ locale: 'zh-CN' });
    expect(await chats.settings(room)).toEqual({});
    await chats.move(room, hall);
    expect(await chats.settings(hall)).toEqual({ locale: 'zh-CN' });
  });

  test('what the new chat has set itself stays', async () => {
    const { chats } = store();
    await chats.saveSettings(room, { locale: 'zh-CN' });
    await chats.saveSettings(hall, { locale: 'en' });
    await chats.move(room, hall);
    expect(await chats.settings(hall)).toEqual({ locale: 'en' });
  });

  test('a chat that moves nowhere, or has nothing, loses nothing', async () => {
    const { chats } = store();
    await chats.saveSettings(room, { locale: 'zh-CN' });
    await chats.move(room, room);
    await chats.move(hall, room);
    expect(await chats.settings(room)).toEqual({ locale: 'zh-CN' });
  });

  test('an update is new once on each platform', async () => {
    const { updates } = store();
    expect(await updates.add('one', '7', NOON)).toBe(true);
    expect(await updates.add('one', '7', NOON + DAY_MS)).toBe(false);
    expect(await updates.add('two', '7', NOON)).toBe(true);
    expect(await updates.add('one', '07', NOON)).toBe(true);
    const atOnce = await Promise.all([1, 2, 3].map(() => updates.add('one', hostile, NOON)));
    expect(atOnce.toSorted()).toEqual([false, false, true]);
  });

  test('an update is forgotten after two days, and not before', async () => {
    const { updates } = store();
    await updates.add('one', 'early', NOON);
    await updates.add('one', 'late', NOON + HOUR_MS);
    expect(await updates.add('one', 'early', NOON + 2 * DAY_MS)).toBe(false);
    expect(await updates.add('one', 'early', NOON + 2 * DAY_MS + 1)).toBe(true);
    expect(await updates.add('one', 'late', NOON + 2 * DAY_MS + HOUR_MS)).toBe(false);
    expect(await updates.add('one', 'early', NOON + 2 * DAY_MS + HOUR_MS)).toBe(false);
  });
}
