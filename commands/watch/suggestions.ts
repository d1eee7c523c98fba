// The rules that are most worth watching of something, for whoever has named it and nothing else.
import { amountFromDecimal } from '../../src/core/values/amount.ts';
import type { Rule, Subject } from '../../src/election/rule.ts';
import type { Standing } from '../../src/election/standings.ts';
import type { RuleName } from '../../src/rules/index.ts';

const ONE = amountFromDecimal('1');
const MILLION = 1_000_000n * ONE;
const RANKS = [1, 3, 10, 20, 50, 100, 200, 500];
const HOUR = 3_600n;
const DAY = 24n * HOUR;

/** Best first. `node`: the one that is asked about, if it is one. `event`: only its rules, and one at least. */
export function suggestionsFor(subject: Subject, node: Standing | undefined, event?: RuleName): readonly Rule[] {
  const usual = usualRules(subject, node).filter((rule) => event === undefined || rule.event === event);
  return usual.length > 0 ? usual : EXAMPLES.filter((rule) => rule.event === event);
}

/** A rule of each kind that takes a value. */
const EXAMPLES: readonly Rule[] = [
  { event: 'votes', level: 3n * MILLION, direction: 'both' },
  { event: 'margin', level: MILLION / 10n, direction: 'both' },
  { event: 'rank', level: 20n, direction: 'both' },
  { event: 'move', level: 500n, isPercent: true, periodSeconds: 86_400, direction: 'both' },
  { event: 'blocks', level: 10n, direction: 'down' },
  { event: 'unlisted', level: 6n * HOUR, direction: 'up' },
  { event: 'stuck', level: 7n * DAY, direction: 'up' },
  { event: 'claimable', level: 100n * ONE, direction: 'up' },
];

function usualRules(subject: Subject, node: Standing | undefined): readonly Rule[] {
  if (subject.kind === 'account') {
    return [
      { event: 'claimable', level: 100n * ONE, direction: 'up' },
      both('released'),
      { event: 'orphaned', direction: 'up' },
    ];
  }
  const stuck: Rule = { event: 'stuck', level: 7n * DAY, direction: 'up' };
  if (subject.kind === 'all') return [both('elected'), both('status'), both('barred'), both('strikes')];
  if (!node) return [both('elected'), both('dividend'), stuck, both('status'), both('barred'), both('online')];
  const place = RANKS.find((rank) => rank >= node.rank);
  return [
    both('elected'),
    { event: 'votes', level: nextMillion(node.candidate.votes), direction: 'both' },
    both('overtaken'),
    ...(place === undefined ? [] : [{ event: 'rank', level: BigInt(place), direction: 'both' } as const]),
    { event: 'move', level: 500n, isPercent: true, periodSeconds: 86_400, direction: 'both' },
    ...(node.kind === 'servi'
      ? [both('strikes'), { event: 'unlisted', level: 6n * HOUR, direction: 'up' } as const]
      : []),
    both('dividend'),
    stuck,
  ];
}

function both(event: RuleName): Rule {
  return { event, direction: 'both' };
}

/** A round number that is not reached yet: two digits and zeros, whole millions at least. */
function nextMillion(votes: bigint): bigint {
  const digits = (votes / MILLION).toString().length;
  const step = MILLION * 10n ** BigInt(Math.max(0, digits - 2));
  return (votes / step + 1n) * step;
}
