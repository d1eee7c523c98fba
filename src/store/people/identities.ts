// The people behind the accounts on the platforms: links between them, what is kept of them, and being forgotten.

import type { IdentityStore } from '../../core/ports/identities.ts';
import type { PersonKey } from '../../core/ports/ids.ts';
import type { RuleTable } from '../../core/ports/rule-table.ts';
import type { Db } from '../schema.ts';
import { settleDeletions } from '../sqlite/dialect.ts';
import { dataOf } from './data-export.ts';
import { forget } from './erasure.ts';
import { createCode, linked, redeem, setFirst, unlink } from './links.ts';
import { createWrongTries } from './wrong-tries.ts';

/** `onForgotten` is told of each platform account, for whatever is known of it in memory. */
export function createIdentityStore(db: Db, rules: RuleTable, onForgotten: (person: PersonKey) => void): IdentityStore {
  const wrongTries = createWrongTries();
  const atOnce = <T>(work: (inside: Db) => Promise<T>) => db.transaction().execute(work);
  return {
    linked: (person) => linked(db, person),
    createCode: (person, until, now) => atOnce((inside) => createCode(inside, person, until, now)),
    redeem: async (person, code, limit, now) => {
      if (!wrongTries.begin(person, now)) return 'unknown';
      const redeemed = await atOnce((inside) => redeem(inside, person, code, limit, now));
      if (redeemed !== 'unknown') wrongTries.takeBack(person);
      return redeemed;
    },
    setFirst: (person) => atOnce((inside) => setFirst(inside, person)),
    unlink: (person) => atOnce((inside) => unlink(inside, person)),
    forget: async (person) => {
      const forgotten = await atOnce((inside) => forget(inside, person, rules));
      for (const known of forgotten) onForgotten(known);
      await settleDeletions(db);
    },
    dataOf: (person) => dataOf(db, person, rules),
  };
}
