// The core as adapters see it: answers, greetings and completions, and what adapters report. Nothing here throws.

import { createComplete } from '../command/completion.ts';
import { createFindCommand } from '../command/lookup.ts';
import type { PersonKey } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import type { AdapterEvent, AdapterHost, Invocation, Outcome } from '../ports/platform.ts';
import type { UpdateStore } from '../ports/updates.ts';
import { type AnswerDeps, answer, slowDown, type World } from './answer.ts';
import { createStandingsAtHand } from './at-hand.ts';
import { greetingIn } from './greeting.ts';
import type { Translate, Translator } from './i18n.ts';
import { chooseLocale } from './locale.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';

/** One answered invocation, for measuring; there are only so many different values of each label. */
export interface Answered {
  /** "unknown" when there is no such command. */
  readonly command: string;
  readonly platform: string;
  readonly kind: Outcome['kind'];
  /** From the invocation to its outcome. */
  readonly ms: number;
}

export interface HostDeps extends World {
  readonly translator: Translator;
  readonly updates: UpdateStore;
  /** "platform:userId" of those who may call commands for owners. */
  readonly owners: readonly string[];
  readonly log: Log;
  /** What adapters tell of themselves. Must not throw. */
  readonly onEvent?: (platform: string, event: AdapterEvent) => void;
  /** Must not throw. */
  readonly onOutcome?: (answered: Answered) => void;
}

interface Desk extends AnswerDeps {
  readonly rateLimit: RateLimit;
}

export function createHost({ updates, onEvent, onOutcome, ...world }: HostDeps): AdapterHost {
  const { commands, translator, chats, clock, log } = world;
  const atHand = createStandingsAtHand(world.chain);
  const greeting = async (t: Translate) => greetingIn(t, await atHand());
  const find = createFindCommand(commands, translator);
  const desk: Desk = { ...world, greeting, find, rateLimit: createRateLimit(clock) };
  return {
    commands,
    locales: translator.locales,
    texts: (locale) => translator.for(translator.nearest(locale)),
    answer: async (invocation) => {
      const start = performance.now();
      const outcome = await receive(desk, invocation);
      const { platform } = invocation.actor;
      const command = find(invocation.command)?.name ?? 'unknown';
      onOutcome?.({ command, platform, kind: outcome.kind, ms: performance.now() - start });
      return outcome;
    },
    complete: createComplete({ commands, names: world.names, atHand }),
    greeting: async (chat, locale) =>
      greeting(translator.for(await chooseLocale(world, { chat, ...(locale !== undefined && { locale }) }))),
    isNew: (platform, updateId) =>
      orElse(true, log, 'update not noted', () => updates.add(platform, updateId, clock.now())),
    chatMoved: (platform, from, to) =>
      orElse(undefined, log, 'chat not moved', () => chats.move({ platform, chatId: from }, { platform, chatId: to })),
    report: (platform, event) => onEvent?.(platform, event),
  };
}

async function receive(desk: Desk, invocation: Invocation): Promise<Outcome> {
  const refusal = desk.rateLimit(invocation);
  const locale = await chooseLocale(desk, invocation);
  const t = desk.translator.for(locale);
  if (refusal) return slowDown(refusal, t, locale);
  // Before the answer, which may be that the person is forgotten.
  const isStranger = !invocation.isPreview && (await meet(desk, invocation.actor));
  const outcome = await answer(desk, invocation, locale);
  const greetsItself = desk.find(invocation.command)?.name === 'start';
  if (!isStranger || greetsItself) return outcome;
  return { ...outcome, welcome: { ...(await desk.greeting(t)), visibility: 'private' } };
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
