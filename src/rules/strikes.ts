// Has made no block in two rounds: the next such round bars it.
import { defineRule, PLAIN } from './define.ts';
import { says } from './now.ts';
import { FROM_LOG } from './preview.ts';

const LAST_STRIKE = '2';

export const strikes = defineRule({
  name: 'strikes',
  how: 'event',
  subject: 'node',
  unit: 'none',
  direction: 'both',
  hasDirection: false,
  weight: 95,
  events: {
    strike: {
      ...PLAIN,
      tone: 'warning',
      after: ({ count }) => String(count),
      isTold: (after) => after === LAST_STRIKE,
    },
  },
  now: says(['watching.now.strikes'], ({ node, snapshot }) => {
    return { key: 'watching.now.strikes', values: { count: snapshot.strikes.get(node.account)?.count ?? 0 } };
  }),
  preview: FROM_LOG,
});
