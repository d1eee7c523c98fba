// A subscription between its row and the domain.
import { sql } from 'kysely';
import type { Subscription } from '../../core/ports/subscription.ts';
import type { Rule, Subject } from '../../election/rule.ts';

/** What makes two subscriptions of one owner the same. */
export interface WatchColumns {
  readonly subject_kind: Subject['kind'];
  readonly subject: string;
  readonly event: string;
  readonly level: bigint | null;
  readonly is_percent: 0 | 1;
  readonly period_s: number | null;
  readonly direction: Rule['direction'];
}

export function watchColumns(subject: Subject, rule: Rule): WatchColumns {
  return {
    subject_kind: subject.kind,
    subject: nameOf(subject),
    event: rule.event,
    level: rule.level ?? null,
    is_percent: rule.isPercent ? 1 : 0,
    period_s: rule.periodSeconds ?? null,
    direction: rule.direction,
  };
}

/** '' of all and mine. */
function nameOf(subject: Subject): string {
  if (subject.kind === 'node') return subject.node;
  return subject.kind === 'account' ? subject.account : '';
}

/** Of `subscriptions as watch`, for `select`. */
export const WATCH_COLUMNS = [
  'watch.id as watch_id',
  'watch.subject_kind as watch_subject_kind',
  'watch.subject as watch_subject',
  'watch.event as watch_event',
  'watch.is_percent as watch_is_percent',
  'watch.period_s as watch_period_s',
  'watch.direction as watch_direction',
  'watch.muted_until as watch_muted_until',
  'watch.created_at as watch_created_at',
  sql<string | null>`cast(watch.level as text)`.as('watch_level'),
] as const;

export interface SubscriptionRow {
  readonly watch_id: number;
  readonly watch_subject_kind: Subject['kind'];
  readonly watch_subject: string;
  readonly watch_event: string;
  readonly watch_level: string | null;
  readonly watch_is_percent: number;
  readonly watch_period_s: number | null;
  readonly watch_direction: Rule['direction'];
  readonly watch_muted_until: number | null;
  readonly watch_created_at: number;
}

export function subscriptionOf(row: SubscriptionRow): Subscription {
  return {
    id: row.watch_id,
    subject: subjectOf(row.watch_subject_kind, row.watch_subject),
    rule: ruleOf(row),
    createdAt: Number(row.watch_created_at),
    ...(row.watch_muted_until !== null && { mutedUntil: Number(row.watch_muted_until) }),
  };
}

function subjectOf(kind: Subject['kind'], name: string): Subject {
  if (kind === 'node') return { kind, node: name };
  return kind === 'account' ? { kind, account: name } : { kind };
}

function ruleOf(row: SubscriptionRow): Rule {
  return {
    event: row.watch_event,
    direction: row.watch_direction,
    ...(row.watch_level !== null && { level: BigInt(row.watch_level) }),
    ...(row.watch_is_percent === 1 && { isPercent: true }),
    ...(row.watch_period_s !== null && { periodSeconds: row.watch_period_s }),
  };
}
