// Registers, is approved, asks to leave, leaves, or is no longer registered.
import { defineRule, PLAIN } from './define.ts';
import { says } from './now.ts';
import { FROM_LOG } from './preview.ts';

const STATUSES = ['nodes.status.0', 'nodes.status.1', 'nodes.status.2', 'nodes.status.3'] as const;

export const status = defineRule({
  name: 'status',
  how: 'event',
  subject: 'node',
  unit: 'none',
  direction: 'both',
  hasDirection: false,
  weight: 90,
  events: {
    registered: { ...PLAIN, tone: 'neutral' },
    approved: { ...PLAIN, tone: 'neutral' },
    leaving: { ...PLAIN, tone: 'warning' },
    left: { ...PLAIN, tone: 'warning' },
    unregistered: { ...PLAIN, tone: 'warning' },
  },
  now: says(STATUSES, ({ node }) => ({ key: `nodes.status.${node.candidate.status}` })),
  preview: FROM_LOG,
});
