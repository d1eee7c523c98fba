// Erases everything of the one who asks, on all linked platforms, once they have said so twice.
import { defineCommand, type Given } from '../src/core/command/command.ts';
import type { Reply } from '../src/core/reply/reply.ts';
import { platformTitle } from '../src/words/reach.ts';

const needs = ['identities'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'forgetme',
  needs,
  options: { sure: { kind: 'choice', choices: ['yes'] } },
  examples: ['', 'yes'],
  changes: true,
  privacy: 'private',
  asksFirst: true,
  run: (context, { sure }) => (sure === 'yes' ? forget(context) : ask(context)),
});

async function ask(context: Context): Promise<Reply> {
  const { t, identities, actor } = context;
  const linked = await identities.linked(actor);
  const platforms = (linked.length > 0 ? linked : [actor]).map(({ platform }) => platformTitle(context, platform));
  return {
    title: t('commands.forgetme.text.title'),
    tone: 'warning',
    visibility: 'private',
    blocks: [
      { kind: 'text', text: t('commands.forgetme.text.ask', { platforms: platforms.join(t('watching.comma')) }) },
      { kind: 'text', text: t('commands.forgetme.text.groups') },
    ],
    actions: [
      { label: t('commands.forgetme.text.button.sure'), command: 'forgetme', args: { sure: 'yes' } },
      { label: t('commands.forgetme.text.button.show'), command: 'mydata', args: {} },
    ],
    data: { erased: false },
  };
}

async function forget({ t, identities, actor }: Context): Promise<Reply> {
  await identities.forget(actor);
  return {
    tone: 'good',
    visibility: 'private',
    blocks: [{ kind: 'text', text: t('commands.forgetme.text.done') }],
    data: { erased: true },
  };
}
