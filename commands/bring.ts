// The list of a topic that takes no messages any more goes on where this is pressed: the button under what could not be said
// in the topic.
import { UserError } from '../src/core/answer/errors.ts';
import { defineCommand } from '../src/core/command/command.ts';
import { listAction, ownerToChange } from '../src/words/owner.ts';

export default defineCommand({
  name: 'bring',
  needs: ['chats', 'subscriptions'],
  options: { topic: { kind: 'text', required: true, maxLength: 20 } },
  examples: [],
  changes: true,
  privacy: 'chat',
  isHidden: true,
  async run(context, { topic }) {
    const { t, chats, subscriptions } = context;
    const owner = ownerToChange(context, 'here', 'nothing');
    if (owner.kind === 'person' || owner.chat.threadId === topic) throw new UserError('commands.bring.text.nothing');
    if (!(await chats.bring(owner.chat, topic))) throw new UserError('commands.bring.text.nothing');
    const { length: count } = await subscriptions.list(owner);
    return {
      tone: 'good',
      visibility: 'chat',
      blocks: [{ kind: 'text', text: t('commands.bring.text.done', { count }) }],
      actions: [listAction(context, owner)],
    };
  },
});
