// All that can be set, for a person and for a chat: the language. A new one speaks at once. Which there are, each by the name
// that it calls itself, is known at the start.

import { UserError } from '../src/core/answer/errors.ts';
import type { LanguageChoices } from '../src/core/answer/languages.ts';
import { type Asked, defineCommand, type Given } from '../src/core/command/command.ts';
import { runsPlace } from '../src/core/command/place.ts';
import type { Action, Reply } from '../src/core/reply/reply.ts';

interface Languages {
  readonly mine: string;
  /** Of the group; undefined in a private chat. */
  readonly chat: { readonly locale: string | undefined } | undefined;
}

const needs = ['people', 'chats'] as const;
type Context = Given<typeof needs>;

export default (languages: LanguageChoices) =>
  defineCommand({
    name: 'settings',
    needs,
    options: {
      language: { kind: 'choice', ...languages },
      for: { kind: 'choice', choices: ['me', 'chat'] },
    },
    examples: ['', ...languages.choices, `${languages.choices.at(-1)} chat`],
    changes: ({ language }) => language !== undefined,
    privacy: ({ language, for: whom }, place) => {
      const isSaid = language !== undefined && whom === 'chat' && place.chat.kind !== 'private';
      return isSaid && runsPlace(place) ? 'chat' : 'private';
    },
    async run(context, { language, for: whom }) {
      const isForChat = whom === 'chat' && context.chat.kind !== 'private';
      if (language !== undefined) await (isForChat ? saveForChat(context, language) : saveForMe(context, language));
      const said = isForChat ? 'commands.settings.text.savedChat' : 'commands.settings.text.saved';
      const speaking = language === undefined ? context : { ...context, t: context.texts(language) };
      const reply = show(speaking, await languagesOf(context));
      if (language === undefined) return reply;
      return {
        ...reply,
        tone: 'good',
        visibility: isForChat ? 'chat' : 'private',
        blocks: [{ kind: 'text', text: speaking.t(said) }, ...reply.blocks],
      };
    },
  });

async function saveForMe({ people, actor }: Context, locale: string): Promise<void> {
  await people.saveSettings(actor, { ...(await people.settings(actor)), locale });
}

async function saveForChat({ chats, chat, isChatAdmin }: Context, locale: string): Promise<void> {
  if (!runsPlace({ chat, isChatAdmin })) throw new UserError('errors.not-allowed.chat-admin');
  await chats.saveSettings(chat, { ...(await chats.settings(chat)), locale });
}

/** Without one of their own, people are spoken to in the chat's language or in what the platform says of them. */
async function languagesOf({ people, chats, actor, chat, locale }: Context): Promise<Languages> {
  const own = (await people.settings(actor)).locale;
  if (chat.kind === 'private') return { mine: own ?? locale, chat: undefined };
  const { locale: ofChat } = await chats.settings(chat);
  return { mine: own ?? ofChat ?? locale, chat: { locale: ofChat } };
}

function show(asked: Asked, { mine, chat }: Languages): Reply {
  const { t, texts, locales } = asked;
  const nameOf = (locale: string) => texts(locale)('language.name');
  const others = (inUse: string | undefined) => locales.filter((locale) => locale !== inUse);
  const ofChat = chat?.locale === undefined ? t('commands.settings.text.notSet') : nameOf(chat.locale);
  /** Where there is only one to set something for, it need not be said. */
  const button = (language: string, whom: 'me' | 'chat' | undefined): Action => ({
    label: whom ? t(`commands.settings.text.button.${whom}`, { language: nameOf(language) }) : nameOf(language),
    command: 'settings',
    args: { language, ...(whom && { for: whom }) },
  });
  return {
    title: t('commands.settings.text.title'),
    tone: 'neutral',
    visibility: 'private',
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: t('commands.settings.text.language'), value: nameOf(mine) },
          ...(chat ? [{ label: t('commands.settings.text.chatLanguage'), value: ofChat }] : []),
        ],
      },
    ],
    actions: [
      ...others(mine).map((language) => button(language, chat && 'me')),
      ...(chat && runsPlace(asked) ? others(chat.locale).map((language) => button(language, 'chat')) : []),
    ],
    data: { language: mine, chatLanguage: chat?.locale ?? null },
  };
}
