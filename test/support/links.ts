// People who link their accounts, with every yes that it takes, and without the news of it.
import type { LinkSide } from '../../src/core/ports/identities.ts';
import type { PersonKey } from '../../src/core/ports/ids.ts';
import type { Store } from '../../src/core/ports/store.ts';
import { dropEmptyMailboxes } from '../../src/store/outbox/mailboxes.ts';
import { NOON } from '../store/samples.ts';
import type { AlertStore } from './alert-store.ts';

type Linking = Pick<Store, 'identities'> & Partial<Pick<AlertStore, 'db'>>;

const SPAN_MS = 600_000;

/** Is shown the question, and says yes. */
export async function sayYes({ identities }: Linking, side: LinkSide, code: string, now = NOON): Promise<string> {
  const found = await identities.lookUp(side, code, now);
  if (typeof found === 'string') return found;
  const answer = await identities.agree(side, found.code, now + SPAN_MS, now);
  return typeof answer === 'string' ? answer : 'question';
}

/** `other` types the code of `owner`. */
export async function linkUp(store: Linking, owner: LinkSide, other: LinkSide, now = NOON): Promise<string> {
  const { identities } = store;
  const code = await identities.createCode(owner, now + SPAN_MS, now);
  const all = [other, ...(await identities.linked(owner)), ...(await identities.linked(other))];
  let answer: string = '';
  for (const one of all) {
    if (['', 'asked', 'waiting'].includes(answer)) answer = await sayYes(store, one, code, now);
  }
  await dropNews(store);
  return answer;
}

/** Alerts go to `person` first. */
export async function putFirst(store: Linking, person: PersonKey, now = NOON): Promise<void> {
  const { identities } = store;
  const receiver = await identities.askFirst(person, now + SPAN_MS, now);
  const question = receiver && (await identities.waiting(receiver, now));
  if (question) await identities.agree(receiver, question.code, now + SPAN_MS, now);
  await dropNews(store);
}

export async function dropNews({ db }: Linking): Promise<void> {
  await db?.deleteFrom('outbox').where('kind', '=', 'link').execute();
  if (db) await dropEmptyMailboxes(db);
}
