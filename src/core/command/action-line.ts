// What a button does, as the line that a person types for it.
import type { Action } from '../reply/reply.ts';
import { plainText } from '../reply/text.ts';

const QUOTES = ['""', "''", '“”', '「」'];

export function actionLine({ command, args }: Pick<Action, 'command' | 'args'>): string {
  return [command, ...Object.entries(args).map(([name, value]) => `${name}=${quote(plainText(value))}`)].join(' ');
}

/** One word of a command line: in quotes where it needs them, of a kind that it does not contain. */
export function quote(value: string): string {
  if (/^[^\s"'“‘「]\S*$/.test(value)) return value;
  const [open = '"', close = '"'] = QUOTES.find(([, end = '']) => !value.includes(end)) ?? [];
  return open + value.replaceAll(close, '') + close;
}
