// The votes of a node reach an amount or fall below it.
import { BY_DIRECTION, defineRule, IN_VOTES } from './define.ts';
import { distance, type NodeScene } from './now.ts';
import { crossings } from './preview.ts';

export const votes = defineRule({
  name: 'votes',
  how: 'level',
  subject: 'node',
  ...IN_VOTES,
  example: '3m',
  direction: 'both',
  hasDirection: true,
  weight: 70,
  metric: { kind: 'state', value: (node) => node.votes, gone: () => undefined },
  line: (level) => ({ level, of: level }),
  votesAt: (at) => at,
  tones: { up: 'good', down: 'warning' },
  sentence: BY_DIRECTION,
  logs: {},
  now: distance('votes', ({ node, rule: { level = 0n } }: NodeScene) => ({ value: node.candidate.votes, level })),
  preview: crossings((counted) => counted),
});
