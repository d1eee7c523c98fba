// The terminal itself: lines come in one after the other, and output never destroys what is being typed.
import {
  type AsyncCompleter,
  clearScreenDown,
  createInterface,
  cursorTo,
  type Interface,
  moveCursor,
} from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { plainText } from '../../../core/reply/text.ts';
import type { Screen } from '../render/index.ts';
import { createLineQueue } from './line-queue.ts';

/** `columns` and `rows` are read at every use, so they may follow the window. */
export interface ConsolePorts extends Screen {
  readonly input: Readable;
  readonly output: Writable;
  /** A person sits at both ends: prompt, completion and paging make sense. */
  readonly isTty: boolean;
  readonly rows: number;
}

export interface Terminal {
  /** Whole lines, above what is being typed. False when nobody is there any more. */
  print(lines: readonly string[]): boolean;
  /** The next line, or undefined when there will be none. */
  ask(prompt: string): Promise<string | undefined>;
  /** The next `ask` gets this line first. */
  putBack(line: string): void;
  /** Takes the line that was just typed off the screen again. */
  erase(): void;
  /** The person left, or the other end of a pipe did. */
  readonly left: Promise<void>;
  /** No more lines; what is printed from now on still arrives. */
  close(): void;
}

const MAX_WAITING_LINES = 100;
/** Of a line that was not typed here, so much is shown. */
const MAX_ECHO = 200;

export function createTerminal(ports: ConsolePorts, completer: AsyncCompleter): Terminal {
  const { input, output, isTty } = ports;
  const reader = createInterface({ input, output, completer, terminal: isTty, crlfDelay: Number.POSITIVE_INFINITY });
  const queue = createLineQueue();
  const left = Promise.withResolvers<void>();
  let state: 'open' | 'closed' | 'left' = 'open';

  function end(next: 'closed' | 'left', dropWaiting: boolean): void {
    state = next;
    queue.end(dropWaiting);
    reader.close();
    if (next === 'left') left.resolve();
  }

  function print(lines: readonly string[]): boolean {
    if (state === 'left') return false;
    const text = lines.map((line) => `${line}\n`).join('');
    if (isTty && state === 'open') printAbove(reader, output, text);
    else output.write(text);
    return true;
  }

  reader.setPrompt('');
  reader.on('line', (line) => {
    queue.push(line);
    if (!isTty && queue.size >= MAX_WAITING_LINES) reader.pause();
  });
  reader.on('close', () => {
    if (state !== 'open') return;
    if (isTty) output.write('\n');
    end(isTty ? 'left' : 'closed', isTty);
  });
  for (const source of [reader, input, output]) source.on('error', () => end('left', true));

  return {
    print,
    left: left.promise,
    putBack: queue.putBack,
    close: () => {
      if (state === 'open') end('closed', true);
    },
    erase: () => {
      if (isTty && state === 'open') clearFrom(output, 1);
    },
    ask: async (prompt) => {
      const isSeen = isTty && queue.size === 0;
      if (state === 'open' && isSeen) showPrompt(reader, prompt);
      else if (state === 'open' && queue.size === 0) reader.resume();
      const line = await queue.next();
      if (state === 'open') reader.setPrompt('');
      if (!isSeen && line?.trim()) print([prompt + plainText(line, MAX_ECHO)]);
      return line;
    },
  };
}

/** What is being typed at the prompt stays below the text. */
function printAbove(reader: Interface, output: Writable, text: string): void {
  const { rows } = reader.getCursorPos();
  clearFrom(output, rows);
  // readline goes up again by the rows that it last drew, at most `rows`: it must not draw over the text.
  output.write(text + '\n'.repeat(rows));
  reader.prompt(true);
}

function showPrompt(reader: Interface, prompt: string): void {
  reader.setPrompt(prompt);
  reader.prompt(true);
}

/** Empties the screen from `rows` above the cursor on. */
function clearFrom(output: Writable, rows: number): void {
  moveCursor(output, 0, -rows);
  cursorTo(output, 0);
  clearScreenDown(output);
}
