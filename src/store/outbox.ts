// What waits to be delivered.
import type { OutboxStore } from '../core/alert-ports.ts';
import type { Db } from './schema.ts';

const absent = () => Promise.reject(new Error('nothing is delivered yet'));

export function createOutboxStore(_db: Db): OutboxStore {
  return {
    ...{ recover: absent, claim: absent, expire: absent, settle: absent, nextDue: absent, counts: absent },
    ...{ dropGone: absent, notify: absent, prune: absent },
  };
}
