// Not listed as a producer for a time (up), or listed again after it (down).
import { BY_DIRECTION, DAY, defineRule, HOUR, OWN_UNIT } from './define.ts';
import { LISTED } from './now.ts';
import { NO_PREVIEW } from './preview.ts';

export const unlisted = defineRule({
  name: 'unlisted',
  how: 'level',
  subject: 'node',
  unit: 'span',
  example: '6h',
  min: HOUR / 6n,
  max: 365n * DAY,
  direction: 'up',
  hasDirection: true,
  weight: 65,
  metric: { kind: 'since', at: ({ unlistedSince }) => unlistedSince },
  line: (level) => ({ level, of: 0n }),
  votesAt: OWN_UNIT,
  tones: { up: 'warning', down: 'warning' },
  sentence: BY_DIRECTION,
  logs: {},
  now: LISTED,
  preview: NO_PREVIEW,
});
