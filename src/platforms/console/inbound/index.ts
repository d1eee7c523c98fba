// The conversation at a terminal: a line, its answer, page by page, until the person has had enough.

import { actionLine } from '../../../core/command/action-line.ts';
import { splitCommand } from '../../../core/command/arguments.ts';
import type { AdapterHost, RawArgs } from '../../../core/ports/platform.ts';
import type { Action } from '../../../core/reply/reply.ts';
import { packLines } from '../../split.ts';
import type { ConsolePorts, Terminal } from '../lifecycle/terminal.ts';
import { renderReply } from '../render/index.ts';
import { visibleWidth } from '../render/wrap.ts';

const PROMPT = '> ';
const LEAVE = ['quit', 'exit', '退出'];
const STOP_PAGING = 'q';

/** Who sits at the terminal. */
export const LOCAL = {
  actor: { platform: 'console', userId: 'local' },
  actorName: 'local',
  chat: { platform: 'console', chatId: 'local', kind: 'private' },
  isChatAdmin: true,
  isOperator: true,
  isTextOnly: true,
} as const;

export interface InboundDeps {
  readonly host: AdapterHost;
  readonly terminal: Terminal;
  readonly ports: ConsolePorts;
  /** The terminal's language, as a hint. */
  readonly locale: string;
}

/** The conversation, once it is called; it resolves when there are no more lines or one of them says so. */
export function createInbound({ host, terminal, ports, locale: startLocale }: InboundDeps): () => Promise<void> {
  let locale = startLocale;
  let offered: Action | undefined;

  async function answer(command: string, raw: RawArgs): Promise<void> {
    offered = undefined;
    let lines: readonly string[];
    try {
      const outcome = await host.answer({ ...LOCAL, command, raw, source: 'typed', locale: startLocale });
      locale = outcome.locale;
      offered = outcome.reply.actions?.find(({ primary }) => primary);
      lines = renderReply(outcome.reply, ports);
    } catch {
      lines = [host.texts(locale)('console.failed')];
    }
    await show(lines, terminal, ports, host.texts(locale)('console.more'));
    terminal.print(['']);
  }

  return async () => {
    for (;;) {
      const line = await terminal.ask(PROMPT);
      if (line === undefined) return;
      const { command, rest } = splitCommand(line);
      if (LEAVE.includes(command.toLowerCase()) && rest === '') return;
      if (command !== '') await answer(command, { kind: 'line', text: rest });
      else if (ports.isTty && offered && line.trim() === '') {
        terminal.erase();
        terminal.print([PROMPT + actionLine(offered)]);
        await answer(offered.command, { kind: 'named', values: offered.args });
      }
    }
  };
}

/** Page by page on a screen. Another line than Enter or q at a page's end is the next thing that the person says. */
async function show(lines: readonly string[], terminal: Terminal, ports: ConsolePorts, more: string): Promise<void> {
  const { columns, rows, isTty } = ports;
  const rowsOf = (line: string) => Math.max(1, Math.ceil(visibleWidth(line) / columns));
  const pages = isTty ? packLines(lines, Math.max(2, rows - 2), rowsOf) : [lines];
  for (const [index, page] of pages.entries()) {
    if (index > 0) {
      const line = await terminal.ask(`${more} `);
      terminal.erase();
      if (line === undefined || line.trim().toLowerCase() === STOP_PAGING) return;
      if (line.trim() !== '') return terminal.putBack(line);
    }
    terminal.print(page);
  }
}
