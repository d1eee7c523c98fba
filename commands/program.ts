// The reward programme as it was published: the yearly pool, how it is shared, and which version of the rules says so.

import { defineCommand } from '../src/core/command/command.ts';
import { type Amount, amountFromDecimal, amountToDecimal, formatWhole } from '../src/core/values/amount.ts';
import { formatPercent } from '../src/core/values/percent.ts';

const PARTS = ['blocks', 'votes', 'contribution'] as const;
const WHOLE = amountFromDecimal('1');

export default defineCommand({
  name: 'program',
  needs: ['facts'],
  options: {},
  examples: [''],
  texts: PARTS.map((part) => `commands.program.text.part.${part}`),
  changes: false,
  privacy: 'chat',
  async run({ t, facts }) {
    const { topTierResults = [], ...rules } = facts.rewardRules;
    const { yearlyPool, shares, votersShare, threshold, version, source, date } = rules;
    const total = amountFromDecimal(yearlyPool.total);
    const parts = PARTS.map((part) => ({ part, share: shares[part], amount: portion(total, shares[part]) }));
    const whole = (decimal: string) => formatWhole(amountFromDecimal(decimal));
    return {
      title: t('commands.program.text.title'),
      tone: 'neutral',
      visibility: 'chat',
      blocks: [
        {
          kind: 'text',
          text: t('commands.program.text.pool', {
            total: formatWhole(total),
            fund: whole(yearlyPool.ecosystemFund),
            issue: whole(yearlyPool.tokenIssue),
          }),
        },
        {
          kind: 'table',
          columns: [
            { label: t('commands.program.text.column.part'), align: 'left' },
            { label: t('commands.program.text.column.share'), align: 'right' },
            { label: t('commands.program.text.column.yearly'), align: 'right' },
          ],
          rows: parts.map(({ part, share, amount }) => [
            t(`commands.program.text.part.${part}`),
            formatPercent(share),
            formatWhole(amount),
          ]),
        },
        {
          kind: 'text',
          text: t('commands.program.text.voters', { share: formatPercent(votersShare), threshold: whole(threshold) }),
        },
        { kind: 'text', text: t('commands.program.text.contribution') },
        { kind: 'text', text: t('commands.program.text.onChain') },
      ],
      footer: t('commands.program.text.source', { version, source, date }),
      data: {
        ...rules,
        topTierResults: topTierResults.map((result) => ({ ...result })),
        parts: parts.map(({ part, share, amount }) => ({ part, share, amount: amountToDecimal(amount) })),
      },
    };
  },
});

function portion(total: Amount, share: string): Amount {
  return (total * amountFromDecimal(share)) / WHOLE;
}
