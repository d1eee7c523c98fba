// This side leaves the link: it keeps what it made, and so do the others.
import { defineCommand } from '../src/core/command/command.ts';
import { platformTitle, silenceWords } from '../src/words/reach.ts';

export default defineCommand({
  name: 'unlink',
  needs: ['identities', 'subscriptions', 'clock'],
  options: {},
  examples: [''],
  changes: true,
  privacy: 'private',
  async run(context) {
    const { t, identities, actor, clock } = context;
    const isLeft = await identities.unlink(actor, clock.now());
    const platform = platformTitle(context, actor.platform);
    // Silence was shared too, and goes on.
    const silence = isLeft ? await silenceWords(context, { kind: 'person', person: actor }) : [];
    const text = isLeft ? t('commands.unlink.text.done', { platform }) : t('commands.unlink.text.nothing');
    return {
      tone: isLeft ? 'good' : 'neutral',
      visibility: 'private',
      blocks: [text, ...silence].map((sentence) => ({ kind: 'text', text: sentence }) as const),
      actions: [
        ...(isLeft ? [{ label: t('watching.button.list'), command: 'alerts', args: {} }] : []),
        { label: t('commands.unlink.text.again'), command: 'link', args: {} },
      ],
      data: { unlinked: isLeft },
    };
  },
});
