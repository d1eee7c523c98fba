// A person's settings: the language that Herald answers them in. A new one speaks at once.
import { defineCommand } from '../src/core/command.ts';

const LANGUAGES = ['en', 'zh-CN'] as const;

export default defineCommand({
  name: 'settings',
  options: { language: { kind: 'choice', choices: LANGUAGES } },
  examples: ['', 'en', 'zh-CN'],
  async run({ t: current, texts, people, actor, locale }, { language }) {
    if (language !== undefined) {
      await people.saveSettings(actor, { ...(await people.settings(actor)), locale: language });
    }
    const t = language === undefined ? current : texts(language);
    const inUse = language ?? locale;
    const languageName = (choice: string) => t(`commands.settings.text.name.${choice}`);
    return {
      title: t('commands.settings.text.title'),
      tone: language === undefined ? 'neutral' : 'good',
      visibility: 'private',
      blocks: [
        ...(language === undefined ? [] : [{ kind: 'text', text: t('commands.settings.text.saved') } as const]),
        { kind: 'fields', fields: [{ label: t('commands.settings.text.language'), value: languageName(inUse) }] },
      ],
      actions: LANGUAGES.filter((choice) => choice !== inUse).map((choice) => ({
        label: languageName(choice),
        command: 'settings',
        args: { language: choice },
      })),
      data: { language: inUse },
    };
  },
});
