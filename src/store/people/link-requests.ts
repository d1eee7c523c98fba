// Codes, and what is asked since somebody took one: kept until all whom it concerns have answered, and ten minutes at most.
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { LinkQuestion, LinkSide } from '../../core/ports/identities.ts';
import type { PersonKey } from '../../core/ports/ids.ts';
import { personColumns, personText } from '../keys.ts';
import type { Db, Tables } from '../schema.ts';
import { dropAsked } from './link-news.ts';
import { includes, isSame, linked } from './links.ts';

/** Without those that look alike: I, L, O, 0 and 1. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const LENGTH = 8;

interface NewRequest {
  readonly kind: 'link' | 'first';
  readonly maker: LinkSide;
  /** Of a code nobody, until somebody takes it. */
  readonly taker: PersonKey | undefined;
  readonly until: number;
}

export interface LinkRequest extends NewRequest {
  readonly code: string;
  readonly secret: string;
  readonly taker: LinkSide | undefined;
}

/** What the same person asked for before ends. Call it inside a transaction. */
export async function addRequest(db: Db, asked: NewRequest, now: number): Promise<LinkRequest> {
  const { kind, maker, taker, until } = asked;
  await dropOverdue(db, now);
  const older = await requests(db)
    .where((where) => where.and(personColumns(maker)))
    .execute();
  await dropRequests(db, older);
  const secret = randomBytes(16).toString('base64url');
  const values = { kind, ...personColumns(maker), name: maker.name ?? null, ...takerColumns(taker), until, secret };
  for (;;) {
    const code = lettersOf(Array.from({ length: LENGTH }, () => randomInt(ALPHABET.length)));
    const added = await db
      .insertInto('link_requests')
      .values({ code, ...values })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('code')
      .executeTakeFirst();
    if (added) return { ...asked, code, secret };
  }
}

/** From now on until `until` it is for the two of them. */
export async function takeRequest(db: Db, code: string, taker: LinkSide, until: number): Promise<void> {
  await db
    .updateTable('link_requests')
    .set({ ...takerColumns(taker), until })
    .where('code', '=', code)
    .execute();
}

function takerColumns(taker: LinkSide | undefined) {
  const { platform = null, userId = null, name = null } = taker ?? {};
  return { with_platform: platform, with_user_id: userId, with_name: name };
}

/** A request, and the seal that was written behind its code; '' without one. */
interface Named {
  readonly request: LinkRequest;
  readonly seal: string;
}

/** As a person types it: in any case, with spaces or dashes. */
export async function findRequest(db: Db, text: string, now: number): Promise<Named | undefined> {
  const letters = text.slice(0, 40).toUpperCase().replace(/[\s-]/g, '');
  const [code, seal] = [letters.slice(0, LENGTH), letters.slice(LENGTH)];
  const row = await requests(db).where('code', '=', code).where('until', '>', now).executeTakeFirst();
  return row && { request: requestOf(row), seal };
}

/** Only the question shows it, and to each person another one. */
export function sealFor({ secret }: LinkRequest, person: PersonKey): string {
  const bytes = createHash('sha256')
    .update(secret + personText(person))
    .digest();
  return lettersOf([...bytes.subarray(0, LENGTH)]);
}

function lettersOf(numbers: readonly number[]): string {
  return numbers.map((number) => ALPHABET[number % ALPHABET.length]).join('');
}

/** Those that were taken and are about any of these. */
export async function requestsAbout(db: Db, people: readonly PersonKey[]): Promise<readonly LinkRequest[]> {
  const rows = await requests(db)
    .where(sql<boolean>`(platform, user_id) in (values ${valuesOf(people)})
      or (with_platform, with_user_id) in (values ${valuesOf(people)})`)
    .orderBy('until')
    .execute();
  return rows.map(requestOf);
}

export function valuesOf(people: readonly PersonKey[]) {
  return sql.join(people.map(({ platform, userId }) => sql`(${platform}, ${userId})`));
}

function requests(db: Db) {
  return db.selectFrom('link_requests').selectAll();
}

function requestOf(row: Tables['link_requests']): LinkRequest {
  const { code, kind, secret, until, with_platform: platform, with_user_id: userId } = row;
  const taken = platform !== null && userId !== null && sideOf(platform, userId, row.with_name);
  const maker = sideOf(row.platform, row.user_id, row.name);
  return { code, kind, secret, until: Number(until), maker, taker: taken || undefined };
}

function sideOf(platform: string, userId: string, name: string | null): LinkSide {
  return { platform, userId, ...(name !== null && { name }) };
}

/** With what was asked because of them. Call it inside a transaction. */
export async function dropRequests(db: Db, dropped: readonly { readonly code: string }[]): Promise<void> {
  if (dropped.length === 0) return;
  const codes = dropped.map(({ code }) => code);
  await db.deleteFrom('link_requests').where('code', 'in', codes).execute();
  await dropAsked(db, codes);
}

/** Call it inside a transaction. */
export async function dropOverdue(db: Db, now: number): Promise<void> {
  await dropRequests(db, await requests(db).where('until', '<=', now).execute());
}

/** Each side with all that are linked with it. `person` stands for the taker while there is none. */
export interface Parties {
  readonly makers: readonly PersonKey[];
  readonly takers: readonly PersonKey[];
  /** Whose yes it needs. */
  readonly asked: readonly PersonKey[];
}

export async function partiesOf(db: Db, { kind, maker, taker }: LinkRequest, person: PersonKey): Promise<Parties> {
  const [makers, takers] = [await linked(db, maker), await linked(db, taker ?? person)];
  if (kind === 'first') return { makers, takers, asked: taker ? [taker] : [] };
  return { makers, takers, asked: [...makers, ...takers] };
}

/** As `person` is asked. */
export function questionOf(request: LinkRequest, { makers, takers }: Parties, person: PersonKey): LinkQuestion {
  const { kind, code, until, maker, taker = person } = request;
  const first = kind === 'first' ? maker.platform : (makers[0] ?? maker).platform;
  const [other, group] = kind === 'link' && includes(makers, person) ? [taker, takers] : [maker, makers];
  const others = kind === 'first' ? 0 : group.filter((one) => !isSame(one, other)).length;
  return { kind, code: code + sealFor(request, person), until, other, others, first };
}

export async function yesesOf(db: Db, code: string): Promise<readonly PersonKey[]> {
  const rows = await db.selectFrom('link_yeses').select(['platform', 'user_id']).where('code', '=', code).execute();
  return rows.map(({ platform, user_id }) => ({ platform, userId: user_id }));
}

export async function noteYes(db: Db, code: string, person: PersonKey): Promise<void> {
  await db
    .insertInto('link_yeses')
    .values({ code, ...personColumns(person) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
