// The numbers that the lines of the rules are drawn through, by where they come from.

import type { RoundMetric, StateMetric } from '../election/metrics.ts';
import type { SinceMetric } from '../election/moments.ts';
import type { AccountLook, RuleKind } from './define.ts';

interface AccountMetric {
  readonly name: string;
  /** undefined when it is not known now. */
  value(look: AccountLook): bigint | undefined;
}

export interface RuleMetrics {
  readonly state: readonly StateMetric[];
  readonly round: readonly RoundMetric[];
  readonly since: readonly SinceMetric[];
  readonly account: readonly AccountMetric[];
}

export function metricsOf(rules: readonly RuleKind[]): RuleMetrics {
  const named = rules.flatMap((rule) => (rule.how === 'level' ? [{ ...rule.metric, name: rule.name }] : []));
  return {
    state: named.filter((metric) => metric.kind === 'state'),
    round: named.filter((metric) => metric.kind === 'round'),
    since: named.filter((metric) => metric.kind === 'since'),
    account: named.filter((metric) => metric.kind === 'account'),
  };
}
