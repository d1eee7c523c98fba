// The rules that are most worth watching of something, for whoever has named it and nothing else.
import { amountFromDecimal } from '../../src/core/values/amount.ts';
import type { Rule, Subject } from '../../src/election/rule.ts';
import type { Standing } from '../../src/election/standings.ts';
import { ACCOUNT_RULES, type RuleName, ruleKind } from '../../src/rules/index.ts';
import { exampleOf, readRule } from '../../src/rules/text.ts';

const MILLION = amountFromDecimal('1000000');
const RANKS = [1, 3, 10, 20, 50, 100, 200, 500];

/** Best first. */
const OF_ALL: readonly RuleName[] = ['elected', 'status', 'barred', 'strikes'];
const OF_MINE: readonly RuleName[] = ['elected', 'dividend', 'stuck', 'status', 'barred', 'online'];

/** Best first. `node`: the one that is asked about, if it is one. `event`: only its rules, and one at least. */
export function suggestionsFor(subject: Subject, node: Standing | undefined, event?: RuleName): readonly Rule[] {
  const usual = usualRules(subject, node).filter((rule) => event === undefined || rule.event === event);
  return usual.length > 0 || event === undefined || ruleKind(event).unit === 'none' ? usual : [example(event)];
}

function usualRules(subject: Subject, node: Standing | undefined): readonly Rule[] {
  if (subject.kind === 'account') return ACCOUNT_RULES.map(example);
  if (subject.kind === 'all') return OF_ALL.map(example);
  return node ? rulesOf(node) : OF_MINE.map(example);
}

function rulesOf({ rank, kind, candidate }: Standing): readonly Rule[] {
  const place = RANKS.find((each) => each >= rank);
  return [
    example('elected'),
    { event: 'votes', level: nextMillion(candidate.votes), direction: 'both' },
    example('overtaken'),
    ...(place === undefined ? [] : [{ event: 'rank', level: BigInt(place), direction: 'both' } as const]),
    example('move'),
    ...(kind === 'servi' ? [example('strikes'), example('unlisted')] : []),
    example('dividend'),
    example('stuck'),
  ];
}

/** The rule as help writes it. */
function example(event: RuleName): Rule {
  const value = exampleOf(event);
  return readRule(event, value === '' ? [] : [value], 'en');
}

/** A round number that is not reached yet: two digits and zeros, whole millions at least. */
function nextMillion(votes: bigint): bigint {
  const digits = (votes / MILLION).toString().length;
  const step = MILLION * 10n ** BigInt(Math.max(0, digits - 2));
  return (votes / step + 1n) * step;
}
