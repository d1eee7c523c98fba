// Everything that is due for one owner as one message: most important first, with block, time and a way to ask further.

import type { Translate } from '../../core/answer/i18n.ts';
import type { Alert, LoggedEvent } from '../../core/ports/alert.ts';
import type { LinkNews } from '../../core/ports/identities.ts';
import type { Destination, Parcel } from '../../core/ports/outbox.ts';
import type { Action, Block, Reply, RichText } from '../../core/reply/reply.ts';
import { formatLocal } from '../../core/values/local-time.ts';
import { happeningOf, ruleOf } from '../../rules/index.ts';
import { alertWords, type Words, weightOf } from '../../words/alerts.ts';
import { linkNewsWords } from '../../words/links.ts';
import type { TellHow } from './attempt.ts';

/** Keeps a message within one of any platform's. */
const MAX_LINES = 25;
const MAX_BUTTONS = 3;

export interface MessageDeps {
  readonly words: Words;
  /** Lines of the owner's digest, when one is due. */
  readonly digest: (parcel: Parcel, destination: Destination) => Promise<readonly Block[]>;
}

export async function composeMessage(
  { words, digest }: MessageDeps,
  parcel: Parcel,
  destination: Destination,
  { isRepeat, closedTopic }: TellHow,
): Promise<Reply> {
  const { t } = words;
  const news = parcel.alerts.flatMap((alert) => alert.news ?? []);
  const told = parcel.alerts.filter(({ kind }) => kind === 'alert').toSorted((a, b) => weightOf(b) - weightOf(a));
  const events = told.flatMap(({ event }) => event ?? []);
  const notices = parcel.alerts.filter(({ kind }) => kind === 'notice').flatMap(({ text }) => text ?? []);
  if (news.length > 0) return linkMessage(words, { news, notices, isRepeat });
  const hasTest = parcel.alerts.some(({ kind }) => kind === 'test');
  const hasDigest = parcel.alerts.some(({ kind }) => kind === 'digest');
  const blocks: readonly Block[] = [
    ...(closedTopic !== undefined ? [sentence(t('alerts.closedTopic'))] : []),
    ...(isRepeat ? [sentence(t('alerts.repeat'))] : []),
    ...notices.map(sentence),
    ...(hasTest ? [sentence(t('alerts.test'))] : []),
    ...(events.some(({ isOffline }) => isOffline) ? [sentence(t('alerts.offline'))] : []),
    ...eventBlocks(words, events),
    ...(hasDigest ? await digest(parcel, destination) : []),
  ];
  const footer = footerOf(t, events, parcel.preferences.zone);
  return {
    title: titleOf(t, { events: events.length, hasDigest, hasTest }),
    tone: toneOf(events),
    visibility: 'chat',
    blocks,
    actions: closedTopic === undefined ? actionsOf(words, told, destination) : [bringAction(t, closedTopic)],
    ...(footer && { footer }),
  };
}

interface AccountMessage {
  readonly news: readonly LinkNews[];
  readonly notices: readonly string[];
  readonly isRepeat: boolean | undefined;
}

/** News of a link comes by itself: to one side, whatever is due for the list. */
function linkMessage(words: Words, { news, notices, isRepeat }: AccountMessage): Reply {
  const told = news.map((one) => linkNewsWords(words, one));
  return {
    title: (told.length === 1 && told[0]?.title) || words.t('linking.title'),
    tone: news.some(({ kind }) => kind === 'asked') ? 'warning' : 'neutral',
    visibility: 'private',
    blocks: [
      ...(isRepeat ? [sentence(words.t('alerts.repeat'))] : []),
      ...notices.map(sentence),
      ...told.flatMap(({ blocks }) => blocks),
    ],
    actions: told.flatMap(({ actions = [] }) => actions),
  };
}

function sentence(text: RichText): Block {
  return { kind: 'text', text };
}

function titleOf(t: Translate, due: { events: number; hasDigest: boolean; hasTest: boolean }): string {
  if (due.events > 0) return t('alerts.title', { count: due.events });
  if (due.hasDigest) return t('alerts.digest.title');
  return t(due.hasTest ? 'alerts.testTitle' : 'alerts.noticeTitle');
}

function eventBlocks(words: Words, events: readonly LoggedEvent[]): readonly Block[] {
  if (events.length === 0) return [];
  const left = events.length - MAX_LINES;
  const items = events.slice(0, MAX_LINES).map((event) => alertWords(words, event));
  const more = left > 0 ? [sentence(words.t('alerts.more', { count: left }))] : [];
  return [items.length === 1 ? sentence(items[0] ?? '') : { kind: 'list', items }, ...more];
}

function toneOf([first]: readonly LoggedEvent[]): Reply['tone'] {
  const rule = first && ruleOf(first.type);
  if (!rule) return 'neutral';
  if (rule.how === 'event') return happeningOf(first.type)?.told?.tone ?? 'neutral';
  return rule.tones[first.direction ?? 'up'];
}

/** Those about a list say which, for others press them too. */
function actionsOf({ t }: Words, told: readonly Alert[], { to }: Destination): readonly Action[] {
  const [first] = told;
  const whose = to.kind === 'chat' ? { for: 'here' } : {};
  const label = t(`alerts.button.${to.kind === 'chat' ? 'list-here' : 'list'}`);
  const list: Action = { label, command: 'alerts', args: whose };
  if (!first?.event) return [list];
  const { event, id } = first;
  const show: Action =
    ruleOf(event.type)?.subject === 'account'
      ? { label: t('alerts.button.account'), command: 'account', args: { account: event.subject } }
      : { label: t('alerts.button.node', { node: event.subject }), command: 'node', args: { node: event.subject } };
  const why: Action = { label: t('alerts.button.why'), command: 'why', args: { id: String(id), ...whose } };
  return [show, why, list].slice(0, MAX_BUTTONS);
}

function bringAction(t: Translate, topic: string): Action {
  return { label: t('alerts.button.bring'), command: 'bring', args: { topic }, primary: true };
}

/** The newest block speaks for all; sources and doubts are those of any of them. */
function footerOf(t: Translate, events: readonly LoggedEvent[], zone: string): string | undefined {
  const newest = events.toSorted((a, b) => b.blocks.to - a.blocks.to)[0];
  if (!newest) return undefined;
  return [
    ...(newest.isSynthetic ? [t('source.synthetic')] : []),
    t('source.block', { block: newest.blocks.to }),
    formatLocal(zone, newest.times.to),
    ...(events.some(({ isOneSource }) => isOneSource) ? [t('alerts.oneSource')] : []),
  ].join(' · ');
}
