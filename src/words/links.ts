// What is asked before accounts are linked, and what their sides are told, in the same words wherever they read it.
import type { Language } from '../core/command/command.ts';
import type { LinkNews, LinkQuestion, LinkSide } from '../core/ports/identities.ts';
import type { Action, Block, Reply } from '../core/reply/reply.ts';
import { plainText } from '../core/reply/text.ts';
import { platformTitle } from './reach.ts';

type Words = Pick<Language, 't'>;
type Told = Pick<Reply, 'title' | 'blocks' | 'actions'>;

/** What can be done about each piece of news. */
const WAYS_ON: Readonly<Record<Exclude<LinkNews['kind'], 'asked'>, readonly string[]>> = {
  linked: ['alerts', 'unlink'],
  refused: [],
  ended: ['alerts', 'link'],
  erased: ['forgetme', 'mydata'],
  first: ['link'],
  shared: ['mydata'],
  unshared: [],
};

/** Of questions and of news. */
export const LINK_TEXTS: readonly string[] = [
  ...['link', 'first'].flatMap((kind) =>
    ['title', 'means', 'after', 'yes', 'no'].map((key) => `question.${kind}.${key}`),
  ),
  ...['platform', 'id', 'name', 'others'].map((key) => `label.${key}`),
  ...Object.entries(WAYS_ON).flatMap(([kind, ways]) => [`news.${kind}`, ...ways.map((way) => `button.${way}`)]),
].map((key) => `linking.${key}`);

/** The answer to a code, and to whoever has not said yes yet. */
export function linkQuestionReply(words: Words, question: LinkQuestion): Reply {
  const { kind, code, other } = question;
  const { platform, userId, name = null } = other;
  return {
    ...linkQuestionWords(words, question),
    tone: 'warning',
    visibility: 'private',
    data: { asked: kind, code, ...(kind === 'link' && { other: { platform, userId, name } }) },
  };
}

/** Who it is stands as the platform has it, so that a chosen name cannot pass for anything else. */
function linkQuestionWords(words: Words, question: LinkQuestion): Told {
  const { t } = words;
  const { kind, other } = question;
  const platform = platformTitle(words, other.platform);
  const first = platformTitle(words, question.first);
  return {
    title: t(`linking.question.${kind}.title`, { platform }),
    blocks: [
      ...(kind === 'link' ? [sideBlock(words, other, question.others)] : []),
      sentence(t(`linking.question.${kind}.means`, { platform, first })),
      sentence(t(`linking.question.${kind}.after`, { platform, first })),
    ],
    actions: [answerTo(words, question, 'yes'), answerTo(words, question, 'no')],
  };
}

function sideBlock(words: Words, { platform, userId, name }: LinkSide, others: number): Block {
  const { t } = words;
  const field = (key: string, value: string) => {
    return { label: t(`linking.label.${key}`), value: [{ kind: 'code', text: value } as const] };
  };
  return {
    kind: 'fields',
    fields: [
      { label: t('linking.label.platform'), value: platformTitle(words, platform) },
      field('id', plainText(userId, 40)),
      ...(name === undefined ? [] : [field('name', name)]),
      ...(others > 0 ? [{ label: t('linking.label.others'), value: String(others) }] : []),
    ],
  };
}

function answerTo({ t }: Words, { kind, code }: LinkQuestion, set: 'yes' | 'no'): Action {
  return { label: t(`linking.question.${kind}.${set}`), command: 'link', args: { set, code } };
}

export function linkNewsWords(words: Words, news: LinkNews): Told {
  if (news.kind === 'asked') return linkQuestionWords(words, news.question);
  const { t } = words;
  const { kind } = news;
  return {
    title: t('linking.title'),
    blocks: [sentence(t(`linking.news.${kind}`, { platform: platformTitle(words, news.platform) }))],
    actions: WAYS_ON[kind].map((command) => ({ label: t(`linking.button.${command}`), command, args: {} })),
  };
}

function sentence(text: string): Block {
  return { kind: 'text', text };
}
