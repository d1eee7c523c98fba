// What becomes of an update: each chat's in their order, none twice, and none that holds up the others or stops the bot.
import type { Update } from 'telegraf/types';
import { nameArgs } from '../../../core/command/arguments.ts';
import type { Command } from '../../../core/command/command.ts';
import { isChange } from '../../../core/command/effect.ts';
import type { Target } from '../../../core/ports/ids.ts';
import { createLanes } from '../../lanes.ts';
import type { PlatformClock } from '../../platform-clock.ts';
import type { MovedChats } from '../deliver/moved-chats.ts';
import { type About, keyboardOf } from '../render/buttons.ts';
import { renderReply } from '../render/index.ts';
import { type AnswerDeps, type Answers, createAnswers } from './answers.ts';
import { createAskers } from './askers.ts';
import { acceptPress, refusePress } from './callback-queries.ts';
import { type ReadCommandLine, readLine } from './command-text.ts';
import { createInline } from './inline-queries.ts';
import type { Question } from './questions.ts';
import { type Incoming, PLATFORM, readUpdate } from './updates.ts';

export interface InboundDeps extends Omit<AnswerDeps, 'askers'> {
  readonly botId: number;
  readonly movedChats: MovedChats;
  /** By which Telegram's times become ours. */
  readonly clock: Pick<PlatformClock, 'oursAt'>;
}

export interface Inbound {
  /** Returns at once: the next poll waits for it. */
  accept(update: Update): void;
  /** Resolves when everything accepted is answered. */
  idle(): Promise<void>;
}

/** Whose turn it is in, and what to do then; undefined when there is nothing to wait for. */
type Plan = { readonly lane: string; readonly work: () => Promise<void> } | undefined;

export function createInbound(deps: InboundDeps): Inbound {
  const { host, log } = deps;
  const lanes = createLanes();
  const plan = createPlanner(deps);
  const failed = (error: unknown) => log.error('telegram: an update was not handled', { error });
  const once = async ({ update_id: updateId }: Update, work: () => Promise<void>) => {
    const id = `${deps.botId}:${updateId}`; // another bot counts its own
    if (await host.isNew(PLATFORM, id)) await work();
  };
  return {
    accept: (update) => {
      try {
        const incoming = readUpdate(update, deps.botId);
        const planned = incoming && plan(incoming);
        if (planned) lanes.run(planned.lane, () => once(update, planned.work)).catch(failed);
      } catch (error) {
        failed(error);
      }
    },
    idle: lanes.idle,
  };
}

function createPlanner(deps: InboundDeps): (incoming: Incoming) => Plan {
  const askers = createAskers();
  const answers = createAnswers({ ...deps, askers });
  const offerCards = createInline(deps.host, deps.sender);
  const pressDeps = { ...deps, answers, askers };
  return (incoming) => {
    switch (incoming.kind) {
      case 'text':
        return { lane: incoming.place.chatId, work: () => answerText(deps, answers, incoming) };
      case 'press': {
        const work = acceptPress(pressDeps, incoming);
        return work && { lane: laneOf(incoming), work };
      }
      case 'empty-press':
        return refusePress(pressDeps, incoming.queryId, incoming.locale);
      case 'inline':
        return { lane: `inline ${incoming.actor.userId}`, work: offerCards(incoming) };
      case 'membership':
        return { lane: incoming.place.chatId, work: () => noteMembership(deps, incoming) };
      case 'reopened': {
        const { chatId, threadId } = incoming.place;
        const topic: Target = { kind: 'chat', chatId, ...(threadId !== undefined && { threadId }) };
        return { lane: chatId, work: () => deps.host.placeOpened(PLATFORM, topic) };
      }
      case 'moved':
        return { lane: incoming.from, work: () => deps.movedChats.note(incoming.from, incoming.to) };
    }
  };
}

/** Of a press: readers of a channel are shown something of their own, for which they wait for nobody. */
function laneOf({ place, actor }: Kind<'press'>): string {
  return place.kind === 'channel' ? `${place.chatId} ${actor.userId}` : place.chatId;
}

type Kind<K extends Incoming['kind']> = Extract<Incoming, { kind: K }>;

async function answerText(deps: InboundDeps, answers: Answers, asked: Kind<'text'>): Promise<void> {
  const { host, username, clock } = deps;
  const { place, actor, isForeign } = asked;
  const isKnown = (command: string) => host.commands.some(({ name }) => name === command.toLowerCase());
  const line = readLine(asked.text, place.kind, username, isKnown);
  if (!line) return;
  const { command, rest, source } = line;
  const about = place.kind === 'private' ? await aboutOf(deps, line, actor.userId) : undefined;
  const question: Question = {
    ...asked,
    command,
    about,
    writtenAt: clock.oursAt(asked.writtenAt),
    source: isForeign && source === 'typed' ? 'foreign' : source,
    raw: { kind: 'line', text: rest },
  };
  const outcome = await answers.ask(question);
  if (outcome) await answers.show(question, outcome, asked.messageId);
}

/** A link may name any group or channel: one that its reader belongs to is asked about, and none is changed out of sight. */
async function aboutOf(
  { host, members }: InboundDeps,
  line: ReadCommandLine,
  userId: string,
): Promise<About | undefined> {
  const { about, command, rest } = line;
  const called = host.commands.find(({ name }) => name === command.toLowerCase());
  if (!about || !called || mayChange(called, rest)) return undefined;
  return (await members.isMember(about.chatId, userId)) ? about : undefined;
}

function mayChange(command: Command, text: string): boolean {
  try {
    return isChange(command, nameArgs(command.options, { kind: 'line', text }));
  } catch {
    return true;
  }
}

async function noteMembership({ host, messenger }: InboundDeps, membership: Kind<'membership'>): Promise<void> {
  const { place, locale, target, canWrite, isNewInGroup } = membership;
  if (!canWrite) return host.placesClosed(PLATFORM, [target]);
  await host.placeOpened(PLATFORM, target);
  if (!isNewInGroup) return;
  const reply = await host.greeting({ platform: PLATFORM, chatId: place.chatId, kind: place.kind }, locale);
  const keyboard = keyboardOf(reply.actions ?? [], { command: 'start' });
  await messenger.post({ to: place, parts: renderReply(reply), keyboard }, 'answer');
}
