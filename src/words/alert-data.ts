// An alert as data: for `why`, for exports, for programs.

import type { Alert, LoggedEvent } from '../core/ports/alert.ts';
import type { Json } from '../core/reply/reply.ts';
import { ruleKind } from '../rules/index.ts';
import { ruleText } from '../rules/text.ts';
import { subjectText, valueData } from './subscriptions.ts';

/** Of a crossed line, values are whole numbers in the unit of its rule; anything else is told as the event has it. */
export function lineRule({ type, before, after }: Pick<LoggedEvent, 'type' | 'before' | 'after'>): string | undefined {
  const isWhole = [before, after].every((value) => value === undefined || /^-?\d+$/.test(value));
  return ruleKind(type).how !== 'event' && isWhole ? type : undefined;
}

const iso = (at: number) => new Date(at).toISOString();

export function alertData({ id, kind, event, subscription, createdAt, outcome, settledAt, platform }: Alert) {
  return {
    id,
    kind,
    subject: event?.subject ?? null,
    watched: subscription ? subjectText(subscription.subject) : null,
    rule: subscription ? ruleText(subscription.rule) : null,
    subscription: subscription?.id ?? null,
    createdAt: iso(createdAt),
    outcome,
    settledAt: settledAt === undefined ? null : iso(settledAt),
    platform: platform ?? null,
    event: event ? eventData(event) : null,
  } satisfies Json;
}

/** A place is kept below zero. */
function valueIn(type: string, text: string): string {
  const rule = lineRule({ type, before: text });
  if (!rule) return text;
  return valueData(rule, ruleKind(rule).unit === 'places' ? -BigInt(text) : BigInt(text));
}

function eventData(event: LoggedEvent) {
  const { type, level, direction, before, after, blocks, times, sources, isSynthetic, isOffline, isOneSource } = event;
  const value = (text: string | undefined) => (text === undefined ? null : valueIn(type, text));
  return {
    type,
    direction: direction ?? null,
    before: value(before),
    after: value(after),
    level: value(level?.toString()),
    fromBlock: blocks.from,
    toBlock: blocks.to,
    fromTime: iso(times.from),
    toTime: iso(times.to),
    sources,
    isSynthetic,
    isOffline,
    isOneSource,
  } satisfies Json;
}
