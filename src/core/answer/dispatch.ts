// The core as adapters see it: answers, greetings and completions, and what adapters report. Nothing here throws.

import { nameArgs } from '../command/arguments.ts';
import type { Command, Privacy } from '../command/command.ts';
import { type CompletionSources, createComplete } from '../command/completion.ts';
import { privacyOf } from '../command/effect.ts';
import { createFindCommand } from '../command/lookup.ts';
import { servicesFor } from '../command/needs.ts';
import type { PersonKey, Target } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import type { AdapterEvent, AdapterHost, Invocation, Outcome } from '../ports/platform.ts';
import type { Services } from '../ports/services.ts';
import type { UpdateStore } from '../ports/updates.ts';
import { plainCalls } from '../reply/marked-calls.ts';
import type { Reply } from '../reply/reply.ts';
import { oncePer } from '../values/memo.ts';
import type { ZoneSearch } from '../values/zone-names.ts';
import { type AnswerDeps, answer, slowDown } from './answer.ts';
import { createConfirmations } from './confirmations.ts';
import { notice } from './error-reply.ts';
import type { Translator } from './i18n.ts';
import { chooseLocale } from './locale.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import { createRepeats, type IsRepeated } from './repeats.ts';
import { createSharedReplies, type Edition } from './shared-replies.ts';

/** One answered invocation, for measuring; there are only so many different values of each label. */
export interface Answered {
  /** "unknown" when there is no such command. */
  readonly command: string;
  readonly platform: string;
  readonly kind: Outcome['kind'];
  /** From the invocation to its outcome. */
  readonly ms: number;
}

export interface HostDeps {
  readonly commands: readonly Command[];
  readonly translator: Translator;
  readonly services: Services;
  readonly updates: UpdateStore;
  /** "platform:userId" of those who operate the bot. */
  readonly owners: readonly string[];
  /** What shared replies are made from. */
  readonly edition: () => Promise<Edition>;
  /** What time zones are called in all languages. */
  readonly zones: ZoneSearch;
  /** Completions of nodes. */
  readonly nodes: CompletionSources['nodes'];
  readonly log: Log;
  /** What adapters tell of themselves. Must not throw. */
  readonly onEvent?: ((platform: string, event: AdapterEvent) => void) | undefined;
  /** Must not throw. */
  readonly onOutcome?: ((answered: Answered) => void) | undefined;
}

const NOWHERE: readonly Target[] = [];

interface Desk extends AnswerDeps, Pick<Services, 'people' | 'chats'> {
  readonly rateLimit: RateLimit;
  readonly isRepeated: IsRepeated;
  /** The command that says what the bot is. */
  readonly greeter: Command | undefined;
}

export function createHost({ updates, nodes, onEvent, onOutcome, ...deps }: HostDeps): AdapterHost {
  const { commands, translator, log } = deps;
  const { chats, subscriptions, clock } = deps.services;
  const desk = openDesk(deps);
  return {
    commands,
    locales: translator.locales,
    texts: (locale) => {
      const t = translator.for(translator.nearest(locale));
      return (key, values) => plainCalls(t(key, values));
    },
    answer: async (invocation) => {
      const start = performance.now();
      const outcome = await receive(desk, invocation);
      const { platform } = invocation.actor;
      const command = desk.find(invocation.command)?.name ?? 'unknown';
      onOutcome?.({ command, platform, kind: outcome.kind, ms: performance.now() - start });
      return outcome;
    },
    privacyOf: (invocation) => expectedPrivacy(desk, invocation),
    complete: createComplete({ commands, zones: deps.zones, nodes }),
    greeting: async (chat, hint) => {
      // Nobody has asked: the chat stands for whoever is there.
      const actor = { platform: chat.platform, userId: chat.chatId };
      return greet(
        desk,
        { actor, chat },
        await chooseLocale(desk, { chat, ...(hint !== undefined && { locale: hint }) }),
      );
    },
    isNew: (platform, updateId) =>
      orElse(true, log, 'update not noted', () => updates.add(platform, updateId, clock.now())),
    chatMoved: (platform, from, to) =>
      orElse(undefined, log, 'chat not moved', () => chats.move({ platform, chatId: from }, { platform, chatId: to })),
    placesClosed: (platform, places) =>
      orElse(undefined, log, 'places not closed', () => chats.close(platform, places, clock.now())),
    placeOpened: (platform, place) => orElse(undefined, log, 'a place not opened', () => chats.open(platform, place)),
    roleGone: (platform, role) =>
      orElse(undefined, log, 'a role not forgotten', () => {
        const notice = (locale: string | undefined) => translator.for(translator.nearest(locale))('places.role-gone');
        return subscriptions.endPings(platform, role, notice, clock.now());
      }),
    closedPlaces: (platform) => orElse(NOWHERE, log, 'closed places not read', () => chats.closed(platform)),
    report: (platform, event) => onEvent?.(platform, event),
  };
}

function openDesk(
  deps: Pick<HostDeps, 'commands' | 'translator' | 'services' | 'owners' | 'zones' | 'edition' | 'log'>,
): Desk {
  const { commands, translator, services, owners, zones, edition, log } = deps;
  return {
    commands,
    translator,
    owners,
    zones,
    log,
    people: services.people,
    chats: services.chats,
    find: createFindCommand(commands, translator),
    greeter: commands.find(({ greets }) => greets),
    servicesOf: oncePer(({ needs }: Command) => servicesFor(needs, services)),
    shared: createSharedReplies(edition),
    rateLimit: createRateLimit(services.clock),
    isRepeated: createRepeats(services.clock),
    confirmations: createConfirmations(services.clock),
    confirm: confirmCommand(commands),
    clock: services.clock,
  };
}

/** Every question that a command asks first is answered by one command. */
function confirmCommand(commands: readonly Command[]): Command | undefined {
  const found = commands.filter(({ confirms }) => confirms);
  const isNeeded = commands.some(({ changes }) => changes !== false);
  if (found.length > 1 || (isNeeded && found.length === 0)) throw new Error('exactly one command must confirm');
  return found[0];
}

/** Mistakes are for the asker alone, and so is what nobody knows. A yes to a question is seen by those who see what it asks
 *  for. */
function expectedPrivacy({ find, confirmations }: Desk, invocation: Parameters<AdapterHost['privacyOf']>[0]): Privacy {
  const { command, raw, isAnonymous = false, ...asker } = invocation;
  const called = find(command);
  try {
    const given = nameArgs(called?.options ?? {}, raw);
    const waiting = called?.confirms ? confirmations.peek(asker, given.id ?? '') : { command, given };
    const meant = waiting && find(waiting.command);
    return meant ? privacyOf(meant, waiting.given, { ...asker, isAnonymous }) : 'private';
  } catch {
    return 'private';
  }
}

async function receive(desk: Desk, invocation: Invocation): Promise<Outcome> {
  const locale = await chooseLocale(desk, invocation);
  const t = desk.translator.for(locale);
  if (desk.isRepeated(invocation)) return { kind: 'ignored', reply: notice('neutral', [t('asking.repeated')]), locale };
  // What is said in a channel is said to all its readers, so only those who run it make the bot speak there.
  if (invocation.chat.kind === 'channel' && !invocation.isChatAdmin) {
    return { kind: 'elsewhere', reply: notice('warning', [t('asking.in-channel')]), locale };
  }
  const refusal = desk.rateLimit(invocation);
  if (refusal) return slowDown(refusal, t, locale);
  // Before the answer, which may be that the person is forgotten.
  const isStranger = !invocation.isPreview && (await meet(desk, invocation.actor));
  const outcome = await answer(desk, invocation, locale);
  const greetsItself = desk.greeter !== undefined && desk.find(invocation.command) === desk.greeter;
  if (!isStranger || greetsItself) return outcome;
  return { ...outcome, welcome: { ...(await greet(desk, invocation, locale)), visibility: 'private' } };
}

async function greet(desk: Desk, { actor, chat }: Pick<Invocation, 'actor' | 'chat'>, locale: string): Promise<Reply> {
  const raw = { kind: 'line', text: '' } as const;
  const asked = { command: desk.greeter?.name ?? '', raw, isChatAdmin: false, source: 'typed' } as const;
  return (await answer(desk, { ...asked, actor, chat }, locale)).reply;
}

function meet({ people, log }: Desk, person: PersonKey): Promise<boolean> {
  return orElse(false, log, 'person not noted', () => people.meet(person));
}

/** A store in trouble costs no answer. */
async function orElse<T>(otherwise: T, log: Log, trouble: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    log.warn(trouble, { error });
    return otherwise;
  }
}
