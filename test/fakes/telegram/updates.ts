// Updates on their way to the bot: long polling with acknowledgement by offset, or a webhook.
import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from './world.ts';

interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

export interface UpdateQueue {
  /** Waiting to be acknowledged. */
  readonly pending: readonly Update[];
  /** Statuses that the webhook answered with. */
  readonly webhookStatuses: readonly number[];
  webhook: { readonly url: string; readonly secret: string | undefined } | undefined;
  allowed: readonly string[];
  /** The id of the update; undefined when the bot did not ask for its kind. */
  push(kind: string, content: object): number | undefined;
  /** Brings an update again, as after a lost acknowledgement. */
  repeat(updateId: number): void;
  poll(offset: number, limit: number, timeoutMs: number): Promise<readonly Update[]>;
  /** Somebody waits for updates now. */
  isPolled(): boolean;
  /** Lets nobody wait any longer. */
  close(): void;
}

/** What Telegram sends when nothing else was asked for. */
const DEFAULT_KINDS = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'inline_query',
  'callback_query',
];
const WEBHOOK_TRIES = 20;

export function createUpdateQueue(): UpdateQueue {
  const all: Update[] = [];
  const history: Update[] = [];
  let nextId = 1_000;
  let waiting: { wake(): void; fail(refusal: Refusal): void } | undefined;

  async function deliver(update: Update): Promise<void> {
    for (let tries = 0; tries < WEBHOOK_TRIES && queue.webhook; tries++) {
      const { url, secret } = queue.webhook;
      const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret ?? '' };
      const status = await fetch(url, { method: 'POST', headers, body: JSON.stringify(update) }).then(
        (response) => response.status,
        () => 0,
      );
      queue.webhookStatuses.push(status);
      if (status === 200) return;
      await delay(50);
    }
  }

  const queue = {
    pending: all,
    webhookStatuses: [] as number[],
    webhook: undefined as UpdateQueue['webhook'],
    allowed: DEFAULT_KINDS as readonly string[],
    push: (kind: string, content: object) => {
      if (!queue.allowed.includes(kind)) return undefined;
      const update = { update_id: nextId++, [kind]: content };
      history.push(update);
      if (queue.webhook) void deliver(update);
      else all.push(update);
      waiting?.wake();
      return update.update_id;
    },
    repeat: (updateId: number) => {
      all.unshift(...history.filter(({ update_id }) => update_id === updateId));
      waiting?.wake();
    },
    poll: async (offset: number, limit: number, timeoutMs: number) => {
      if (queue.webhook) {
        throw new Refusal(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      waiting?.fail(
        new Refusal(
          409,
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
        ),
      );
      all.splice(0, all.findLastIndex(({ update_id }) => update_id < offset) + 1);
      if (all.length === 0 && timeoutMs > 0) await nextUpdate(timeoutMs);
      return all.slice(0, limit);
    },
    isPolled: () => waiting !== undefined,
    close: () => waiting?.wake(),
  };

  function nextUpdate(timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        if (waiting === mine) waiting = undefined;
        settle();
      };
      const mine = { wake: () => end(resolve), fail: (refusal: Refusal) => end(() => reject(refusal)) };
      const timer = setTimeout(mine.wake, timeoutMs);
      waiting = mine;
    });
  }

  return queue;
}
