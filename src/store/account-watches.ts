// Which accounts are watched, what `mine` stands for, and when unvoted tokens are free.
import type { AccountWatchStore } from '../core/subscription-ports.ts';
import type { Db } from './schema.ts';

const absent = () => Promise.reject(new Error('watches of accounts are not kept yet'));

export function createAccountWatchStore(_db: Db, _bandPpm: number): AccountWatchStore {
  return { watched: absent, ownersOfMine: absent, setMine: absent, saveReleases: absent, dueReleases: absent };
}
