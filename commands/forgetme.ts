// Erases everything of the account that asks. Those that it is linked with keep what is theirs, and are told.
import { defineCommand } from '../src/core/command/command.ts';
import type { Block } from '../src/core/reply/reply.ts';
import { platformTitle } from '../src/words/reach.ts';

export default defineCommand({
  name: 'forgetme',
  needs: ['identities', 'clock'],
  options: {},
  examples: [''],
  changes: true,
  privacy: 'private',
  asksFirst: true,
  async question(context) {
    const { t, identities, actor } = context;
    const title = (platform: string) => platformTitle(context, platform);
    const others = (await identities.linked(actor)).filter(
      ({ platform, userId }) => platform !== actor.platform || userId !== actor.userId,
    );
    const platforms = others.map(({ platform }) => title(platform)).join(t('watching.comma'));
    return {
      title: t('commands.forgetme.text.title'),
      blocks: [
        sentence(t('commands.forgetme.text.ask', { platform: title(actor.platform) })),
        ...(others.length > 0 ? [sentence(t('commands.forgetme.text.linked', { platforms }))] : []),
        sentence(t('commands.forgetme.text.groups')),
      ],
    };
  },
  async run({ t, identities, actor, clock }) {
    await identities.forget(actor, clock.now());
    return {
      tone: 'good',
      visibility: 'private',
      blocks: [sentence(t('commands.forgetme.text.done'))],
      data: { erased: true },
    };
  },
});

function sentence(text: string): Block {
  return { kind: 'text', text };
}
