// Makes fewer blocks than a number in a round while it is listed (down), or enough again (up).
import { paceOf } from '../election/confirmation/rounds.ts';
import { BY_DIRECTION, defineRule, OWN_UNIT } from './define.ts';
import { LISTED } from './now.ts';
import { NO_PREVIEW } from './preview.ts';

export const blocks = defineRule({
  name: 'blocks',
  how: 'level',
  subject: 'node',
  unit: 'blocks',
  example: '10',
  min: 1n,
  max: 1_200n,
  direction: 'down',
  hasDirection: true,
  weight: 85,
  metric: { kind: 'round', pace: paceOf },
  line: (level) => ({ level, of: 0n }),
  votesAt: OWN_UNIT,
  tones: { up: 'warning', down: 'warning' },
  sentence: BY_DIRECTION,
  logs: {},
  now: LISTED,
  preview: NO_PREVIEW,
});
