// The people behind the accounts on the platforms: links between them, what is kept of them, and being forgotten.

import type { IdentityStore } from '../../core/ports/identities.ts';
import type { PersonKey } from '../../core/ports/ids.ts';
import type { RuleTable } from '../../core/ports/rule-table.ts';
import type { Db } from '../schema.ts';
import { settleDeletions } from '../sqlite/dialect.ts';
import { dataOf } from './data-export.ts';
import { forget } from './erasure.ts';
import { leave } from './leaving.ts';
import { agree, askFirst, lookUp, refuse, waiting } from './link-answers.ts';
import { addRequest, dropOverdue } from './link-requests.ts';
import { linked, share } from './links.ts';
import { createWrongTries } from './wrong-tries.ts';

/** `onForgotten` is told of the account, for whatever is known of it in memory. */
export function createIdentityStore(db: Db, rules: RuleTable, onForgotten: (person: PersonKey) => void): IdentityStore {
  const wrongTries = createWrongTries();
  const atOnce = <T>(work: (inside: Db) => Promise<T>) => db.transaction().execute(work);
  const counted = async <T>(person: PersonKey, now: number, ask: () => Promise<T | 'unknown'>) => {
    if (!wrongTries.begin(person, now)) return 'unknown';
    const answer = await ask();
    if (answer !== 'unknown') wrongTries.takeBack(person);
    return answer;
  };
  return {
    linked: (person) => linked(db, person),
    createCode: async (maker, until, now) => {
      const request = { kind: 'link', maker, taker: undefined, until } as const;
      return (await atOnce((inside) => addRequest(inside, request, now))).code;
    },
    lookUp: (person, code, now) => counted(person, now, () => atOnce((inside) => lookUp(inside, person, code, now))),
    waiting: (person, now) => atOnce((inside) => waiting(inside, person, now)),
    agree: (side, code, until, now) =>
      counted(side, now, () => atOnce((inside) => agree(inside, side, code, until, now))),
    refuse: (person, code, now) => atOnce((inside) => refuse(inside, person, code, now)),
    askFirst: (side, until, now) => atOnce((inside) => askFirst(inside, side, until, now)),
    share: (person, isShared, now) => atOnce((inside) => share(inside, person, isShared, now)),
    unlink: (person, now) => atOnce((inside) => leave(inside, person, 'ended', now)),
    forget: async (person, now) => {
      await atOnce((inside) => forget(inside, person, rules, now));
      onForgotten(person);
      await settleDeletions(db);
    },
    dataOf: (person) => dataOf(db, person, rules),
    dropOverdue: (now) => atOnce((inside) => dropOverdue(inside, now)),
  };
}
