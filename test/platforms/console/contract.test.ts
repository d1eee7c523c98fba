// The console holds the adapters' contract, piped and at a terminal.

import { quote } from '../../../src/core/command/action-line.ts';
import type { AdapterHost } from '../../../src/core/ports/platform.ts';
import { chatAdapterContract, type Stage } from '../../contracts/chat-adapter.ts';
import { sitDown } from './stage.ts';

async function openStage(host: AdapterHost, isTty: boolean): Promise<Stage> {
  const desk = await sitDown(host, { isTty, columns: 200 });
  const shown = () => (isTty ? desk.screen().join('\n') : desk.text());
  return {
    adapter: desk.adapter,
    actor: { platform: 'console', userId: 'local' },
    chat: { kind: 'chat', chatId: 'local' },
    locale: 'en',
    call: (command, values) =>
      desk.type(
        `${[command, ...Object.entries(values).map(([name, value]) => `${name}=${quote(value)}`)].join(' ')}\n`,
      ),
    press: (label) => {
      const line =
        shown()
          .split('\n')
          .find((each) => each.startsWith(`${label}: `)) ?? '';
      return desk.type(`${line.slice(label.length + 2)}\n`);
    },
    shown,
    thread: { to: { kind: 'chat', chatId: 'local', threadId: '7' }, shown },
    pinged: () => [],
  };
}

chatAdapterContract('console, piped', (host) => openStage(host, false));
chatAdapterContract('console, at a terminal', (host) => openStage(host, true));
