// Its bonus is unclaimed for a time, so that its voters get nothing (up), or it is claimed again after it (down).
import { BY_DIRECTION, DAY, defineRule, HOUR, OWN_UNIT } from './define.ts';
import { LAST_CLAIM } from './now.ts';
import { countGaps } from './preview.ts';

export const stuck = defineRule({
  name: 'stuck',
  how: 'level',
  subject: 'node',
  unit: 'span',
  example: '7d',
  min: HOUR,
  max: 365n * DAY,
  direction: 'up',
  hasDirection: true,
  weight: 58,
  metric: { kind: 'since', at: ({ unclaimedSince }) => unclaimedSince },
  line: (level) => ({ level, of: 0n }),
  votesAt: OWN_UNIT,
  tones: { up: 'warning', down: 'warning' },
  sentence: BY_DIRECTION,
  logs: {},
  now: LAST_CLAIM,
  preview: { from: 'claims', count: countGaps },
});
