// What is kept of a person, for how long, and how to have it erased.
import { defineCommand } from '../src/core/command/command.ts';

const KEPT = ['settings', 'accounts', 'watches', 'history', 'links', 'messages'] as const;

export default defineCommand({
  name: 'privacy',
  needs: [],
  options: {},
  examples: [''],
  texts: KEPT.map((what) => `commands.privacy.text.kept.${what}`),
  changes: false,
  privacy: 'private',
  async run({ t }) {
    return {
      title: t('commands.privacy.text.title'),
      tone: 'neutral',
      visibility: 'private',
      blocks: [
        { kind: 'text', text: t('commands.privacy.text.intro') },
        { kind: 'list', items: KEPT.map((what) => t(`commands.privacy.text.kept.${what}`)) },
        { kind: 'text', text: t('commands.privacy.text.use') },
        { kind: 'text', text: t('commands.privacy.text.erase') },
      ],
      actions: [
        { label: t('commands.privacy.text.button.show'), command: 'mydata', args: {} },
        { label: t('commands.privacy.text.button.erase'), command: 'forgetme', args: {} },
      ],
      data: { kept: KEPT },
    };
  },
});
