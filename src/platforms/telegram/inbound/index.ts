// What becomes of an update: each chat's in their order, none twice, and none that holds up the others or stops the bot.
import type { Update } from 'telegraf/types';
import { createLanes } from '../../lanes.ts';
import type { MovedChats } from '../deliver/moved-chats.ts';
import { keyboardOf } from '../render/buttons.ts';
import { renderReply } from '../render/index.ts';
import { type AnswerDeps, type Answers, createAnswers } from './answers.ts';
import { acceptPress, refusePress } from './callback-queries.ts';
import { readLine } from './command-text.ts';
import { createInline } from './inline-queries.ts';
import { type Incoming, PLATFORM, readUpdate } from './updates.ts';

export interface InboundDeps extends AnswerDeps {
  readonly botId: number;
  readonly movedChats: MovedChats;
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
        const incoming = readUpdate(update);
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
  const answers = createAnswers(deps);
  const offerCards = createInline(deps.host, deps.sender);
  const pressDeps = { ...deps, answers };
  return (incoming) => {
    switch (incoming.kind) {
      case 'text':
        return { lane: incoming.place.chatId, work: () => answerText(deps, answers, incoming) };
      case 'press': {
        const work = acceptPress(pressDeps, incoming);
        return work && { lane: incoming.place.chatId, work };
      }
      case 'empty-press':
        return refusePress(pressDeps, incoming.queryId, incoming.locale);
      case 'inline':
        return { lane: `inline ${incoming.actor.userId}`, work: offerCards(incoming) };
      case 'joined':
        return { lane: incoming.place.chatId, work: () => greet(deps, incoming) };
      case 'moved':
        return { lane: incoming.from, work: () => deps.movedChats.note(incoming.from, incoming.to) };
    }
  };
}

type Kind<K extends Incoming['kind']> = Extract<Incoming, { kind: K }>;

async function answerText({ host, username }: InboundDeps, answers: Answers, asked: Kind<'text'>): Promise<void> {
  const isKnown = (command: string) => host.commands.some(({ name }) => name === command.toLowerCase());
  const line = readLine(asked.text, asked.place.kind, username, isKnown);
  if (!line) return;
  const { command, rest, source } = line;
  const question = { ...asked, command, source, raw: { kind: 'line', text: rest } as const };
  const outcome = await answers.ask(question);
  if (outcome) await answers.show(question, outcome, asked.messageId);
}

async function greet({ host, messenger }: InboundDeps, { place, locale }: Kind<'joined'>): Promise<void> {
  const reply = await host.greeting({ platform: PLATFORM, chatId: place.chatId, kind: place.kind }, locale);
  const keyboard = keyboardOf(reply.actions ?? [], { command: 'start' });
  await messenger.post({ to: place, parts: renderReply(reply), keyboard }, 'answer');
}
