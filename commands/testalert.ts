// Sends a test alert the way that every alert goes, so that nobody has to wait for news to know that they will hear of it.
import { defineCommand } from '../src/core/command/command.ts';
import { listPrivacy } from '../src/core/command/effect.ts';
import { ownerToChange, requirePosting, visibilityOf } from '../src/words/owner.ts';
import { silenceWords, whereWords } from '../src/words/reach.ts';

export default defineCommand({
  name: 'testalert',
  needs: ['subscriptions', 'identities', 'clock'],
  options: {},
  examples: [''],
  changes: true,
  privacy: listPrivacy,
  async run(context) {
    const { t, subscriptions, clock } = context;
    const owner = ownerToChange(context);
    requirePosting(context);
    await subscriptions.enqueueTest(owner, clock.now());
    const silence = await silenceWords(context, owner);
    return {
      tone: 'good',
      visibility: visibilityOf(context),
      blocks: [
        { kind: 'text', text: t('commands.testalert.text.sent', { where: await whereWords(context, owner) }) },
        ...silence.map((text) => ({ kind: 'text', text }) as const),
      ],
      actions: [{ label: t('watching.button.list'), command: 'alerts', args: {} }],
      data: { sent: true },
    };
  },
});
