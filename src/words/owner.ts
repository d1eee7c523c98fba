// Whose list of alerts a command is about, who may change it, and who sees what is said of it: one rule for all commands.

import { UserError, type WayOn } from '../core/answer/errors.ts';
import type { Asked, Chat, Language, Privacy } from '../core/command/command.ts';
import type { NamedArgs } from '../core/command/named-args.ts';
import { runsPlace } from '../core/command/place.ts';
import type { Owner } from '../core/ports/ids.ts';
import type { Action, Field } from '../core/reply/reply.ts';

/** The option by which one says whose list is meant: one's own, or that of the place. */
export const FOR = { kind: 'choice', choices: ['me', 'here'] } as const;

type Whom = (typeof FOR.choices)[number];
type Place = Pick<Asked, 'chat' | 'isChatAdmin' | 'isAnonymous'>;
type Asker = Place & Pick<Asked, 'actor'>;
type Refused = Asker & Pick<Language, 't'>;

/** What one who may not change the place's list is offered: the same for themselves, under a name that fits, or something
 *  else. */
type Instead = 'privately' | 'own' | 'nothing' | Action;

/** Without a word for it, those who run a place mean its list, and anybody else their own. */
function whomOf(place: Place, whom: Whom | undefined): Whom {
  if (place.chat.kind === 'private') return 'me';
  if (whom !== undefined) return whom;
  return place.isAnonymous || (runsPlace(place) && canHaveList(place.chat)) ? 'here' : 'me';
}

/** Not where the bot only answers: where people talk without it, or where it is no member. */
function canHaveList({ canPost, kind, inviteUrl }: Chat): boolean {
  return canPost !== false || (kind !== 'group-dm' && inviteUrl === undefined);
}

/** Throws UserError where nobody could have a list of their own. */
export function ownerOf(asker: Asker, whom?: Whom): Owner {
  const { actor, chat, isAnonymous } = asker;
  if (whomOf(asker, whom) === 'me') {
    if (isAnonymous) throw new UserError('watching.no-person');
    return { kind: 'person', person: actor };
  }
  const { platform, chatId, threadId } = chat;
  return { kind: 'chat', chat: { platform, chatId, ...(threadId !== undefined && { threadId }) } };
}

/** The owner, for one who may change the list; throws UserError for anyone else. */
export function ownerToChange(asker: Refused, whom?: Whom, instead: Instead = 'privately'): Owner {
  const owner = ownerOf(asker, whom);
  requireChange(asker, owner, instead);
  return owner;
}

/** Throws UserError for one who may not change this list. */
export function requireChange(asker: Refused, owner: Owner, instead: Instead): void {
  if (owner.kind === 'person') return;
  const { chat } = asker;
  if (!canHaveList(chat)) {
    const why = chat.kind === 'group-dm' ? 'watching.no-list-in-group-dm' : 'watching.no-member';
    throw refusal(asker, why, instead, { url: chat.inviteUrl });
  }
  if (!runsPlace(asker)) throw refusal(asker, 'watching.admins-only', instead);
}

/** Throws UserError where the bot cannot post by itself, so that nobody waits for an alert that cannot come. */
export function requirePosting(asker: Refused, owner: Owner): void {
  if (owner.kind === 'chat' && asker.chat.canPost === false) throw refusal(asker, 'watching.cannot-post', 'privately');
}

function refusal({ t, isAnonymous }: Refused, key: string, instead: Instead, wayOn: WayOn = {}): UserError {
  if (isAnonymous || instead === 'nothing') return new UserError(key, {}, undefined, wayOn);
  if (typeof instead !== 'string') return new UserError(key, {}, undefined, { ...wayOn, actions: [instead] });
  const offer = { option: 'for', choices: [{ value: 'me', label: t(`watching.button.${instead}`) }] };
  return new UserError(key, {}, offer, wayOn);
}

/** No number of this list; it may be one of the other that the asker can mean. */
export function notThere({ t, chat }: Pick<Asked, 't' | 'chat'>, owner: Owner, key: string, id: number): UserError {
  if (chat.kind === 'private') return new UserError(key, { id });
  const other = owner.kind === 'person' ? 'here' : 'me';
  return new UserError(
    key,
    { id },
    { option: 'for', choices: [{ value: other, label: t(`watching.button.on-${other}`) }] },
  );
}

/** What is said of a person is for them alone; what is said of a place's list is no secret there. */
export function visibilityOf({ kind }: Owner): 'chat' | 'private' {
  return kind === 'person' ? 'private' : 'chat';
}

/** Of an answer about a list, known before it: a person's is for them alone, what a place's list holds is for whoever asked,
 *  and what becomes of it is for all there. */
export function listPrivacy({ for: whom }: NamedArgs, place: Place, isChange: boolean): Privacy {
  const named = whom === undefined || whom === 'here' ? whom : 'me';
  if (whomOf(place, named) === 'me') return 'private';
  return isChange && runsPlace(place) ? 'chat' : 'asker';
}

/** Of a button: the same list, whoever presses it. */
export function forArgs({ chat }: Pick<Asked, 'chat'>, owner: Owner): { readonly for?: Whom } {
  if (chat.kind === 'private') return {};
  return { for: owner.kind === 'person' ? 'me' : 'here' };
}

export function listAction(context: Pick<Asked, 't' | 'chat'>, owner: Owner): Action {
  const args = forArgs(context, owner);
  return { label: context.t(`watching.button.list${args.for === 'here' ? '-here' : ''}`), command: 'alerts', args };
}

/** Where it could be either: whose list this is about. */
export function whoseFields({ t, chat }: Pick<Asked, 't' | 'chat'>, { kind }: Owner): readonly Field[] {
  return chat.kind === 'private' ? [] : [{ label: t('watching.whose.label'), value: t(`watching.whose.${kind}`) }];
}
