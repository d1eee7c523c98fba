// Tokens that an account has unvoted are free.
import { formatAmount } from '../core/values/amount.ts';
import { defineRule, PLAIN } from './define.ts';
import { says } from './now.ts';
import { NO_PREVIEW } from './preview.ts';

export const released = defineRule({
  name: 'released',
  how: 'event',
  subject: 'account',
  reads: 'releases',
  unit: 'none',
  direction: 'both',
  hasDirection: false,
  weight: 78,
  events: { released: { ...PLAIN, tone: 'neutral' } },
  now: says(['watching.now.frozen', 'watching.now.nothing-frozen'], ({ voter }) => {
    const frozen = voter.frozen.reduce((sum, { amount }) => sum + amount, 0n);
    const key = frozen > 0n ? 'watching.now.frozen' : 'watching.now.nothing-frozen';
    return { key, values: { amount: formatAmount(frozen) } };
  }),
  preview: NO_PREVIEW,
});
