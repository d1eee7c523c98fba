// The line that a person types: parts by name, parts by place, and quotes that hold a part together.

import { UserError } from '../answer/errors.ts';
import { plainText } from '../reply/text.ts';
import { accepts } from './argument-value.ts';
import type { Options } from './command.ts';

const MAX_LINE_LENGTH = 2_000;
const QUOTES = ['""', "''", '“”', '‘’', '「」'];
/** Keyboards make one long dash of two short ones. */
const DASHES = '(?:--|[—–])';
const DASHED = new RegExp(`^${DASHES}([a-z]+)$`, 'i');

interface Token {
  /** Given as `option=value` or `--option=value`. */
  readonly option: string | undefined;
  readonly text: string;
  readonly isQuoted: boolean;
}

/** Option name → what was written for it, not checked yet. Throws UserError. */
export function nameLine(options: Options, line: string): ReadonlyMap<string, string> {
  const tokens = joinSpoken(options, splitTokens(clean('text', line), Object.keys(options)));
  const named = new Map<string, string>();
  for (const { option, text } of tokens) {
    if (option === undefined) continue;
    if (named.has(option)) throw new UserError('errors.repeated-option', { option });
    named.set(option, text);
  }
  const unnamed = tokens.filter(({ option }) => option === undefined);
  for (const token of unnamed) refuseLooseOption(options, token);
  placeByOrder(options, named, unnamed);
  return named;
}

/** "page 2" and "--page 2" are as good as "page=2". Without dashes, names of options for free text are words like any other. */
function joinSpoken(options: Options, tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const before = joined.at(-1);
    const isValue = token.option === undefined && dashedName(token) === undefined;
    const option = before && isValue ? spokenOption(options, before) : undefined;
    if (option === undefined) joined.push(token);
    else joined.splice(-1, 1, { ...token, option });
  }
  return joined;
}

function spokenOption(options: Options, token: Token): string | undefined {
  const dashed = dashedName(token);
  const name = dashed ?? token.text.toLowerCase();
  if (token.option !== undefined || token.isQuoted || !Object.hasOwn(options, name)) return undefined;
  const { kind, byName } = options[name] ?? {};
  const isSpoken =
    dashed !== undefined || byName || ['integer', 'amount', 'choice', 'span', 'time'].includes(kind ?? '');
  return isSpoken ? name : undefined;
}

/** "--limit" → "limit". */
function dashedName({ option, text, isQuoted }: Token): string | undefined {
  return option === undefined && !isQuoted ? DASHED.exec(text)?.[1]?.toLowerCase() : undefined;
}

/** A mistyped option, or one without its value, is no text to search for; in quotes it would be. */
function refuseLooseOption(options: Options, token: Token): void {
  const dashed = dashedName(token);
  if (dashed !== undefined && Object.hasOwn(options, dashed)) {
    throw new UserError('errors.missing-argument', { option: dashed });
  }
  const [, name = dashed] = new RegExp(`^${DASHES}?([a-z]+)=`, 'i').exec(token.text) ?? [];
  if (name !== undefined && !token.isQuoted) throw unknownOption(options, name);
}

export function unknownOption(options: Options, name: string): UserError {
  const names = Object.keys(options).join(', ');
  const option = plainText(name, 40);
  return names === ''
    ? new UserError('errors.no-options', { option })
    : new UserError('errors.unknown-option', { option, options: names });
}

/** Gives each text to the first option that has no value yet and accepts it, a choice before others; one that none accepts
 *  becomes the mistake of the first. The last option for free text, once begun, takes the rest, save what options declared after it accept. */
function placeByOrder(options: Options, named: Map<string, string>, tokens: readonly Token[]): void {
  const entries = Object.entries(options).filter(([, { byName }]) => !byName);
  const last = entries.findLastIndex(([, { kind }]) => kind === 'node' || kind === 'text' || kind === 'zone');
  let begun: string | undefined;
  for (const { text, isQuoted } of tokens) {
    const free = entries.slice(begun === undefined ? 0 : last + 1).filter(([name]) => !named.has(name));
    const accepting = free.filter(([, option]) => accepts(option, text));
    const isChoice = ([, { kind }]: (typeof free)[number]) => kind === 'choice' && !isQuoted;
    const [fitting] = accepting.find(isChoice) ?? accepting[0] ?? [];
    if (fitting === undefined && begun !== undefined) {
      named.set(begun, `${named.get(begun)} ${text}`);
      continue;
    }
    named.set(fitting ?? free[0]?.[0] ?? tooMany(text), text);
    if (fitting === entries[last]?.[0]) begun = fitting;
  }
}

function tooMany(text: string): never {
  throw new UserError('errors.too-many-arguments', { text: plainText(text, 40) });
}

/** Parts between spaces; quotes hold a part together, at its start or after `option=`. */
function splitTokens(line: string, names: readonly string[]): readonly Token[] {
  const name = names.length > 0 ? `(?:${DASHES}?(?<option>${names.join('|')})[=:] ?)?` : '';
  const quoted = QUOTES.map(([open, close]) => `${open}(?<text>[^${close}]*)${close}`).join('|');
  const pattern = new RegExp(`${name}(?:${quoted}|(?<bare>\\S*))`, 'giu');
  const tokens = Array.from(line.matchAll(pattern), ({ groups }) => {
    const { option, text, bare = '' }: Readonly<Record<string, string | undefined>> = groups ?? {};
    if (QUOTES.some(([open = '']) => bare.startsWith(open))) throw new UserError('errors.unclosed-quote');
    return { option: option?.toLowerCase(), text: text ?? bare, isQuoted: text !== undefined };
  });
  return tokens.filter(({ option, text }) => option !== undefined || text !== '');
}

/** One line of plain characters; full-width forms of input methods become the usual ones. */
export function clean(option: string, text: string): string {
  if (text.length > MAX_LINE_LENGTH) throw new UserError('errors.too-long', { option, max: MAX_LINE_LENGTH });
  return plainText(text.normalize('NFKC'));
}
