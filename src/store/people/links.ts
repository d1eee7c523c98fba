// One person on several platforms: codes that join them, their order, and leaving.
import { randomInt } from 'node:crypto';
import type { PersonKey } from '../../core/ports/ids.ts';
import { personColumns } from '../keys.ts';
import type { Db } from '../schema.ts';
import { letIn } from '../subscriptions/closed-places.ts';
import { addIdentity, findPerson, identitiesOf, needSubscriber, waitForNobody } from '../subscriptions/subscribers.ts';
import { mergeSubscribers, nextPlace } from './merged-owners.ts';

/** Without those that look alike: I, L, O, 0 and 1. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const LENGTH = 8;

/** All platforms of this person, the one that alerts go to first. */
export async function linked(db: Db, person: PersonKey): Promise<readonly PersonKey[]> {
  const id = await findPerson(db, person);
  return id === undefined ? [person] : identitiesOf(db, id);
}

/** Call it inside a transaction. */
export async function createCode(db: Db, person: PersonKey, until: number, now: number): Promise<string> {
  await db.deleteFrom('link_codes').where('until', '<=', now).execute();
  await dropCode(db, person);
  for (;;) {
    const code = Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
    const added = await db
      .insertInto('link_codes')
      .values({ code, ...personColumns(person), until })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('code')
      .executeTakeFirst();
    if (added) return code;
  }
}

/** As a person types it: in any case, with spaces or dashes. */
function codeFrom(text: string): string {
  return text.slice(0, 40).toUpperCase().replace(/[\s-]/g, '');
}

export type Redeemed = 'linked' | 'unknown' | 'own' | 'already';

/** Call it inside a transaction. */
export async function redeem(db: Db, person: PersonKey, text: string, limit: number, now: number): Promise<Redeemed> {
  const code = codeFrom(text);
  const row = await db
    .selectFrom('link_codes')
    .select(['platform', 'user_id'])
    .where('code', '=', code)
    .where('until', '>', now)
    .executeTakeFirst();
  if (!row) return 'unknown';
  const owner = { platform: row.platform, userId: row.user_id };
  if (owner.platform === person.platform && owner.userId === person.userId) return 'own';
  const [ownersId, id] = [await findPerson(db, owner), await findPerson(db, person)];
  if (id !== undefined && id === ownersId) return 'already';
  await db.deleteFrom('link_codes').where('code', '=', code).execute();
  await join(db, { person: owner, id: ownersId }, { person, id }, limit);
  return 'linked';
}

interface Someone {
  readonly person: PersonKey;
  readonly id: number | undefined;
}

async function join(db: Db, owner: Someone, other: Someone, limit: number): Promise<void> {
  if (owner.id !== undefined && other.id !== undefined) {
    return mergeSubscribers(db, { from: other.id, into: owner.id }, 2 * limit);
  }
  if (other.id !== undefined) {
    await addIdentity(db, owner.person, other.id, await nextPlace(db, other.id));
    return setFirst(db, owner.person);
  }
  const id = owner.id ?? (await needSubscriber(db, { kind: 'person', person: owner.person }));
  await addIdentity(db, other.person, id, await nextPlace(db, id));
}

/** They write from there, so they are there. Call it inside a transaction. */
export async function setFirst(db: Db, person: PersonKey): Promise<void> {
  const id = await findPerson(db, person);
  if (id === undefined) return;
  const others = (await identitiesOf(db, id)).filter((known) => !isSame(known, person));
  for (const [place, key] of [person, ...others].entries()) {
    await db
      .updateTable('identities')
      .set(place === 0 ? { place, gone_since: null } : { place })
      .where((where) => where.and(personColumns(key)))
      .execute();
  }
  await letIn(db, id);
}

/** Call it inside a transaction. */
export async function unlink(db: Db, person: PersonKey): Promise<boolean> {
  const id = await findPerson(db, person);
  if (id === undefined || (await identitiesOf(db, id)).length < 2) return false;
  await dropCode(db, person);
  await db
    .deleteFrom('identities')
    .where((where) => where.and(personColumns(person)))
    .execute();
  await waitForNobody(db, id);
  return true;
}

async function dropCode(db: Db, person: PersonKey): Promise<void> {
  await db
    .deleteFrom('link_codes')
    .where((where) => where.and(personColumns(person)))
    .execute();
}

function isSame(a: PersonKey, b: PersonKey): boolean {
  return a.platform === b.platform && a.userId === b.userId;
}
