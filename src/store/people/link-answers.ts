// Yes and no: nothing is joined, and no alert goes elsewhere, before all whom it concerns were asked and have said yes.
import type { Agreed, LinkQuestion, LinkSide, NoQuestion } from '../../core/ports/identities.ts';
import type { PersonKey } from '../../core/ports/ids.ts';
import type { Db } from '../schema.ts';
import { findPerson, hearFrom } from '../subscriptions/subscribers.ts';
import { tell } from './link-news.ts';
import {
  addRequest,
  dropRequests,
  findRequest,
  type LinkRequest,
  noteYes,
  type Parties,
  partiesOf,
  questionOf,
  requestsAbout,
  sealFor,
  takeRequest,
  yesesOf,
} from './link-requests.ts';
import { includes, isSame, join, linked, putBefore, receiverOf } from './links.ts';

export async function lookUp(db: Db, person: PersonKey, text: string, now: number): Promise<LinkQuestion | NoQuestion> {
  const found = await findRequest(db, text, now);
  if (!found || !fits(found, person)) return 'unknown';
  return questionFor(db, found.request, person);
}

/** A seal of somebody else, or of another code, is none. */
function fits({ request, seal }: { readonly request: LinkRequest; readonly seal: string }, person: PersonKey): boolean {
  return seal === '' || seal === sealFor(request, person);
}

async function questionFor(db: Db, request: LinkRequest, person: PersonKey): Promise<LinkQuestion | NoQuestion> {
  const parties = await partiesOf(db, request, person);
  if (request.taker) return (await asked(db, request, parties, person)) ?? waitsFor(request, parties, person);
  return refusalOf(request, parties, person) ?? questionOf(request, parties, person);
}

/** Why one cannot take a code. */
function refusalOf({ maker }: LinkRequest, { makers }: Parties, person: PersonKey): 'own' | 'already' | undefined {
  if (isSame(maker, person)) return 'own';
  return includes(makers, person) ? 'already' : undefined;
}

function waitsFor({ maker }: LinkRequest, { asked }: Parties, person: PersonKey): 'waiting' | 'unknown' {
  return includes([maker, ...asked], person) ? 'waiting' : 'unknown';
}

async function asked(
  db: Db,
  request: LinkRequest,
  parties: Parties,
  person: PersonKey,
): Promise<LinkQuestion | undefined> {
  const isAsked = includes(parties.asked, person) && !includes(await yesesOf(db, request.code), person);
  return isAsked ? questionOf(request, parties, person) : undefined;
}

export async function waiting(db: Db, person: PersonKey, now: number): Promise<LinkQuestion | undefined> {
  const taken = (await requestsAbout(db, await linked(db, person))).filter(({ taker }) => taker);
  for (const request of taken.filter(({ until }) => until > now)) {
    const question = await asked(db, request, await partiesOf(db, request, person), person);
    if (question) return question;
  }
  return undefined;
}

/** Call it inside a transaction, as all below. */
export async function agree(
  db: Db,
  side: LinkSide,
  text: string,
  until: number,
  now: number,
): Promise<LinkQuestion | NoQuestion | Agreed> {
  const found = await findRequest(db, text, now);
  if (!found || !fits(found, side)) return 'unknown';
  const { request, seal } = found;
  const question = await questionFor(db, request, side);
  if (typeof question === 'string' || seal === '') return question;
  const parties = await partiesOf(db, request, side);
  if (!request.taker) return take(db, { ...request, taker: side, until }, parties, now);
  await noteYes(db, request.code, side);
  const yeses = await yesesOf(db, request.code);
  if (!parties.asked.every((one) => includes(yeses, one))) return 'asked';
  return request.kind === 'link' ? link(db, request, parties, side, now) : putFirst(db, request, side, now);
}

async function take(
  db: Db,
  request: LinkRequest & { readonly taker: LinkSide },
  parties: Parties,
  now: number,
): Promise<'asked'> {
  const { code, taker, until } = request;
  await takeRequest(db, code, taker, until);
  await noteYes(db, code, taker);
  for (const one of parties.asked.filter((other) => !isSame(other, taker))) {
    await tell(db, one, { kind: 'asked', question: questionOf(request, parties, one) }, now, code);
  }
  return 'asked';
}

async function link(
  db: Db,
  { maker, taker = maker }: LinkRequest,
  { makers, takers, asked }: Parties,
  last: PersonKey,
  now: number,
): Promise<'linked'> {
  await join(db, maker, taker);
  await dropRequests(db, await requestsAbout(db, asked));
  const toldOf = (platform: string) => ({ kind: 'linked', platform }) as const;
  for (const one of makers) if (!isSame(one, last)) await tell(db, one, toldOf(taker.platform), now);
  for (const one of takers) if (!isSame(one, last)) await tell(db, one, toldOf(maker.platform), now);
  return 'linked';
}

async function putFirst(db: Db, request: LinkRequest, receiver: PersonKey, now: number): Promise<'first'> {
  const { maker } = request;
  await putBefore(db, maker, receiver);
  await dropRequests(db, [request]);
  for (const one of await linked(db, maker)) {
    if (!isSame(one, receiver)) await tell(db, one, { kind: 'first', platform: maker.platform }, now);
  }
  return 'first';
}

export async function refuse(db: Db, person: PersonKey, text: string, now: number): Promise<boolean> {
  const found = await findRequest(db, text, now);
  if (!found || !fits(found, person)) return false;
  const { request } = found;
  const { maker, taker } = request;
  const { asked } = await partiesOf(db, request, person);
  const concerned = taker ? [maker, ...asked.filter((one) => !isSame(one, maker))] : [maker];
  if (!includes(concerned, person)) return false;
  await dropRequests(db, [request]);
  for (const one of concerned) {
    if (!isSame(one, person)) await tell(db, one, { kind: 'refused', platform: person.platform }, now);
  }
  return true;
}

export async function askFirst(db: Db, side: LinkSide, until: number, now: number): Promise<PersonKey | undefined> {
  const known = await findPerson(db, side);
  if (known === undefined) return undefined;
  const id = await hearFrom(db, { kind: 'person', person: side });
  const receiver = await receiverOf(db, id);
  if (!receiver || isSame(receiver, side)) return undefined;
  const request = await addRequest(db, { kind: 'first', maker: side, taker: receiver, until }, now);
  const question = questionOf(request, await partiesOf(db, request, receiver), receiver);
  await tell(db, receiver, { kind: 'asked', question }, now, request.code);
  return receiver;
}
