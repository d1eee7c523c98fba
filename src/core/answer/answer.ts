// From an invocation to its outcome: finds the command, the language and the arguments, runs it, and answers whatever
// happens. Everything is checked at every call, for a button's call can be forged as well as a typed line.

import { nameArgs, readArgs } from '../command/arguments.ts';
import { resolveCalls } from '../command/call-words.ts';
import type { Args, Asked, Command, Options } from '../command/command.ts';
import { isChange, privacyOf } from '../command/effect.ts';
import { type FindCommand, listed } from '../command/lookup.ts';
import type { NamedArgs } from '../command/named-args.ts';
import { runsPlace } from '../command/place.ts';
import { usageLine } from '../command/usage.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Invocation, Outcome, RawArgs } from '../ports/platform.ts';
import type { Services } from '../ports/services.ts';
import type { Reply } from '../reply/reply.ts';
import { plainText } from '../reply/text.ts';
import { formatDuration } from '../values/duration.ts';
import { nearest } from '../values/nearest.ts';
import type { ZoneSearch } from '../values/zone-names.ts';
import type { Confirmations } from './confirmations.ts';
import { type Call, explainError, notice } from './error-reply.ts';
import { UserError } from './errors.ts';
import type { Translate, Translator } from './i18n.ts';
import { questionReply } from './question.ts';
import type { Refusal } from './rate-limit.ts';
import type { SharedReplies } from './shared-replies.ts';
import { ageOf, isOwnWord, verdictOf } from './word.ts';

/** Said to whoever is not answered. */
export const REFUSALS = [
  'errors.too-fast.person',
  'errors.too-fast.chat',
  'errors.not-allowed.chat-admin',
  'errors.not-allowed.owner',
] as const;

const MAX_NAME_LENGTH = 60;

export interface AnswerDeps {
  readonly commands: readonly Command[];
  readonly translator: Translator;
  /** "platform:userId" of those who operate the bot. */
  readonly owners: readonly string[];
  readonly log: Log;
  readonly find: FindCommand;
  readonly shared: SharedReplies;
  readonly zones: ZoneSearch;
  readonly confirmations: Confirmations;
  /** The command that does what was asked about. */
  readonly confirm: Command | undefined;
  readonly clock: Clock;
  /** Those that the command needs, and no others. */
  readonly servicesOf: (command: Command) => Services;
}

/** In the language of the context; never throws. */
export async function answer(deps: AnswerDeps, invocation: Invocation, locale: string): Promise<Outcome> {
  const { reply, ...outcome } = await found(deps, invocation, locale);
  return { ...outcome, reply: resolveCalls(reply, invocation.callStyle ?? 'line', deps.commands) };
}

async function found(deps: AnswerDeps, invocation: Invocation, locale: string): Promise<Outcome> {
  const asked = askedBy(deps, invocation, locale);
  const command = deps.find(invocation.command);
  if (command === undefined) return { kind: 'mistake', reply: unknownCommand(deps, invocation, asked), locale };
  let call: Call | undefined;
  try {
    if (!isAllowed(command, invocation, deps)) throw new UserError(`errors.not-allowed.${command.access}`);
    call = { command, given: {} };
    call = { command, given: nameArgs(command.options, invocation.raw) };
    return { ...(await (command.confirms ? confirmed : weighed)(deps, call, asked, invocation)), locale };
  } catch (error) {
    return { ...explainError(error, asked, call, deps.log), locale };
  }
}

type Answer = Pick<Outcome, 'kind' | 'reply'>;

/** Runs it when it is this person's word, and asks or says no when it is not. */
async function weighed(deps: AnswerDeps, call: Call, asked: Asked, invocation: Invocation): Promise<Answer> {
  const verdict = verdictOf(call, invocation, ageOf(invocation, deps.clock.now()));
  if (verdict.kind === 'over') return { kind: 'mistake', reply: notice('warning', [asked.t('asking.over')]) };
  const { command } = call;
  const meant = { command, given: verdict.given };
  // Checked now, so that nobody is asked about what cannot be done.
  const args = argsOf(deps, meant, asked);
  if (verdict.kind === 'run') {
    const isHeard = !isChange(command, meant.given) || (await willHear(invocation));
    return isHeard ? { kind: 'answered', reply: await run(deps, meant, asked, args) } : tooLate(asked);
  }
  const own = await command.question?.({ ...deps.servicesOf(command), ...asked }, args);
  return { kind: 'asked', reply: questionReply(asked, meant, verdict.why, own, deps) };
}

/** Does what was asked about, once; a link that asks for it is no press. */
async function confirmed(deps: AnswerDeps, { given }: Call, asked: Asked, invocation: Invocation): Promise<Answer> {
  // Before it is taken out, so that whoever was too late can press again.
  if (!(await willHear(invocation))) return tooLate(asked);
  const waiting = isOwnWord(invocation) ? deps.confirmations.take(invocation, given.id ?? '') : undefined;
  const command = waiting && deps.find(waiting.command);
  if (!command || !isAllowed(command, invocation, deps)) {
    return { kind: 'mistake', reply: notice('warning', [asked.t('asking.gone')]) };
  }
  const call = { command, given: waiting.given };
  return { kind: 'answered', reply: await run(deps, call, asked, argsOf(deps, call, asked)) };
}

function willHear(invocation: Invocation): Promise<boolean> {
  return invocation.willHear?.() ?? Promise.resolve(true);
}

function tooLate({ t }: Asked): Answer {
  return { kind: 'ignored', reply: notice('warning', [t('asking.late')]) };
}

/** Throws UserError. */
function argsOf({ zones }: AnswerDeps, { command, given }: Call, { known }: Asked): Args<Options> {
  return readArgs(command.options, given, { zones, known });
}

async function run(deps: AnswerDeps, { command, given }: Call, asked: Asked, args: Args<Options>): Promise<Reply> {
  const { shared, servicesOf } = deps;
  const make = () => command.run({ ...servicesOf(command), ...asked }, args);
  const reply = await (command.isShared ? shared([command.name, asked.locale, given, asked.isTextOnly], make) : make());
  // What was declared holds whatever the reply says: a platform has promised it.
  return privacyOf(command, given, asked) === 'private' ? { ...reply, visibility: 'private' } : reply;
}

/** For one who asks too fast: how long to wait. */
export function slowDown({ of, waitMs, isRepeated }: Refusal, t: Translate, locale: string): Outcome {
  const span = formatDuration(Math.ceil(waitMs / 1_000) * 1_000, locale);
  const reply = notice('warning', [t(`errors.too-fast.${of}`, { span })]);
  return { kind: isRepeated ? 'ignored' : 'too-fast', reply, locale };
}

function askedBy({ commands, translator, owners }: AnswerDeps, invocation: Invocation, locale: string): Asked {
  const {
    actor,
    chat,
    isChatAdmin,
    isAnonymous = false,
    privateUrl,
    known = {},
    isTextOnly = false,
    callStyle = 'line',
  } = invocation;
  const actorName = plainText(invocation.actorName ?? '', MAX_NAME_LENGTH);
  const texts = (other: string) => translator.for(translator.nearest(other));
  return {
    t: texts(locale),
    texts,
    locale,
    locales: translator.locales,
    actor,
    ...(actorName !== '' && { actorName }),
    chat,
    isChatAdmin,
    isAnonymous,
    isOwner: isOwner(invocation, owners),
    ...(privateUrl !== undefined && { privateUrl }),
    known,
    isTextOnly,
    callStyle,
    commands,
  };
}

function isOwner({ actor }: Invocation, owners: readonly string[]): boolean {
  return owners.includes(`${actor.platform}:${actor.userId}`);
}

function isAllowed({ access }: Command, invocation: Invocation, { owners }: AnswerDeps): boolean {
  if (access === 'owner') return isOwner(invocation, owners);
  return access !== 'chat-admin' || runsPlace(invocation);
}

function unknownCommand(deps: AnswerDeps, invocation: Invocation, { t, callStyle }: Asked): Reply {
  const name = plainText(invocation.command, 40);
  const help = deps.find('help');
  const usage = help ? [t('errors.usage', { usage: usageLine(help, callStyle) })] : [];
  if (name === '') return notice('warning', [t('errors.empty'), ...usage]);
  const allowed = new Map(
    listed(deps.commands)
      .filter((command) => isAllowed(command, invocation, deps))
      .map((command) => [command.name, command]),
  );
  const meant = nearest(name, [...allowed.keys()], 3);
  const lines = [t('errors.unknown-command', { name })];
  if (meant.length > 0) lines.push(t('errors.did-you-mean', { names: meant.join(', ') }));
  const actions = meant.map((near) => {
    return { label: near, command: near, args: keepArgs(allowed.get(near)?.options ?? {}, invocation.raw) };
  });
  return notice('warning', [...lines, ...usage], actions);
}

/** What was written after a mistyped name, as far as the meant command takes it. */
function keepArgs(options: Options, raw: RawArgs): NamedArgs {
  try {
    return nameArgs(options, raw);
  } catch {
    return {};
  }
}
