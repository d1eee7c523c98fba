// "Where is my IOST, and can it vote?": the places where tokens of that name are, and which of them the election counts.
import { defineCommand } from '../src/core/command/command.ts';
import { othersNote, paidNote, runsNote, TODAY_TEXTS } from '../src/words/today.ts';

export default defineCommand({
  name: 'where',
  needs: ['facts'],
  options: {},
  examples: [''],
  texts: TODAY_TEXTS,
  changes: false,
  privacy: 'chat',
  async run({ t, facts: { today } }) {
    const { others, chain, asOf } = today;
    return {
      title: t('commands.where.text.title'),
      tone: 'neutral',
      visibility: 'chat',
      blocks: [
        {
          kind: 'list',
          items: [
            t('commands.where.text.chain', { chainId: chain.chainId }),
            ...others.map(({ id, since }) => t(`today.other.${id}`, { since })),
            t('commands.where.text.exchange'),
          ],
        },
        { kind: 'text', text: t('commands.where.text.check') },
        { kind: 'text', text: runsNote(t, today) },
        { kind: 'text', text: paidNote(t, today) },
      ],
      actions: [
        { label: t('commands.where.text.button.vote'), command: 'vote', args: {} },
        { label: t('commands.where.text.button.links'), command: 'links', args: {} },
      ],
      footer: t('commands.where.text.asOf', { asOf }),
      data: {
        asOf,
        canVote: [{ chainId: chain.chainId, block: chain.block, seen: chain.seen, source: chain.source }],
        cannotVote: others.map(({ id, since }) => ({ id, since })),
        note: othersNote(t, today),
      },
    };
  },
});
