// Sends a test alert the way that every alert goes, so that nobody has to wait for news to know that they will hear of it.
import { defineCommand } from '../src/core/command/command.ts';
import { FOR, listAction, listPrivacy, ownerToChange, requirePosting, visibilityOf } from '../src/words/owner.ts';
import { openPrivately, silenceWords, whereWords } from '../src/words/reach.ts';

export default defineCommand({
  name: 'testalert',
  needs: ['subscriptions', 'identities', 'privately', 'clock'],
  options: { for: FOR },
  examples: ['', 'me'],
  changes: true,
  privacy: (given, place) => listPrivacy(given, place, true),
  async run(context, { for: whom }) {
    const { t, subscriptions, clock } = context;
    const owner = ownerToChange(context, whom);
    requirePosting(context, owner);
    const remarks = await openPrivately(context, owner);
    await subscriptions.enqueueTest(owner, clock.now());
    const silence = await silenceWords(context, owner);
    return {
      tone: 'good',
      visibility: visibilityOf(owner),
      blocks: [
        { kind: 'text', text: t('commands.testalert.text.sent', { where: await whereWords(context, owner) }) },
        ...[...remarks, ...silence].map((text) => ({ kind: 'text', text }) as const),
      ],
      actions: [listAction(context, owner)],
      data: { sent: true },
    };
  },
});
