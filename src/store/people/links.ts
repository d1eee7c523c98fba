// One person on several platforms: who they are, in which order alerts try them, and how lists become one.
import type { PersonKey } from '../../core/ports/ids.ts';
import { personColumns } from '../keys.ts';
import type { Db } from '../schema.ts';
import { findPerson, identitiesOf, needSubscriber, waitForNobody } from '../subscriptions/subscribers.ts';
import { tell } from './link-news.ts';
import { mergeSubscribers } from './merged-owners.ts';

/** All platforms of this person, the one that alerts go to first. */
export async function linked(db: Db, person: PersonKey): Promise<readonly PersonKey[]> {
  const id = await findPerson(db, person);
  return id === undefined ? [person] : identitiesOf(db, id);
}

/** `other` and all linked with it come after `owner` and those linked with it. What was shared with fewer is not shared with
 *  more. Call it inside a transaction. */
export async function join(db: Db, owner: PersonKey, other: PersonKey): Promise<void> {
  const into = await needSubscriber(db, { kind: 'person', person: owner });
  const from = await needSubscriber(db, { kind: 'person', person: other });
  for (const id of [into, from]) await signHistory(db, id);
  await mergeSubscribers(db, { from, into });
  await db.updateTable('identities').set({ shares: 0 }).where('subscriber_id', '=', into).execute();
}

/** What was told to the only one that there was is of that one. */
async function signHistory(db: Db, id: number): Promise<void> {
  const [only, ...others] = await identitiesOf(db, id);
  if (!only || others.length > 0) return;
  await db
    .updateTable('past_alerts')
    .set({ maker_platform: only.platform, maker_user_id: only.userId })
    .where('subscriber_id', '=', id)
    .where('maker_user_id', 'is', null)
    .execute();
}

/** To whom alerts go now: those who were gone come last. */
export async function receiverOf(db: Db, id: number): Promise<PersonKey | undefined> {
  const members = await identitiesOf(db, id);
  const gone = await db
    .selectFrom('identities')
    .select(['platform', 'user_id'])
    .where('subscriber_id', '=', id)
    .where('gone_since', 'is not', null)
    .execute();
  const isGone = (one: PersonKey) => gone.some(({ platform, user_id }) => isSame(one, { platform, userId: user_id }));
  return members.find((one) => !isGone(one)) ?? members[0];
}

/** Just before `receiver`, and not before anybody else. Call it inside a transaction. */
export async function putBefore(db: Db, person: PersonKey, receiver: PersonKey): Promise<void> {
  const id = await findPerson(db, person);
  if (id === undefined) return;
  const others = (await identitiesOf(db, id)).filter((one) => !isSame(one, person));
  const order = others.flatMap((one) => (isSame(one, receiver) ? [person, one] : [one]));
  for (const [place, one] of order.entries()) {
    await db
      .updateTable('identities')
      .set({ place })
      .where((where) => where.and(personColumns(one)))
      .execute();
  }
  await waitForNobody(db, id);
}

/** Call it inside a transaction. */
export async function share(db: Db, person: PersonKey, isShared: boolean, now: number): Promise<boolean> {
  const others = await othersOf(db, person);
  if (others.length === 0) return false;
  const shares = Number(isShared);
  const { numUpdatedRows } = await db
    .updateTable('identities')
    .set({ shares })
    .where((where) => where.and(personColumns(person)))
    .where('shares', '<>', shares)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  const news = { kind: isShared ? 'shared' : 'unshared', platform: person.platform } as const;
  for (const other of others) await tell(db, other, news, now);
  return true;
}

export async function othersOf(db: Db, person: PersonKey): Promise<readonly PersonKey[]> {
  return (await linked(db, person)).filter((one) => !isSame(one, person));
}

export function isSame(a: PersonKey, b: PersonKey): boolean {
  return a.platform === b.platform && a.userId === b.userId;
}

export function includes(people: readonly PersonKey[], person: PersonKey): boolean {
  return people.some((one) => isSame(one, person));
}
