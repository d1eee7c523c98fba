// People who link their accounts, with every yes that it takes, and without the news of it.
import type { LinkSide } from '../../src/core/ports/identities.ts';
import type { PersonKey } from '../../src/core/ports/ids.ts';
import type { Store } from '../../src/core/ports/store.ts';
import { NOON } from '../store/samples.ts';
import type { AlertStore } from './alert-store.ts';

type Linking = Pick<Store, 'identities'> & Partial<Pick<AlertStore, 'db'>>;

const SPAN_MS = 600_000;

/** `other` types the code of `owner`. */
export async function linkUp(store: Linking, owner: LinkSide, other: LinkSide, now = NOON): Promise<string> {
  const { identities } = store;
  const code = await identities.createCode(owner, now + SPAN_MS, now);
  const all = [other, ...(await identities.linked(owner)), ...(await identities.linked(other))];
  let answer: string = '';
  for (const one of all) {
    if (answer === '' || answer === 'asked') answer = await identities.agree(one, code, now + SPAN_MS, now);
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
  await db?.deleteFrom('subscribers').where('kind', '=', 'account').execute();
}
