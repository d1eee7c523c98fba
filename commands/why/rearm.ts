// When a rule is told next, in words: at which value, and what must happen before.

import type { CommandContext } from '../../src/core/command/command.ts';
import type { Rearm } from '../../src/core/ports/subscriptions.ts';
import { formatAmount } from '../../src/core/values/amount.ts';
import type { Rule } from '../../src/election/rule.ts';
import type { RuleKind } from '../../src/rules/define.ts';
import { isKnown, ruleKind } from '../../src/rules/index.ts';
import { votes } from '../../src/rules/votes.ts';
import { subjectLabel } from '../../src/words/nodes.ts';
import { ruleWords } from '../../src/words/rules.ts';

type Line = Rearm['lines'][number];
type Words = Pick<CommandContext, 't' | 'locale' | 'names'>;

interface Armed {
  readonly rule: Rule;
  readonly rearm: Rearm | undefined;
  /** The node or account that is asked about; without one, the only one. */
  readonly about: string | undefined;
  /** Votes that elect, where they are known. */
  readonly threshold: bigint | undefined;
}

/** "when Huobi Pool (huobipool) falls below 2,985,000 votes", to stand by itself. */
export function rearmWords(words: Words, { rule, rearm, about, threshold }: Armed): string {
  const { t, names, locale } = words;
  if (!isKnown(rule.event)) return t('watching.again.unknown');
  if (ruleKind(rule.event).how === 'event') return t('watching.again.event');
  const lines = rearm?.lines ?? [];
  const subjects = [...new Set(lines.map(({ subject }) => subject))];
  const subject = about ?? (subjects.length === 1 ? subjects[0] : undefined);
  const [first, second] = lines.filter((line) => line.subject === subject);
  if (subject === undefined && subjects.length > 1) return t('watching.again.each', { count: subjects.length });
  if (!first || subject === undefined) return t('watching.again.unread');
  const who = subjectLabel({ names, locale }, subject);
  const happens = (line: Line) => lineWords(words, rule, line, threshold);
  if (second) return t('watching.again.either', { who, one: happens(first), other: happens(second) });
  const isTold = rule.direction === 'both' || rule.direction === first.direction || ruleKind(rule.event).how === 'move';
  if (isTold) return t('watching.again.line', { who, rule: happens(first) });
  return t('watching.again.after', { who, first: happens(first), rule: ruleWords(t, locale, rule) });
}

/** What is about votes is told in votes, where that can be reckoned. A place is kept below zero. */
function lineWords({ t, locale }: Words, rule: Rule, { direction, at }: Line, threshold: bigint | undefined): string {
  const kind = ruleKind(rule.event);
  const inVotes = votesAt(kind, at, threshold);
  if (inVotes === undefined) {
    return ruleWords(t, locale, { ...rule, level: kind.unit === 'places' ? -at : at, direction });
  }
  // A bound is told of when it is reached, on either side.
  if (kind.how === 'move' && direction === 'down') return t('rules.votes.to', { level: formatAmount(inVotes) });
  return ruleWords(t, locale, { event: votes.name, level: inVotes, direction });
}

function votesAt(kind: RuleKind, at: bigint, threshold: bigint | undefined): bigint | undefined {
  if (kind.how === 'level') return kind.votesAt(at, threshold);
  return kind.how === 'move' ? at : undefined;
}
