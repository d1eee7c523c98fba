// Votes above the threshold, which are fewer than none below it.
import { BY_DIRECTION, defineRule, IN_VOTES } from './define.ts';
import { distance, type NodeScene } from './now.ts';
import { crossings } from './preview.ts';

export const margin = defineRule({
  name: 'margin',
  how: 'level',
  subject: 'node',
  ...IN_VOTES,
  example: '100k',
  direction: 'both',
  hasDirection: true,
  weight: 80,
  metric: { kind: 'state', value: ({ votes }, threshold) => votes - threshold, gone: () => undefined },
  // It moves by as much as the votes do.
  line: (level, threshold) => ({ level, of: threshold + level }),
  votesAt: (at, threshold) => (threshold === undefined ? undefined : threshold + at),
  tones: { up: 'good', down: 'warning' },
  sentence: BY_DIRECTION,
  logs: {},
  now: distance('margin', ({ node, snapshot, rule: { level = 0n } }: NodeScene) => {
    return { value: node.candidate.votes - snapshot.threshold, level };
  }),
  preview: crossings((votes, threshold) => votes - threshold),
});
