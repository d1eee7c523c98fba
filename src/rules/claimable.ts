// An account can claim an amount of dividends.
import { BY_DIRECTION, defineRule, MAX_AMOUNT, OWN_UNIT } from './define.ts';
import { type AccountScene, distance } from './now.ts';
import { NO_PREVIEW } from './preview.ts';

export const claimable = defineRule({
  name: 'claimable',
  how: 'level',
  subject: 'account',
  reads: 'dividends',
  unit: 'iost',
  example: '100',
  min: 1n,
  max: MAX_AMOUNT,
  direction: 'up',
  hasDirection: false,
  weight: 48,
  metric: { kind: 'account', value: (look) => look.claimable() },
  line: (level) => ({ level, of: level }),
  votesAt: OWN_UNIT,
  tones: { up: 'good', down: 'warning' },
  sentence: BY_DIRECTION,
  logs: {},
  now: distance('claimable', ({ voter, rule: { level = 0n } }: AccountScene) => ({ value: voter.claimable, level })),
  preview: NO_PREVIEW,
});
