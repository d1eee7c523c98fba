// Another node, which was behind it, ranks above it now.
import { formatAmount } from '../core/values/amount.ts';
import { defineRule, PLAIN } from './define.ts';
import { says } from './now.ts';
import { FROM_LOG } from './preview.ts';

export const overtaken = defineRule({
  name: 'overtaken',
  how: 'event',
  subject: 'node',
  unit: 'none',
  direction: 'both',
  hasDirection: false,
  weight: 50,
  events: {
    overtaken: {
      ...PLAIN,
      tone: 'neutral',
      after: ({ by, rank }) => JSON.stringify({ by, rank }),
      values: (after, label) => {
        const { by, rank } = JSON.parse(after) as { readonly by: string; readonly rank: number }; // as `after` writes it
        return { by: label(by), rank: String(rank) };
      },
    },
  },
  now: says(['watching.now.behind', 'watching.now.last'], ({ node, nodes, label }) => {
    const { rank } = node;
    const next = nodes[rank];
    if (!next) return { key: 'watching.now.last', values: { rank } };
    const votes = formatAmount(node.candidate.votes - next.candidate.votes);
    return { key: 'watching.now.behind', values: { rank, node: label(next), votes } };
  }),
  preview: FROM_LOG,
});
