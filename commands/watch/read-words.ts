// What someone wants to be told, out of the words of a line in any order that leaves no doubt: whom it is about, and the rule.

import { UserError } from '../../src/core/answer/errors.ts';
import type { Translate } from '../../src/core/answer/i18n.ts';
import { plainText } from '../../src/core/reply/text.ts';
import { amountFromDecimal, parseAmount } from '../../src/core/values/amount.ts';
import { nearest } from '../../src/core/values/nearest.ts';
import type { Direction, Rule } from '../../src/election/rule.ts';
import { RULE_NAMES, type RuleName, ruleKind, ruleOfUnit } from '../../src/rules/index.ts';
import { isDirection, isValueWord, readRule, ruleNamed } from '../../src/rules/text.ts';

/** As the command's options have it: on a line, names of several words and words in another order end up in `value`. */
export interface WatchWords {
  readonly subject: string;
  readonly event?: RuleName | undefined;
  readonly value?: string | undefined;
  readonly dir?: Direction | undefined;
}

export interface WatchRequest {
  /** Not looked up yet. */
  readonly subject: string;
  readonly event: RuleName | undefined;
  /** undefined when none was named, or not the value that it takes. */
  readonly rule: Rule | undefined;
}

/** Below this a bare number may be votes as well as a rank. */
const SURELY_VOTES = amountFromDecimal('10000');

const NEAREST_SHOWN = 3;
/** What may have been meant by a value alone: of the numbers, a small one before a large one. */
const MEANT: Readonly<Record<'number' | 'span' | 'direction', readonly RuleName[]>> = {
  number: [ruleOfUnit('places'), ruleOfUnit('votes'), ruleOfUnit('blocks')],
  span: RULE_NAMES.filter((name) => ruleKind(name).unit === 'span'),
  direction: RULE_NAMES.filter((name) => ruleKind(name).unit === 'none' && ruleKind(name).hasDirection),
};

interface Reader {
  readonly t: Translate;
  readonly locale: string;
}

/** Throws UserError. */
export function readWatch({ t, locale }: Reader, given: WatchWords): WatchRequest {
  const { subject, event, values } = sortWords(given, t);
  const named = event ?? (values.length > 0 ? guessEvent(values) : undefined);
  const isWhole = named && (ruleKind(named).unit === 'none' || values.some((value) => !isDirection(value)));
  return { subject, event: named, rule: isWhole ? readRule(named, values, locale) : undefined };
}

/** A word after the subject that is no rule is taken for a part of a name. When the name is none with it, and one without
 *  it, the word was meant as a rule: throws UserError with those that are like it. */
export function checkRuleWord(given: WatchWords, found: WatchRequest, isNode: (name: string) => boolean): void {
  const { subject, value = '' } = given;
  const added = found.subject.slice(subject.length).trim();
  if (added === '' || isNode(found.subject) || !isNode(subject)) return;
  const [word = ''] = added.split(' ');
  const choices = nearest(word, RULE_NAMES, NEAREST_SHOWN).map((name) => {
    return { value: value.replace(word, name), label: name };
  });
  const values = { text: plainText(word, 40), events: RULE_NAMES.join(', ') };
  throw new UserError('rules.bad.unknown-event', values, { option: 'value', choices });
}

interface Sorted {
  readonly subject: string;
  readonly event: RuleName | undefined;
  readonly values: readonly string[];
}

function sortWords({ subject, event, value = '', dir }: WatchWords, t: Translate): Sorted {
  const words = value.split(' ').filter((word) => word !== '');
  const directions = dir === undefined ? [] : [dir];
  if (event !== undefined) return { subject, event, values: [...words, ...directions] };
  const at = words.findIndex((word) => ruleNamed(word, t) !== undefined);
  const [before, after] = at < 0 ? [words, []] : [words.slice(0, at), words.slice(at + 1)];
  // "iost_kor 3m votes": what stands before the rule is its value when nothing stands after it.
  const isName = at >= 0 && after.some((word) => !isDirection(word));
  const firstValue = isName ? before.length : before.findIndex(isValueWord);
  const names = firstValue < 0 ? before : before.slice(0, firstValue);
  return {
    subject: [subject, ...names].join(' '),
    event: ruleNamed(words[at] ?? '', t),
    values: [...before.slice(names.length), ...after, ...directions],
  };
}

/** Percentages and changes within a time move; many votes are votes. Anything else could be more than one rule. */
function guessEvent(values: readonly string[]): RuleName {
  const amounts = values.flatMap((value) => parseAmount(value) ?? []);
  if (values.some((value) => value.endsWith('%'))) return ruleOfUnit('change');
  const [amount = 0n] = amounts;
  const others = values.filter((value) => !isDirection(value)).length - amounts.length;
  if (amount >= SURELY_VOTES) return ruleOfUnit(others > 0 ? 'change' : 'votes');
  const isSpan = others > 0;
  const choices = MEANT[amounts.length > 0 ? 'number' : isSpan ? 'span' : 'direction'].map((name) => ({
    value: name,
    label: name,
  }));
  const text = plainText(values.join(' '), 40);
  throw new UserError('rules.bad.which', { text, events: RULE_NAMES.join(', ') }, { option: 'event', choices });
}
