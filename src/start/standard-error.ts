// The one door to standard error. Whatever wants out is a line of the log there, and no secret comes through: what the program
// says when it cannot start, what nobody caught, warnings of Node, and what libraries and threads write by themselves.

import { createScrub, type Scrub } from '../core/values/scrub.ts';
import { createLog } from '../log.ts';

export interface StandardError {
  /** For whoever started the program: a sentence where a person reads it, else a line of the log. */
  say(sentence: string): void;
  /** More that must not come through. */
  hide(secrets: readonly string[]): void;
}

type Process = Pick<NodeJS.Process, 'on' | 'removeAllListeners'> & {
  readonly stderr: Pick<NodeJS.WriteStream, 'write'>;
};
type Written = (error?: Error | null) => void;

interface GuardOptions {
  readonly secrets: readonly string[];
  /** A person reads it. */
  readonly isPlain: boolean;
  /** After an exception that nobody caught: nothing is sure any more. */
  readonly end: () => void;
  /** Takes whole lines; by default they go to standard error. */
  readonly write?: (line: string) => void;
}

export function guardStandardError(process: Process, { secrets, isPlain, end, write }: GuardOptions): StandardError {
  const { stderr } = process;
  const directly = stderr.write.bind(stderr);
  let scrub: Scrub;
  let log: ReturnType<typeof createLog>;
  const hide = (hidden: readonly string[]) => {
    scrub = createScrub(hidden);
    // Last words are said at every level.
    log = createLog('warn', hidden, write);
  };
  hide(secrets);

  const put = (text: string, written?: Written) => {
    if (isPlain) return directly(scrub(text), written);
    if (text.trim() !== '') log.warn('written to standard error', { text: text.trimEnd() });
    written?.();
    return true;
  };
  stderr.write = (chunk: string | Uint8Array, encoding?: BufferEncoding | Written, written?: Written) =>
    put(
      typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString(),
      typeof encoding === 'function' ? encoding : written,
    );
  process.on('uncaughtException', (error) => {
    log.error('an exception was not caught', { error });
    end();
  });
  process.on('unhandledRejection', (error) => log.error('a promise was left to fail', { error }));
  // Node's own listener writes past the stream.
  process.removeAllListeners('warning');
  process.on('warning', (error) => log.warn('a warning of Node', { error }));
  return {
    hide,
    say: (sentence) => (isPlain ? void directly(`${scrub(sentence)}\n`) : log.error(sentence)),
  };
}
