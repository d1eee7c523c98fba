// Gains or loses so many votes, or percent, within a period; measured again from the last alert.
import { formatAmount } from '../core/values/amount.ts';
import { defineRule, MAX_AMOUNT } from './define.ts';
import { says } from './now.ts';
import { countMoves } from './preview.ts';

export const move = defineRule({
  name: 'move',
  how: 'move',
  subject: 'node',
  unit: 'change',
  example: '5%',
  min: 1n,
  max: MAX_AMOUNT,
  direction: 'both',
  hasDirection: true,
  weight: 55,
  tones: { up: 'good', down: 'warning' },
  now: says(['watching.now.move'], ({ node }) => {
    return { key: 'watching.now.move', values: { votes: formatAmount(node.candidate.votes) } };
  }),
  preview: { from: 'votes', count: countMoves },
});
