// Messages that nobody asked for stand above what is being typed.
import type { ChatAdapter } from '../../core/ports/platform.ts';
import type { Terminal } from './lifecycle/terminal.ts';
import { renderReply, type Screen } from './render/index.ts';

/** There is one person at one terminal, whoever it is for. */
export function createDeliver(terminal: Terminal, screen: Screen): ChatAdapter['send'] {
  return async (_to, reply) => {
    const isShown = terminal.print([...renderReply(reply, screen), '']);
    return { kind: isShown ? 'ok' : 'unavailable' };
  };
}
