// What chats are set to, whoever is in them.

import type { ChatSettings, ChatStore } from '../../core/ports/chats.ts';
import type { ChatKey, Owner } from '../../core/ports/ids.ts';
import { chatColumns } from '../keys.ts';
import type { Db } from '../schema.ts';
import { close, closedAt, closedChats, letIn, open } from '../subscriptions/closed-places.ts';
import { findSubscriber } from '../subscriptions/subscribers.ts';
import { mergeSubscribers } from './merged-owners.ts';

type ListKey = Extract<Owner, { kind: 'chat' }>['chat'];

export function createChatStore(db: Db): ChatStore {
  return {
    settings: (chat) => settings(db, chat),
    saveSettings: (chat, values) => saveSettings(db, chat, values),
    move: (from, to) => db.transaction().execute((transaction) => move(transaction, from, to)),
    bring: (into, topic) => db.transaction().execute((transaction) => bring(transaction, into, topic)),
    close: (platform, places, at) =>
      db.transaction().execute(async (transaction) => {
        for (const place of places) await close(transaction, platform, place, at);
      }),
    closed: (platform) => closedChats(db, platform),
    open: async (platform, place) => {
      // Asked of nearly every message, and nothing rests nearly always.
      if ((await closedAt(db, platform, place)).length === 0) return;
      await db.transaction().execute((transaction) => open(transaction, platform, place));
    },
  };
}

async function settings(db: Db, chat: ChatKey): Promise<ChatSettings> {
  const row = await db
    .selectFrom('chat_settings')
    .select('locale')
    .where((where) => where.and(chatColumns(chat)))
    .executeTakeFirst();
  return row?.locale ? { locale: row.locale } : {};
}

async function saveSettings(db: Db, chat: ChatKey, { locale = null }: { locale?: string | null }): Promise<void> {
  await db
    .insertInto('chat_settings')
    .values({ ...chatColumns(chat), locale })
    .onConflict((conflict) => conflict.columns(['platform', 'chat_id']).doUpdateSet({ locale }))
    .execute();
}

async function move(db: Db, from: ChatKey, to: ChatKey): Promise<void> {
  if (from.platform === to.platform && from.chatId === to.chatId) return;
  await saveSettings(db, to, { ...(await settings(db, from)), ...(await settings(db, to)) });
  await db
    .deleteFrom('chat_settings')
    .where((where) => where.and(chatColumns(from)))
    .execute();
  await moveLists(db, from, to);
}

/** Of the chat and of each of its topics. */
async function moveLists(db: Db, from: ChatKey, to: ChatKey): Promise<void> {
  const lists = (chat: ChatKey) =>
    db
      .selectFrom('subscribers')
      .select(['id', 'thread_id'])
      .where((where) => where.and({ kind: 'chat', ...chatColumns(chat) }))
      .execute();
  const there = new Map((await lists(to)).map(({ id, thread_id }) => [thread_id, id]));
  for (const { id, thread_id } of await lists(from)) {
    const into = there.get(thread_id);
    if (into !== undefined) await mergeSubscribers(db, { from: id, into });
    else
      await db
        .updateTable('subscribers')
        .set({ ...chatColumns(to), gone_since: null, closed: null })
        .where('id', '=', id)
        .execute();
  }
}

async function bring(db: Db, into: ListKey, topic: string): Promise<boolean> {
  const from = await findSubscriber(db, { kind: 'chat', chat: { ...into, threadId: topic } });
  const there = await findSubscriber(db, { kind: 'chat', chat: into });
  if (from === undefined || from === there) return false;
  if (there !== undefined) await mergeSubscribers(db, { from, into: there });
  else {
    await db
      .updateTable('subscribers')
      .set({ thread_id: into.threadId ?? '' })
      .where('id', '=', from)
      .execute();
  }
  await letIn(db, there ?? from);
  return true;
}
