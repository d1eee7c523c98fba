// What the bot says of itself where it is new: what it does, and three buttons to try it with.
import type { Snapshot } from '../../election/snapshot.ts';
import type { Reply } from '../reply/reply.ts';
import type { Translate } from './i18n.ts';

/** Three that need no argument and suit anyone. */
const FIRST_COMMANDS = ['standings', 'vote', 'help'] as const;

/** `standings`: as far as they are known; votes of a recording are never shown without saying so. */
export function greetingIn(t: Translate, standings: Snapshot | undefined): Reply {
  return {
    title: t('greeting.title'),
    tone: 'neutral',
    visibility: 'chat',
    blocks: [{ kind: 'text', text: t('greeting.text') }],
    actions: FIRST_COMMANDS.map((command) => ({ label: t(`greeting.button.${command}`), command, args: {} })),
    ...(standings?.chain.synthetic && { footer: t('source.synthetic') }),
  };
}
