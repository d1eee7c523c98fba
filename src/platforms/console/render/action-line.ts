// What a button does, as the line that a person types for it.
import type { Action } from '../../../core/reply/reply.ts';
import { plainText } from '../../../core/reply/text.ts';

const QUOTES = ['""', "''", '“”', '「」'];

export function actionLine({ command, args }: Action): string {
  return [command, ...Object.entries(args).map(([name, value]) => `${name}=${quote(plainText(value))}`)].join(' ');
}

/** One word of a command line: in quotes where it needs them, of a kind that it does not contain. */
export function quote(value: string): string {
  if (/^[^\s"'“‘「]\S*$/.test(value)) return value;
  const [open = '"', close = '"'] = QUOTES.find(([, end = '']) => !value.includes(end)) ?? [];
  return open + value.replaceAll(close, '') + close;
}
