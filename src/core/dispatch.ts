// From an invocation to its reply: finds the command, the language and the arguments, runs it, and answers whatever happens.
import type { Command, CommandContext, Options } from './command.ts';
import { createComplete } from './complete.ts';
import { UserError } from './errors.ts';
import { type Call, explainError, notice } from './explain-error.ts';
import type { Translate, Translator } from './i18n.ts';
import { type NamedArgs, nameArgs, readArgs } from './parse-args.ts';
import type { AdapterHost, Invocation, Outcome, RawArgs } from './platform.ts';
import type { Log } from './ports.ts';
import type { Reply } from './reply.ts';
import { fold, nearest, plainText } from './text.ts';

type World = Pick<CommandContext, 'commands' | 'chain' | 'people' | 'clock' | 'names' | 'facts' | 'version'>;

export interface HostDeps extends World {
  readonly translator: Translator;
  /** "platform:userId" of those who may call commands for owners. */
  readonly owners: readonly string[];
  readonly log: Log;
}

export function createHost(deps: HostDeps): AdapterHost {
  return {
    commands: deps.commands,
    locales: deps.translator.locales,
    texts: (locale) => textsOf(deps, locale),
    answer: (invocation) => answer(deps, invocation),
    complete: createComplete(deps),
  };
}

async function answer(deps: HostDeps, invocation: Invocation): Promise<Outcome> {
  const locale = await chooseLocale(deps, invocation);
  const context = createContext(deps, invocation, locale);
  const name = fold(invocation.command);
  const command = deps.commands.find((known) => known.name === name);
  if (command === undefined) return { kind: 'mistake', reply: unknownCommand(deps, invocation, context.t), locale };
  let call: Call | undefined;
  try {
    if (!isAllowed(command, invocation, deps)) throw new UserError(`errors.not-allowed.${command.access}`);
    call = { command, given: {} };
    call = { command, given: nameArgs(command.options, invocation.raw) };
    const reply = await command.run(context, readArgs(command.options, call.given));
    return { kind: 'answered', reply, locale };
  } catch (error) {
    return { ...explainError(error, context.t, call, deps.log), locale };
  }
}

function createContext(
  { translator, owners, log, ...world }: HostDeps,
  invocation: Invocation,
  locale: string,
): CommandContext {
  const { actor, chat } = invocation;
  const texts = (other: string) => textsOf({ translator }, other);
  return { ...world, t: texts(locale), texts, locale, locales: translator.locales, actor, chat };
}

function textsOf({ translator }: Pick<HostDeps, 'translator'>, locale: string): Translate {
  return translator.for(translator.nearest(locale));
}

/** The language that the person chose, else the nearest to the platform's hint. A store in trouble is no reason not to answer. */
async function chooseLocale({ people, translator, log }: HostDeps, { actor, locale }: Invocation): Promise<string> {
  try {
    return translator.nearest((await people.settings(actor)).locale ?? locale);
  } catch (error) {
    log.warn('settings could not be read', { error });
    return translator.nearest(locale);
  }
}

function isAllowed({ access }: Command, { actor, chat, isChatAdmin }: Invocation, { owners }: HostDeps): boolean {
  if (access === 'owner') return owners.includes(`${actor.platform}:${actor.userId}`);
  return access !== 'chat-admin' || isChatAdmin || chat.kind === 'private';
}

function unknownCommand(deps: HostDeps, invocation: Invocation, t: Translate): Reply {
  const name = plainText(invocation.command, 40);
  if (name === '') return notice('warning', [t('errors.empty')]);
  const allowed = new Map(
    deps.commands.filter((command) => isAllowed(command, invocation, deps)).map((command) => [command.name, command]),
  );
  const meant = nearest(name, [...allowed.keys()], 3);
  const lines = [t('errors.unknown-command', { name })];
  if (meant.length > 0) lines.push(t('errors.did-you-mean', { names: meant.join(', ') }));
  const actions = meant.map((near) => {
    return { label: near, command: near, args: keepArgs(allowed.get(near)?.options ?? {}, invocation.raw) };
  });
  return notice('warning', lines, actions);
}

/** What was written after a mistyped name, as far as the meant command takes it. */
function keepArgs(options: Options, raw: RawArgs): NamedArgs {
  try {
    return nameArgs(options, raw);
  } catch {
    return {};
  }
}
