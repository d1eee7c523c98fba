// Goes offline, as its owner says it, or comes back.
import { defineRule, PLAIN } from './define.ts';
import { says } from './now.ts';
import { FROM_LOG } from './preview.ts';

export const online = defineRule({
  name: 'online',
  how: 'event',
  subject: 'node',
  unit: 'none',
  direction: 'both',
  hasDirection: true,
  weight: 75,
  events: {
    online: { ...PLAIN, tone: 'good', direction: 'up' },
    offline: { ...PLAIN, tone: 'warning', direction: 'down' },
  },
  now: says(['watching.now.online', 'watching.now.offline'], ({ node }) => {
    return { key: node.candidate.online ? 'watching.now.online' : 'watching.now.offline' };
  }),
  preview: FROM_LOG,
});
