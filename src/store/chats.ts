// What chats are set to, whoever is in them.
import type { ChatKey, ChatSettings, ChatStore } from '../core/ports.ts';
import type { Db } from './schema.ts';

export function createChatStore(db: Db): ChatStore {
  return {
    settings: (chat) => settings(db, chat),
    saveSettings: (chat, values) => saveSettings(db, chat, values),
    move: (from, to) => db.transaction().execute((transaction) => move(transaction, from, to)),
  };
}

async function settings(db: Db, chat: ChatKey): Promise<ChatSettings> {
  const row = await db
    .selectFrom('chat_settings')
    .select('locale')
    .where((where) => where.and(keyOf(chat)))
    .executeTakeFirst();
  return row?.locale ? { locale: row.locale } : {};
}

async function saveSettings(db: Db, chat: ChatKey, { locale = null }: { locale?: string | null }): Promise<void> {
  await db
    .insertInto('chat_settings')
    .values({ ...keyOf(chat), locale })
    .onConflict((conflict) => conflict.columns(['platform', 'chat_id']).doUpdateSet({ locale }))
    .execute();
}

async function move(db: Db, from: ChatKey, to: ChatKey): Promise<void> {
  if (from.platform === to.platform && from.chatId === to.chatId) return;
  await saveSettings(db, to, { ...(await settings(db, from)), ...(await settings(db, to)) });
  await db
    .deleteFrom('chat_settings')
    .where((where) => where.and(keyOf(from)))
    .execute();
}

function keyOf({ platform, chatId }: ChatKey) {
  return { platform, chat_id: chatId };
}
