// Changes its public key, place, website or network id.
import { defineRule, PLAIN } from './define.ts';
import { NOTHING_NOW } from './now.ts';
import { FROM_LOG } from './preview.ts';

export const profile = defineRule({
  name: 'profile',
  how: 'event',
  subject: 'node',
  unit: 'none',
  direction: 'both',
  hasDirection: false,
  weight: 40,
  events: { profile_changed: { ...PLAIN, tone: 'neutral' } },
  now: NOTHING_NOW,
  preview: FROM_LOG,
});
