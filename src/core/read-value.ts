// One option's value, out of what a person wrote for it.
import { type Amount, amountToDecimal, parseAmount } from './amount.ts';
import type { Option } from './command.ts';
import { UserError } from './errors.ts';
import { nearest } from './nearest.ts';
import { plainText } from './text.ts';

export type ArgValue = string | number | Amount;

const ACCOUNT = /^(?:[a-z0-9_]{5,11}|0x[0-9a-f]{40})$/i;
const MAX_TEXT_LENGTH = 100;

/** What is meant as a number, whether it is one that we take or not. */
const NUMBER = /^[+-]?\d[\d.,]*(?:e[+-]?\d+)?\s*[kmb]?$/i;

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
    default:
      return true;
  }
}

/** The value that the text stands for; throws a UserError when it stands for none. */
export function readValue(name: string, option: Option, text: string): ArgValue {
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

function rejectChoice(mistaken: { readonly option: string; readonly text: string }, choices: readonly string[]): never {
  const offered = nearest(mistaken.text, choices, 3).map((choice) => ({ value: choice, label: choice }));
  throw new UserError(
    'errors.not-a-choice',
    { ...mistaken, choices: choices.join(', ') },
    { option: mistaken.option, choices: offered },
  );
}
