// A rule in words: what lists, previews and answers call it, in the person's language.

import type { Translate } from '../core/answer/i18n.ts';
import type { NodeFacts } from '../core/ports/node-facts.ts';
import { plainText } from '../core/reply/text.ts';
import { formatSpan } from '../core/values/span.ts';
import type { Rule, Subject } from '../election/rule.ts';
import { isKnown, ruleKind } from '../rules/index.ts';
import { levelWords } from '../rules/values.ts';
import { MAX_LABEL_LENGTH, subjectLabel } from './nodes.ts';

/** What happens, to stand after the subject: "reaches or falls below 3,000,000 votes". */
export function ruleWords(t: Translate, locale: string, rule: Rule): string {
  const { event, direction, periodSeconds = 0 } = rule;
  if (!isKnown(event)) return t('rules.unknown', { event });
  const { unit } = ruleKind(event);
  const level = levelWords(locale, rule);
  const change = unit === 'change' && t(rule.isPercent ? 'rules.share' : 'rules.amount', { level });
  return t(`rules.${event}.${direction}`, { level: change || level, period: formatSpan(periodSeconds, locale) });
}

/** Who is watched: "Huobi Pool (huobipool)", "any node", "account abc". */
export function subjectWords(
  { t, locale, names }: { readonly t: Translate; readonly locale: string; readonly names: readonly NodeFacts[] },
  subject: Subject,
): string {
  switch (subject.kind) {
    case 'node':
      return subjectLabel({ names, locale }, subject.node);
    case 'account':
      return t('rules.subject.account', { account: plainText(subject.account, MAX_LABEL_LENGTH) });
    default:
      return t(`rules.subject.${subject.kind}`);
  }
}
