// A rule as people type it, and back: "votes 3m up", "move 5% 24h", "unlisted 6h". What it takes stands in the table of rules.

import { UserError } from '../core/answer/errors.ts';
import type { Translate } from '../core/answer/i18n.ts';
import { fold, plainText } from '../core/reply/text.ts';
import { amountFromDecimal, amountToDecimal, parseAmount } from '../core/values/amount.ts';
import { compactSpan, parseSpan } from '../core/values/span.ts';
import type { Direction, Rule } from '../election/rule.ts';
import { RULE_NAMES, type RuleName, ruleKind } from './index.ts';
import { levelWords } from './values.ts';

export const DIRECTIONS = ['up', 'down', 'both'] as const satisfies readonly Direction[];

const DAY = 86_400;
const PERIOD = { least: 600, most: 90 * DAY, usual: DAY };
/** In 1/100 %. */
const PERCENT = { min: 1n, max: 100_000n };
const PERCENT_FORM = /^(\d{1,9})(?:\.(\d+))?\s?%$/;
/** A number, whatever its size. */
const NUMBER_FORM = /^-?[\d,]+(?:\.\d+)?\s?[kmb万亿]?$/i;
const SHOWN = 40;
/** Words that make a sentence of it: "move 5% within 24h", "top 20". */
const FILLERS = ['within', 'in', 'by', 'top', 'at'];

/** The rule of what was written after its name. Throws UserError. */
export function readRule(event: RuleName, words: readonly string[], locale: string): Rule {
  const kind = ruleKind(event);
  const directions = words.filter(isDirection);
  const values = words.filter((word) => !isDirection(word) && !FILLERS.includes(word.toLowerCase()));
  const direction = readDirection(event, directions);
  if (kind.unit === 'none') {
    if (values.length > 0) throw mistake('no-value', event, values.join(' '));
    return { event, direction };
  }
  const hasPeriod = kind.how === 'move';
  const period = hasPeriod ? values.findLastIndex((word) => parseSpan(word) !== undefined) : -1;
  const text = values.filter((_, index) => index !== period).join(' ');
  if (text === '') {
    const { example } = kind;
    const offer = { option: 'value', choices: [{ value: example, label: `${event} ${example}` }] };
    throw new UserError('rules.bad.missing', { event, example }, offer);
  }
  const level = readLevel(event, text, locale);
  const periodSeconds = hasPeriod ? readPeriod(event, values[period]) : undefined;
  return { event, direction, ...level, ...(periodSeconds !== undefined && { periodSeconds }) };
}

/** As it can be typed. The direction is left out where it goes without saying. */
export function ruleText(rule: Rule): string {
  return [rule.event, valueText(rule)].filter((part) => part !== '').join(' ');
}

/** What stands after the rule's name. */
export function valueText({ event, level, isPercent, periodSeconds, direction }: Rule): string {
  return [
    ...(level === undefined ? [] : [levelText(event, level, isPercent)]),
    ...(periodSeconds === undefined ? [] : [compactSpan(periodSeconds)]),
    ...(direction === ruleKind(event).direction ? [] : [direction]),
  ].join(' ');
}

/** What could stand after the rule's name: "3m"; '' where nothing can. */
export function exampleOf(event: RuleName): string {
  const kind = ruleKind(event);
  return kind.unit === 'none' ? '' : kind.example;
}

/** Whether a word can only be a part of a value, and none of a name. */
export function isValueWord(word: string): boolean {
  return isDirection(word) || NUMBER_FORM.test(word) || PERCENT_FORM.test(word) || parseSpan(word) !== undefined;
}

/** By its name, or by what it is called in the person's language. */
export function ruleNamed(word: string, t?: Translate): RuleName | undefined {
  const wanted = fold(word);
  return RULE_NAMES.find((name) => name === wanted || (t && fold(t(`rules.title.${name}`)) === wanted));
}

export function isDirection(word: string): word is Direction {
  return DIRECTIONS.some((direction) => direction === word.toLowerCase());
}

function readDirection(event: RuleName, words: readonly string[]): Direction {
  const { direction, hasDirection } = ruleKind(event);
  const said = DIRECTIONS.filter((each) => words.some((word) => word.toLowerCase() === each));
  const [first = direction, ...others] = said;
  if (others.length > 0) throw mistake('directions', event, said.join(' '));
  if (!hasDirection && first !== direction) throw mistake('no-direction', event, first);
  return first;
}

function readLevel(event: RuleName, text: string, locale: string): Pick<Rule, 'level' | 'isPercent'> {
  const { unit } = ruleKind(event);
  if (text.endsWith('%')) return { level: readPercent(event, text, locale), isPercent: true };
  if (unit === 'span') {
    const seconds = parseSpan(text);
    if (seconds === undefined) throw mistake('not-a-span', event, text);
    return { level: within(event, text, BigInt(seconds), locale) };
  }
  const amount = parseAmount(text) ?? beyond(text);
  if (amount === undefined) throw mistake('not-a-number', event, text);
  if (unit !== 'places' && unit !== 'blocks') return { level: within(event, text, amount, locale) };
  const whole = amount / amountFromDecimal('1');
  if (whole * amountFromDecimal('1') !== amount) throw mistake('not-whole', event, text);
  return { level: within(event, text, whole, locale) };
}

/** Numbers that are none of anything: below zero, or of more digits than there are IOST. */
function beyond(text: string): bigint | undefined {
  if (!NUMBER_FORM.test(text)) return undefined;
  if (text.startsWith('-')) return -1n;
  return /^\d{16}/.test(text) ? 10n ** 30n : undefined;
}

function readPercent(event: RuleName, text: string, locale: string): bigint {
  if (ruleKind(event).unit !== 'change') throw mistake('percent', event, text);
  const [, whole, decimals = ''] = PERCENT_FORM.exec(text) ?? [];
  if (whole === undefined) throw mistake('not-a-number', event, text);
  if (decimals.length > 2) throw mistake('percent-fine', event, text);
  const level = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0'));
  if (level >= PERCENT.min && level <= PERCENT.max) return level;
  throw outOfRange({ event, isPercent: true, direction: 'both' }, text, PERCENT, locale);
}

function within(event: RuleName, text: string, level: bigint, locale: string): bigint {
  const kind = ruleKind(event);
  const { min, max } = kind.unit === 'none' ? { min: level, max: level } : kind;
  if (level >= min && level <= max) return level;
  throw outOfRange({ event, direction: 'both' }, text, { min, max }, locale);
}

function outOfRange(rule: Rule, text: string, range: { min: bigint; max: bigint }, locale: string): UserError {
  const { event } = rule;
  const words = (level: bigint) => levelWords(locale, { ...rule, level });
  const values = { min: words(range.min), max: words(range.max) };
  const { unit } = ruleKind(event);
  const key = unit === 'span' ? 'rules.bad.range-of-time' : 'rules.bad.range';
  const understood = unit === 'span' ? words(BigInt(parseSpan(text) ?? 0)) : '';
  return new UserError(key, { ...values, event, text: plainText(text, SHOWN), ...(understood && { understood }) });
}

function readPeriod(event: RuleName, text: string | undefined): number {
  const seconds = text === undefined ? PERIOD.usual : (parseSpan(text) ?? 0);
  if (seconds >= PERIOD.least && seconds <= PERIOD.most) return seconds;
  const range = { min: compactSpan(PERIOD.least), max: compactSpan(PERIOD.most) };
  throw new UserError('rules.bad.period', { ...range, event, text: plainText(text ?? '', SHOWN) });
}

function levelText(event: string, level: bigint, isPercent: true | undefined): string {
  const { unit } = ruleKind(event);
  if (isPercent) return `${amountToDecimal(level * 1_000_000n)}%`;
  if (unit === 'span') return compactSpan(Number(level));
  return unit === 'places' || unit === 'blocks' ? String(level) : compactAmount(level);
}

/** The shortest text that is read as exactly this amount: "3m", "2100000.00000001". */
function compactAmount(amount: bigint): string {
  const forms = [['', 1n] as const, ['k', 1_000n] as const, ['m', 1_000_000n] as const, ['b', 1_000_000_000n] as const];
  const texts = forms
    .filter(([, factor]) => amount % factor === 0n)
    .map(([suffix, factor]) => amountToDecimal(amount / factor) + suffix);
  return texts.reduce((shortest, text) => (text.length < shortest.length ? text : shortest));
}

function mistake(key: string, event: RuleName, text: string): UserError {
  const example = `${event} ${exampleOf(event)}`.trim();
  return new UserError(`rules.bad.${key}`, { event, text: plainText(text, SHOWN), example });
}
