// An account votes for a node that left the election: such votes earn nothing. The line is at the first of them.
import { BY_DIRECTION, defineRule, OWN_UNIT } from './define.ts';
import { NOTHING_NOW } from './now.ts';
import { NO_PREVIEW } from './preview.ts';

export const orphaned = defineRule({
  name: 'orphaned',
  how: 'level',
  subject: 'account',
  reads: 'nothing',
  unit: 'none',
  direction: 'up',
  hasDirection: false,
  weight: 88,
  metric: {
    kind: 'account',
    value: ({ ballots, isCandidate }) =>
      ballots.filter(({ node }) => !isCandidate(node)).reduce((sum, { votes }) => sum + votes, 0n),
  },
  line: () => ({ level: 1n, of: 0n }),
  votesAt: OWN_UNIT,
  tones: { up: 'warning', down: 'warning' },
  sentence: BY_DIRECTION,
  logs: {},
  now: NOTHING_NOW,
  preview: NO_PREVIEW,
});
