// In which language someone is spoken to: what was asked for, then what was set, then what the platform says of them.

import type { ChatStore } from '../ports/chats.ts';
import type { Log } from '../ports/log.ts';
import type { PeopleStore } from '../ports/people.ts';
import type { Invocation } from '../ports/platform.ts';
import type { Translator } from './i18n.ts';

interface LocaleDeps {
  readonly people: Pick<PeopleStore, 'settings'>;
  readonly chats: Pick<ChatStore, 'settings'>;
  readonly translator: Translator;
  readonly log: Log;
}

type Asker = Pick<Invocation, 'chat' | 'locale' | 'forcedLocale'> & { readonly actor?: Invocation['actor'] };

/** A supported locale. A store in trouble is no reason not to answer. */
export async function chooseLocale(deps: LocaleDeps, asker: Asker): Promise<string> {
  const { forcedLocale, locale } = asker;
  return deps.translator.nearest(forcedLocale ?? (await savedLocale(deps, asker)) ?? locale);
}

/** The person's own, else that of the group. */
async function savedLocale({ people, chats, log }: LocaleDeps, { actor, chat }: Asker): Promise<string | undefined> {
  try {
    const own = actor && (await people.settings(actor)).locale;
    return own ?? (chat.kind !== 'private' ? (await chats.settings(chat)).locale : undefined);
  } catch (error) {
    log.warn('settings could not be read', { error });
    return undefined;
  }
}
