// One subscription as a line of a list, as something to press, and as data.

import type { CommandContext } from '../core/command/command.ts';
import type { Owner } from '../core/ports/ids.ts';
import type { Subscription } from '../core/ports/subscription.ts';
import type { Action, Json } from '../core/reply/reply.ts';
import { amountToDecimal } from '../core/values/amount.ts';
import { formatLocal } from '../core/values/local-time.ts';
import type { Rule, Subject } from '../election/rule.ts';
import { isKnown, ruleKind } from '../rules/index.ts';
import { ruleText, valueText } from '../rules/text.ts';
import { notThere } from './owner.ts';
import { ruleWords, subjectWords } from './rules.ts';

type Watched = Pick<Subscription, 'subject' | 'rule'>;

/** "Huobi Pool (huobipool): reaches or falls below 3,000,000 votes". */
export function watchWords(
  context: Pick<CommandContext, 't' | 'locale' | 'names'>,
  { subject, rule }: Watched,
): string {
  const { t, locale } = context;
  return t('watching.line', { who: subjectWords(context, subject), rule: ruleWords(t, locale, rule) });
}

/** With its number, and until when it is muted. */
export function rowWords(
  context: Pick<CommandContext, 't' | 'locale' | 'names' | 'clock'>,
  subscription: Subscription,
  zone: string,
): string {
  const { t, clock } = context;
  const { id, mutedUntil = 0 } = subscription;
  const row = t('watching.row', { id, line: watchWords(context, subscription) });
  return mutedUntil <= clock.now() ? row : t('watching.muted-row', { row, until: formatLocal(zone, mutedUntil) });
}

/** As it is typed: "iost_kor", "account:abc", "all". */
export function subjectText(subject: Subject): string {
  if (subject.kind === 'node') return subject.node;
  return subject.kind === 'account' ? `account:${subject.account}` : subject.kind;
}

/** For a button: "Votes 3m", "Change 5% 1d". */
export function ruleTitle({ t }: Pick<CommandContext, 't'>, rule: Rule): string {
  const { event } = rule;
  return [isKnown(event) ? t(`rules.title.${event}`) : event, valueText(rule)].join(' ').trim();
}

/** A button that subscribes. */
export function watchAction(label: string, { subject, rule }: Watched, whose: { readonly for?: string } = {}): Action {
  const value = valueText(rule);
  return {
    label,
    command: 'watch',
    args: { subject: subjectText(subject), event: rule.event, ...(value !== '' && { value }), ...whose },
  };
}

export function subscriptionData({ id, subject, rule, createdAt, mutedUntil }: Subscription) {
  return {
    id,
    subject: subjectText(subject),
    rule: ruleText(rule),
    event: rule.event,
    level: levelData(rule),
    periodSeconds: rule.periodSeconds ?? null,
    direction: rule.direction,
    createdAt: new Date(createdAt).toISOString(),
    mutedUntil: mutedUntil === undefined ? null : new Date(mutedUntil).toISOString(),
  } satisfies Json;
}

/** Amounts as decimal IOST, shares as fractions of 1, spans in seconds. */
function levelData({ event, level, isPercent }: Rule): string | null {
  if (level === undefined) return null;
  return isPercent ? amountToDecimal(level * 10_000n) : valueData(event, level);
}

/** A value of what the rule looks at, as `levelData`. */
export function valueData(event: Rule['event'], value: bigint): string {
  const isAmount = ['votes', 'iost', 'change', 'none'].includes(ruleKind(event).unit);
  return isAmount ? amountToDecimal(value) : String(value);
}

/** Throws UserError when the owner has no such one. */
export async function ownSubscription(
  context: Pick<CommandContext, 'subscriptions' | 't' | 'chat'>,
  owner: Owner,
  id: number,
): Promise<Subscription> {
  const found = (await context.subscriptions.list(owner)).find((subscription) => subscription.id === id);
  if (!found) throw notThere(context, owner, 'watching.not-there', id);
  return found;
}
