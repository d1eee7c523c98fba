// What looking at the chain came to, saved as one.
import type { TickStore } from '../core/alert-ports.ts';
import type { Db } from './schema.ts';

const absent = () => Promise.reject(new Error('ticks are not kept yet'));

export function createTickStore(_db: Db, _bandPpm: number): TickStore {
  return { load: absent, save: absent };
}
