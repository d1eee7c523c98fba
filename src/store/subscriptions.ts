// What people and chats watch: their lists, their preferences, and the alerts that they got or wait for.
import type { SubscriptionStore } from '../core/subscription-ports.ts';
import type { Db } from './schema.ts';

const absent = () => Promise.reject(new Error('subscriptions are not kept yet'));

export function createSubscriptionStore(_db: Db, _bandPpm: number): SubscriptionStore {
  return {
    ...{ add: absent, list: absent, remove: absent, mute: absent, preferences: absent, savePreferences: absent },
    ...{ enqueueTest: absent, alerts: absent, alert: absent, rearm: absent, events: absent },
  };
}
