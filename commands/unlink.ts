// Takes this platform out of the link; the list stays with the others.
import { defineCommand } from '../src/core/command/command.ts';
import { platformTitle } from '../src/words/reach.ts';

export default defineCommand({
  name: 'unlink',
  needs: ['identities'],
  options: {},
  examples: [''],
  changes: true,
  privacy: 'private',
  async run(context) {
    const { t, identities, actor } = context;
    const isLeft = await identities.unlink(actor);
    const platform = platformTitle(context, actor.platform);
    const text = isLeft ? t('commands.unlink.text.done', { platform }) : t('commands.unlink.text.nothing');
    return {
      tone: isLeft ? 'good' : 'neutral',
      visibility: 'private',
      blocks: [{ kind: 'text', text }],
      actions: [{ label: t('commands.unlink.text.again'), command: 'link', args: {} }],
      data: { unlinked: isLeft },
    };
  },
});
