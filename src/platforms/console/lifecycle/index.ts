// From the first line at a terminal to the end of the conversation.
import { lastAnswers } from '../../last-answers.ts';
import type { Terminal } from './terminal.ts';

export interface Lifecycle {
  /** The person left, or the piped input is answered to its end. */
  readonly done: Promise<void>;
  /** No more lines; the answer that is on its way still arrives. */
  close(): Promise<void>;
}

export function createLifecycle(terminal: Terminal, converse: () => Promise<void>): Lifecycle {
  const session = converse().finally(terminal.close);
  const done = Promise.race([session, terminal.left]);
  return {
    done,
    close: async () => {
      terminal.close();
      await lastAnswers(done);
    },
  };
}
