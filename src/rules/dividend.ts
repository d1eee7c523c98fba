// Credits a dividend to its voters.
import { amountFromDecimal, formatAmount } from '../core/values/amount.ts';
import { defineRule, PLAIN } from './define.ts';
import { LAST_CLAIM } from './now.ts';
import { FROM_LOG } from './preview.ts';

export const dividend = defineRule({
  name: 'dividend',
  how: 'event',
  subject: 'node',
  unit: 'none',
  direction: 'both',
  hasDirection: false,
  weight: 45,
  events: {
    dividend_credited: {
      ...PLAIN,
      tone: 'neutral',
      after: ({ perVote }) => perVote,
      values: (after) => ({ perMillion: formatAmount(amountFromDecimal(timesMillion(after))) }),
    },
  },
  now: LAST_CLAIM,
  preview: FROM_LOG,
});

/** Moves the point of a decimal string by six places, cut to the eight that IOST has. */
function timesMillion(perVote: string): string {
  const [whole = '0', fraction = ''] = perVote.split('.');
  const digits = fraction.padEnd(14, '0');
  return `${whole}${digits.slice(0, 6)}.${digits.slice(6, 14)}`.replace(/^0+(?=\d)/, '');
}
