// One option's value, out of what a person wrote for it.

import { UserError } from '../answer/errors.ts';
import type { Known, KnownChannel, KnownRole } from '../ports/known.ts';
import { plainText } from '../reply/text.ts';
import { type Amount, amountToDecimal, parseAmount } from '../values/amount.ts';
import { parseDayTime } from '../values/day-time.ts';
import { nearest } from '../values/nearest.ts';
import { compactSpan, parseSpan } from '../values/span.ts';
import type { ZoneSearch } from '../values/zone-names.ts';
import type { Option } from './command.ts';

export type ArgValue = string | number | Amount | KnownRole | KnownChannel;

/** What values can be names of. */
export interface Lookups {
  readonly zones: ZoneSearch;
  readonly known: Known;
}

interface Mistaken extends Readonly<Record<string, string>> {
  readonly option: string;
  readonly text: string;
}

const ACCOUNT = /^(?:[a-z0-9_]{5,11}|0x[0-9a-f]{40})$/i;
const MAX_TEXT_LENGTH = 100;
/** An id, or what a platform makes of a mention. */
const MENTION = /^<(?:@&|#)(.+)>$/;

/** What is meant as a number, whether it is one that we take or not. */
const NUMBER = /^[+-]?\d[\d.,]*(?:e[+-]?\d+)?\s*[kmb]?$/i;

/** What may be said of what was written for an option of each kind. */
export const VALUE_MISTAKES = {
  integer: ['errors.not-an-integer', 'errors.out-of-range'],
  amount: ['errors.not-an-amount'],
  choice: ['errors.not-a-choice'],
  account: ['errors.not-an-account'],
  span: ['errors.not-a-span', 'errors.out-of-range'],
  time: ['errors.not-a-time'],
  zone: ['errors.not-a-zone', 'errors.not-a-zone-near'],
  node: ['errors.too-long'],
  command: ['errors.too-long'],
  text: ['errors.too-long'],
  role: ['no-roles', 'not-a-role', 'role-of-everyone', 'silent-role'].map((key) => `errors.${key}`),
  channel: ['errors.no-channels', 'errors.not-a-channel'],
} satisfies Readonly<Record<Option['kind'], readonly string[]>>;

/** Whether the text has the form of this option's values; a number out of range has. */
export function accepts(option: Option, text: string): boolean {
  switch (option.kind) {
    case 'integer':
      return readInteger(text) !== undefined;
    case 'amount':
      return NUMBER.test(text);
    case 'choice':
      return findChoice(option.choices, text) !== undefined;
    case 'account':
      return ACCOUNT.test(text);
    case 'span':
      return parseSpan(text) !== undefined;
    case 'time':
      return parseDayTime(text) !== undefined;
    default:
      return true;
  }
}

/** The value that the text stands for; throws a UserError when it stands for none. */
export function readValue(name: string, option: Option, text: string, { zones, known }: Lookups): ArgValue {
  const mistaken = { option: name, text: plainText(text, 40) };
  switch (option.kind) {
    case 'integer': {
      const { min, max } = option;
      const value = readInteger(text);
      if (value === undefined) throw new UserError('errors.not-an-integer', mistaken);
      if (value < min || value > max) throw new UserError('errors.out-of-range', { option: name, min, max });
      return value;
    }
    case 'amount': {
      const value = parseAmount(text);
      if (value === undefined) throw new UserError('errors.not-an-amount', mistaken);
      return value;
    }
    case 'choice':
      return findChoice(option.choices, text) ?? rejectChoice(mistaken, option.choices);
    case 'account':
      if (!ACCOUNT.test(text)) throw new UserError('errors.not-an-account', { text: mistaken.text });
      return text.toLowerCase();
    case 'span':
      return readSpan(mistaken, option, text);
    case 'time':
      return parseDayTime(text) ?? rejectTime(mistaken);
    case 'zone':
      return readZone(mistaken, text, zones);
    case 'role':
      return findChoice(option.also ?? [], text) ?? readRole(mistaken, text, known);
    case 'channel':
      return readChannel(mistaken, text, known);
    default: {
      const max = option.maxLength ?? MAX_TEXT_LENGTH;
      if (text.length > max) throw new UserError('errors.too-long', { option: name, max });
      return text;
    }
  }
}

/** "12", "-3", "1,000", "2k"; undefined when it is no whole number. */
function readInteger(text: string): number | undefined {
  const amount = parseAmount(text.replace(/^[+-]/, ''));
  const magnitude = amount === undefined ? Number.NaN : Number(amountToDecimal(amount));
  if (!Number.isInteger(magnitude)) return undefined;
  return text.startsWith('-') ? 0 - magnitude : magnitude;
}

function findChoice(choices: readonly string[], text: string): string | undefined {
  return choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
}

function readSpan(
  mistaken: Mistaken,
  { min, max }: { readonly min: number; readonly max: number },
  text: string,
): number {
  const seconds = parseSpan(text);
  if (seconds === undefined) throw new UserError('errors.not-a-span', mistaken);
  const range = { option: mistaken.option, min: compactSpan(min), max: compactSpan(max) };
  if (seconds < min || seconds > max) throw new UserError('errors.out-of-range', range);
  return seconds;
}

/** One that the bot can ping there. */
function readRole(mistaken: Mistaken, text: string, { roles }: Known): KnownRole {
  if (!roles) throw new UserError('errors.no-roles', mistaken);
  const role = roles.get(idIn(text));
  if (!role) throw new UserError('errors.not-a-role', mistaken);
  const named = { ...mistaken, role: plainText(role.name, 40) };
  if (role.isEveryone) throw new UserError('errors.role-of-everyone', named);
  if (!role.rings) throw new UserError('errors.silent-role', named);
  return role;
}

function readChannel(mistaken: Mistaken, text: string, { channels }: Known): KnownChannel {
  if (!channels) throw new UserError('errors.no-channels', mistaken);
  return channels.get(idIn(text)) ?? rejectChannel(mistaken);
}

function rejectChannel(mistaken: Mistaken): never {
  throw new UserError('errors.not-a-channel', mistaken);
}

function idIn(text: string): string {
  return MENTION.exec(text)?.[1] ?? text;
}

function rejectTime(mistaken: Mistaken): never {
  throw new UserError('errors.not-a-time', mistaken);
}

function readZone(mistaken: Mistaken, text: string, zones: ZoneSearch): string {
  const match = zones.find(text);
  if (match.kind === 'found') return match.zone;
  if (match.nearest.length === 0) throw new UserError('errors.not-a-zone', mistaken);
  const choices = match.nearest.map((zone) => ({ value: zone, label: zone }));
  throw new UserError('errors.not-a-zone-near', mistaken, { option: mistaken.option, choices });
}

function rejectChoice(mistaken: Mistaken, choices: readonly string[]): never {
  const offered = nearest(mistaken.text, choices, 3).map((choice) => ({ value: choice, label: choice }));
  throw new UserError(
    'errors.not-a-choice',
    { ...mistaken, choices: choices.join(', ') },
    { option: mistaken.option, choices: offered },
  );
}
