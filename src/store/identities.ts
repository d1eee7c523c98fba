// The people behind the accounts on the platforms: links between them, and being forgotten.
import type { IdentityStore } from '../core/subscription-ports.ts';
import type { Db } from './schema.ts';

const absent = () => Promise.reject(new Error('links are not kept yet'));

export function createIdentityStore(_db: Db): IdentityStore {
  return {
    ...{ linked: absent, createCode: absent, redeem: absent, setFirst: absent, unlink: absent },
    ...{ forget: absent, dataOf: absent },
  };
}
