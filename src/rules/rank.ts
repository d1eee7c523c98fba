// Enters the top of the ranking (up) or leaves it (down): the places from the first to the one that is named.
import { BY_DIRECTION, defineRule, OWN_UNIT } from './define.ts';
import { says } from './now.ts';
import { NO_PREVIEW } from './preview.ts';

export const rank = defineRule({
  name: 'rank',
  how: 'level',
  subject: 'node',
  unit: 'places',
  example: '20',
  min: 1n,
  max: 10_000n,
  direction: 'both',
  hasDirection: true,
  weight: 60,
  // Whoever leaves is behind all.
  metric: { kind: 'state', value: ({ rank: place }) => -BigInt(place), gone: (candidates) => -BigInt(candidates + 1) },
  line: (level) => ({ level: -level, of: 0n }),
  votesAt: OWN_UNIT,
  tones: { up: 'good', down: 'warning' },
  sentence: BY_DIRECTION,
  logs: {},
  now: says(['watching.now.rank'], ({ node }) => {
    return { key: 'watching.now.rank', values: { rank: node.rank }, value: String(node.rank) };
  }),
  preview: NO_PREVIEW,
});
