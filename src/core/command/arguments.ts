// Arguments come by name (menus, buttons) or as a line; a line is turned into names first, so both are checked alike.

import { UserError } from '../answer/errors.ts';
import type { RawArgs } from '../ports/platform.ts';
import { createZoneSearch } from '../values/zone-names.ts';
import { clean, nameLine, unknownOption } from './argument-line.ts';
import { type ArgValue, type Lookups, readValue } from './argument-value.ts';
import type { Args, Options } from './command.ts';
import type { NamedArgs } from './named-args.ts';

/** Zones as no language in particular calls them, and no roles. */
const NOWHERE: Lookups = { zones: createZoneSearch(), known: {} };

/** Typed arguments. Throws UserError, and nothing else, on what the options do not allow. */
export function parseArgs(options: Options, raw: RawArgs): Args<Options> {
  return readArgs(options, nameArgs(options, raw));
}

/** Says for which option each part of the input is, without checking its value; an empty one is not given, so that whoever
 *  looks at what is given sees what is read. Throws UserError. */
export function nameArgs(options: Options, raw: RawArgs): NamedArgs {
  const named = raw.kind === 'line' ? nameLine(options, raw.text) : nameGiven(options, raw.values);
  return Object.fromEntries([...named].filter(([, text]) => text !== ''));
}

/** Checks values against their options. Throws UserError. */
export function readArgs(options: Options, named: NamedArgs, lookups = NOWHERE): Args<Options> {
  const read = ([name, option]: [string, Options[string]]): [string, ArgValue | undefined] => {
    const text = Object.hasOwn(named, name) ? (named[name] ?? '') : '';
    if (text !== '') return [name, readValue(name, option, text, lookups)];
    if (option.required) throw new UserError('errors.missing-argument', { option: name });
    return [name, undefined];
  };
  return Object.fromEntries(Object.entries(options).map(read));
}

/** "/list@bot 2" or "list 2" → the command's name as it was typed, and the rest of the line. */
export function splitCommand(line: string): { readonly command: string; readonly rest: string } {
  const [, command = '', rest = ''] = /^\s*[/／]?([^\s@]*)(?:@\S*)?\s*(.*)$/su.exec(line) ?? [];
  return { command, rest };
}

function nameGiven(options: Options, values: NamedArgs): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const [name, text] of Object.entries(values)) {
    if (!Object.hasOwn(options, name)) throw unknownOption(options, name);
    named.set(name, clean(name, text));
  }
  return named;
}
