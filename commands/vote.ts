// Where and how to vote, with the rules that apply.

import { defineCommand } from '../src/core/command/command.ts';
import { ifAvailable } from '../src/core/ports/outage.ts';
import { NAMERS } from '../src/core/ports/project-facts.ts';
import { formatWhole } from '../src/core/values/amount.ts';
import { formatDuration } from '../src/core/values/duration.ts';
import { formatPercent } from '../src/core/values/percent.ts';
import { CHAIN_VOTERS_SHARE } from '../src/election/rewards/chain-model.ts';
import { sourceLine } from '../src/words/source-line.ts';
import { votingNote } from '../src/words/today.ts';

export default defineCommand({
  name: 'vote',
  needs: ['chain', 'facts'],
  options: {},
  examples: [''],
  texts: NAMERS.map((namer) => `commands.vote.text.namedBy.${namer}`),
  changes: false,
  privacy: 'chat',
  async run(context) {
    const { t, locale, chain, facts } = context;
    const { asOf, votingChannels } = facts.links;
    const reading = await ifAvailable(chain.standings());
    const unfreezeSeconds = reading?.value.unfreezeSeconds;
    const threshold = reading && formatWhole(reading.value.threshold);
    return {
      title: t('commands.vote.text.title'),
      tone: 'neutral',
      visibility: 'chat',
      blocks: [
        {
          kind: 'list',
          items: [
            t('commands.vote.text.oneVote'),
            unfreezeSeconds === undefined
              ? t('commands.vote.text.unfreezeAway')
              : t('commands.vote.text.unfreeze', { span: formatDuration(unfreezeSeconds * 1000, locale) }),
            ...(threshold ? [t('commands.vote.text.elects', { threshold })] : []),
            t('commands.vote.text.dividend', { share: formatPercent(CHAIN_VOTERS_SHARE) }),
          ],
        },
        { kind: 'text', text: votingNote(t, facts.today) },
        { kind: 'text', text: [{ kind: 'bold', text: t('commands.vote.text.channels', { asOf }) }] },
        {
          kind: 'list',
          items: votingChannels.map(({ name, namedBy }) => t(`commands.vote.text.namedBy.${namedBy}`, { name })),
        },
        { kind: 'text', text: t('commands.vote.text.exchange') },
      ],
      actions: [
        { label: t('commands.vote.text.where'), command: 'where', args: {} },
        { label: t('commands.vote.text.program'), command: 'program', args: {} },
      ],
      ...(reading && { footer: sourceLine(context, reading) }),
      data: { unfreezeSeconds: unfreezeSeconds ?? null, asOf, channels: votingChannels },
    };
  },
});
