// Is barred from making blocks (down), or free again (up).
import { defineRule, PLAIN } from './define.ts';
import { says } from './now.ts';
import { FROM_LOG } from './preview.ts';

export const barred = defineRule({
  name: 'barred',
  how: 'event',
  subject: 'node',
  unit: 'none',
  direction: 'both',
  hasDirection: true,
  weight: 98,
  events: {
    barred: {
      ...PLAIN,
      tone: 'warning',
      direction: 'down',
      after: ({ untilBlock }) => String(untilBlock),
      values: (after) => ({ block: after }),
    },
    unbarred: { ...PLAIN, tone: 'good', direction: 'up' },
  },
  now: says(['watching.now.barred', 'watching.now.free'], ({ node, snapshot }) => {
    const until = snapshot.barredUntil.get(node.account) ?? 0;
    const isBarred = until > snapshot.blocks.first;
    return isBarred ? { key: 'watching.now.barred', values: { block: until } } : { key: 'watching.now.free' };
  }),
  preview: FROM_LOG,
});
