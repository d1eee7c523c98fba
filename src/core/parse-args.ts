// Arguments come by name (menus, buttons) or as a line; a line is turned into names first, so both are checked alike.
import type { Args, Options } from './command.ts';
import { UserError } from './errors.ts';
import type { RawArgs } from './platform.ts';
import { type ArgValue, accepts, readValue } from './read-value.ts';
import { plainText } from './text.ts';

const MAX_LINE_LENGTH = 2_000;
const QUOTES = ['""', "''", '“”', '‘’', '「」'];

/** Option name → what was written for it, not checked yet. */
export type NamedArgs = Readonly<Record<string, string>>;

/** Typed arguments. Throws UserError, and nothing else, on what the options do not allow. */
export function parseArgs(options: Options, raw: RawArgs): Args<Options> {
  return readArgs(options, nameArgs(options, raw));
}

/** Says for which option each part of the input is, without checking its value. Throws UserError. */
export function nameArgs(options: Options, raw: RawArgs): NamedArgs {
  return Object.fromEntries(raw.kind === 'line' ? nameLine(options, raw.text) : nameGiven(options, raw.values));
}

/** Checks values against their options; an empty one counts as not given. Throws UserError. */
export function readArgs(options: Options, named: NamedArgs): Args<Options> {
  const read = ([name, option]: [string, Options[string]]): [string, ArgValue | undefined] => {
    const text = Object.hasOwn(named, name) ? (named[name] ?? '') : '';
    if (text !== '') return [name, readValue(name, option, text)];
    if (option.required) throw new UserError('errors.missing-argument', { option: name });
    return [name, undefined];
  };
  return Object.fromEntries(Object.entries(options).map(read));
}

/** "/standings@bot 2" or "standings 2" → the command's name as it was typed, and the rest of the line. */
export function splitCommand(line: string): { readonly command: string; readonly rest: string } {
  const [, command = '', rest = ''] = /^\s*[/／]?([^\s@]*)(?:@\S*)?\s*(.*)$/su.exec(line) ?? [];
  return { command, rest };
}

function nameGiven(options: Options, values: NamedArgs): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const [name, text] of Object.entries(values)) {
    if (!Object.hasOwn(options, name)) throw new UserError('errors.unknown-option', { option: plainText(name, 40) });
    named.set(name, clean(name, text));
  }
  return named;
}

interface Token {
  /** Given as `option=value`. */
  readonly option: string | undefined;
  readonly text: string;
}

function nameLine(options: Options, line: string): ReadonlyMap<string, string> {
  const tokens = splitTokens(clean('text', line), Object.keys(options));
  const named = new Map<string, string>();
  for (const { option, text } of tokens) {
    if (option === undefined) continue;
    if (named.has(option)) throw tooMany(`${option}=${text}`);
    named.set(option, text);
  }
  const unnamed = tokens.filter(({ option }) => option === undefined).map(({ text }) => text);
  placeByOrder(options, named, unnamed);
  return named;
}

/** Gives each text to the first option that has no value yet and accepts it; one that none accepts becomes the mistake of
 *  the first. The last option for free text, once begun, takes the rest, save what options declared after it accept. */
function placeByOrder(options: Options, named: Map<string, string>, texts: readonly string[]): void {
  const entries = Object.entries(options);
  const last = entries.findLastIndex(([, { kind }]) => kind === 'node' || kind === 'text');
  let begun: string | undefined;
  for (const text of texts.filter((text) => text !== '')) {
    const free = entries.slice(begun === undefined ? 0 : last + 1).filter(([name]) => !named.has(name));
    const fitting = free.find(([, option]) => accepts(option, text))?.[0];
    if (fitting === undefined && begun !== undefined) {
      named.set(begun, `${named.get(begun)} ${text}`);
      continue;
    }
    named.set(fitting ?? free[0]?.[0] ?? refuse(text), text);
    if (fitting === entries[last]?.[0]) begun = fitting;
  }
}

function refuse(text: string): never {
  const [, option] = /^([a-z]{1,32})[=:]/i.exec(text) ?? [];
  if (option !== undefined) throw new UserError('errors.unknown-option', { option });
  throw tooMany(text);
}

function tooMany(text: string): UserError {
  return new UserError('errors.too-many-arguments', { text: plainText(text, 40) });
}

/** Parts between spaces; quotes hold a part together, at its start or after `option=`. */
function splitTokens(line: string, names: readonly string[]): readonly Token[] {
  const name = names.length > 0 ? `(?:(?<option>${names.join('|')})[=:] ?)?` : '';
  const quoted = QUOTES.map(([open, close]) => `${open}(?<text>[^${close}]*)${close}`).join('|');
  const pattern = new RegExp(`${name}(?:${quoted}|(?<bare>\\S*))`, 'giu');
  return Array.from(line.matchAll(pattern), ({ groups }) => {
    const { option, text, bare = '' }: Readonly<Record<string, string | undefined>> = groups ?? {};
    if (QUOTES.some(([open = '']) => bare.startsWith(open))) throw new UserError('errors.unclosed-quote');
    return { option: option?.toLowerCase(), text: text ?? bare };
  });
}

/** One line of plain characters; full-width forms of input methods become the usual ones. */
function clean(option: string, text: string): string {
  if (text.length > MAX_LINE_LENGTH) throw new UserError('errors.too-long', { option, max: MAX_LINE_LENGTH });
  return plainText(text.normalize('NFKC'));
}
