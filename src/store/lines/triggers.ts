// What a subscription listens to: one row per node or account, with the line at which it fires next.
import { sql } from 'kysely';
import type { RuleTable } from '../../core/ports/rule-table.ts';
import { cross, firesAt, type LineState, lineStart } from '../../election/line.ts';
import type { Rule } from '../../election/rule.ts';
import type { Db } from '../schema.ts';
import { listenTo, type NewLine } from './listeners.ts';

/** Subject of a trigger that listens to an event of every node. */
export const EVERY = '*';
const MAX_INT64 = 2n ** 63n - 1n;

/** What lines are drawn by. */
export interface Lines {
  /** `chainKey`. */
  readonly chain: string;
  readonly threshold: bigint;
  /** Time of the chain, ms since 1970: periods and spans are counted by it. */
  readonly time: number;
  readonly rules: RuleTable;
}

/** Whether it has one for each node or account, and is not about whatever happens. */
export function hasLines(rules: RuleTable, { event }: Rule): boolean {
  const how = rules.how(event);
  return how === 'level' || how === 'move';
}

/** Draws the lines of one subscription for subjects that it has none for yet. Nothing fires of it: a line knows from the
 *  value of now on which side it is, or learns it with the next one. Call it inside a transaction. */
export async function addTriggers(
  db: Db,
  subscription: { readonly id: number; readonly rule: Rule },
  subjects: readonly string[],
  lines: Lines,
): Promise<void> {
  const { id, rule } = subscription;
  const { event, direction } = rule;
  const draw = await pen(db, rule, lines);
  await listenTo(
    db,
    id,
    subjects.map((subject) => ({ chain: lines.chain, event, subject, direction, ...draw(subject) })),
  );
}

/** Every candidate that was seen. */
export async function candidatesOf(db: Db, chain: string, { votes }: RuleTable): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('metrics')
    .select('subject')
    .where('chain', '=', chain)
    .where('metric', '=', votes)
    .execute();
  return rows.map(({ subject }) => subject);
}

type Drawn = Omit<NewLine, 'chain' | 'event' | 'subject' | 'direction'>;

async function pen(db: Db, rule: Rule, lines: Lines): Promise<(subject: string) => Drawn> {
  const { rules } = lines;
  if (rules.how(rule.event) === 'move') {
    const votes = await valuesOf(db, lines.chain, rules.votes);
    const { level: by = 1n, isPercent = false, periodSeconds = 86_400 } = rule;
    const move = { move_by: by, is_percent: Number(isPercent), period_s: periodSeconds };
    return (subject) => ({ ...move, ...moveFrom(rule, votes.get(subject), lines.time) });
  }
  const drawn = rules.lineOf(rule, lines.threshold);
  if (!drawn) return () => ({});
  const line = { ...drawn, band: least(drawn.band, MAX_INT64 - drawn.level) };
  const values = await readValues(db, rule, lines);
  const start = lineStart(rule.direction);
  return (subject) => {
    const value = values(subject);
    const state = value === undefined ? start : cross(line, start, value).state;
    return { ...line, ...stateColumns(state), fire_at: firesAt(line, state) };
  };
}

function stateColumns({ side, oriented }: LineState) {
  return {
    side: side === undefined ? null : Number(side === 'above'),
    oriented: oriented === undefined ? 0 : oriented === 'up' ? 1 : -1,
  };
}

/** The bounds of a move around `base`, each reached by the value that fires it; one whose direction is not asked for is
 *  null. Without a base it is taken at the next renewal, which is due at once. */
function moveFrom(rule: Rule, base: bigint | undefined, time: number) {
  if (base === undefined) return { base: null, fire_at: null, upper: null, renew_at: time };
  const { level = 1n, isPercent, periodSeconds = 86_400, direction } = rule;
  const share = isPercent ? (base * level) / 10_000n : level;
  const delta = share > 0n ? share : 1n;
  return {
    base,
    fire_at: direction === 'up' ? null : base - delta,
    upper: direction === 'down' ? null : least(base + delta, MAX_INT64),
    renew_at: time + Math.floor((periodSeconds * 1_000) / 4),
  };
}

/** Of now, in the unit of the rule's metric; undefined where it was never read. */
async function readValues(db: Db, { event }: Rule, lines: Lines): Promise<(subject: string) => bigint | undefined> {
  const isSpan = lines.rules.spans.includes(event);
  const values = isSpan ? await spansOf(db, event, lines) : await valuesOf(db, lines.chain, event);
  return (subject) => values.get(subject) ?? (isSpan ? 0n : undefined);
}

async function valuesOf(db: Db, chain: string, metric: string): Promise<ReadonlyMap<string, bigint>> {
  const rows = await db
    .selectFrom('metrics')
    .select(['subject', sql<string>`cast(value as text)`.as('value')])
    .where('chain', '=', chain)
    .where('metric', '=', metric)
    .execute();
  return new Map(rows.map(({ subject, value }) => [subject, BigInt(value)]));
}

/** Seconds since the moments from which they are counted. */
async function spansOf(db: Db, metric: string, { chain, time }: Lines): Promise<ReadonlyMap<string, bigint>> {
  const rows = await db
    .selectFrom('metric_since')
    .select(['subject', 'at'])
    .where('chain', '=', chain)
    .where('metric', '=', metric)
    .execute();
  return new Map(rows.map(({ subject, at }) => [subject, BigInt(Math.floor((time - Number(at)) / 1_000))]));
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
