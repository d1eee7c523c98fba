// Passes the threshold, up or down, or leaves the election.
import { amountToDecimal } from '../core/values/amount.ts';
import { defineRule } from './define.ts';
import { distance, type NodeScene } from './now.ts';
import { FROM_LOG } from './preview.ts';

const HAS_LEFT = 0n;

export const elected = defineRule({
  name: 'elected',
  how: 'level',
  subject: 'node',
  unit: 'none',
  direction: 'both',
  hasDirection: true,
  weight: 100,
  metric: {
    kind: 'state',
    // At or above the threshold exactly while it is elected, and as near to its votes as that allows.
    value: ({ elected: isElected, votes }, threshold) => {
      if (isElected) return votes > threshold ? votes : threshold;
      return votes < threshold ? votes : HAS_LEFT;
    },
    gone: () => HAS_LEFT,
  },
  line: (_, threshold) => ({ level: threshold, of: threshold }),
  votesAt: (at) => at,
  tones: { up: 'good', down: 'warning' },
  sentence: {
    ends: ['up', 'down', 'left'],
    of: ({ direction = 'up', after }) => (after === String(HAS_LEFT) ? 'left' : direction),
  },
  logs: {
    elected: { direction: 'up', after: ({ votes }) => amountToDecimal(votes) },
    unelected: { direction: 'down', after: ({ votes }) => amountToDecimal(votes) },
  },
  now: distance('elected', ({ node, snapshot }: NodeScene) => {
    return { value: node.candidate.votes, level: snapshot.threshold };
  }),
  preview: FROM_LOG,
});
