// How often a rule would have been told in the last month, as far as the event log and the history of votes reach.
import type { CommandContext } from '../../src/core/command/command.ts';
import type { LoggedEvent } from '../../src/core/ports/alert.ts';
import type { HistoryPoint } from '../../src/core/ports/history.ts';
import { cross, lineStart } from '../../src/election/line.ts';
import type { Rule } from '../../src/election/rule.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import { lineOf } from '../../src/rules/index.ts';
import type { Found } from './subject.ts';

const DAY_MS = 86_400_000;
const LONGEST_MS = 30 * DAY_MS;
/** Of how many nodes the history is read for one answer. */
const MAX_NODES = 30;
/** With the second strike in a row the next one bars. */
const LAST_STRIKE = '2';

export interface Preview {
  readonly count: number;
  /** From when on it is known, in the chain's time, ms since 1970. */
  readonly since: number;
}

const EVENTS: Readonly<Record<string, readonly string[]>> = {
  elected: ['elected', 'unelected'],
  overtaken: ['overtaken'],
  online: ['online', 'offline'],
  strikes: ['strike'],
  barred: ['barred', 'unbarred'],
  status: ['registered', 'approved', 'leaving', 'left', 'unregistered'],
  profile: ['profile_changed'],
  dividend: ['dividend_credited'],
};

/** undefined when nothing was kept of what it looks at. */
export async function previewOf(
  context: Pick<CommandContext, 'subscriptions' | 'history'>,
  found: Found,
  rule: Rule,
  snapshot: Snapshot,
): Promise<Preview | undefined> {
  const types = EVENTS[rule.event];
  if (types) return loggedEvents(context, found, rule, snapshot, types);
  const { nodes = [] } = found;
  const isCounted = ['votes', 'margin', 'move', 'stuck'].includes(rule.event);
  if (!isCounted || nodes.length === 0 || nodes.length > MAX_NODES) return undefined;
  const previews = await Promise.all(nodes.map((node) => ofNode(context, node, rule, snapshot)));
  const known = previews.filter((preview) => preview !== undefined);
  if (known.length === 0) return undefined;
  return {
    count: known.reduce((sum, { count }) => sum + count, 0),
    since: Math.min(...known.map(({ since }) => since)),
  };
}

async function loggedEvents(
  { subscriptions, history }: Pick<CommandContext, 'subscriptions' | 'history'>,
  { nodes }: Found,
  rule: Rule,
  { chain, time, candidates }: Snapshot,
  types: readonly string[],
): Promise<Preview | undefined> {
  const start = time - LONGEST_MS;
  const [only, ...others] = nodes ?? [];
  const subject = only !== undefined && others.length === 0 ? only : undefined;
  const [first] = await history.points(chain, subject ?? candidates[0]?.account ?? '', 'hour', start);
  if (!first) return undefined;
  const events = await subscriptions.events(chain, types, subject, start);
  const isWatched = (event: LoggedEvent) => nodes?.includes(event.subject) ?? true;
  return { count: events.filter((event) => isWatched(event) && isTold(event, rule)).length, since: first.at };
}

/** A level stands on crossed lines of other subscriptions, which tell the same once more. */
function isTold({ type, level, direction, after }: LoggedEvent, rule: Rule): boolean {
  if (level !== undefined || (type === 'strike' && after !== LAST_STRIKE)) return false;
  return rule.direction === 'both' || direction === undefined || direction === rule.direction;
}

async function ofNode(
  { history }: Pick<CommandContext, 'history'>,
  node: string,
  rule: Rule,
  { chain, time, threshold }: Snapshot,
): Promise<Preview | undefined> {
  const points = await history.points(chain, node, 'hour', time - LONGEST_MS);
  const [first] = points;
  if (!first) return undefined;
  if (rule.event !== 'stuck') {
    const count = rule.event === 'move' ? countMoves(points, rule) : countCrossings(points, rule, threshold);
    return { count, since: first.at };
  }
  const claims = await history.claims(chain, node, time - LONGEST_MS);
  return { count: countGaps([...claims.map(({ at }) => at), time], rule), since: first.at };
}

/** As the store tells them, of the votes hour by hour. */
export function countCrossings(points: readonly HistoryPoint[], rule: Rule, threshold: bigint): number {
  const line = lineOf(rule, threshold);
  if (!line) return 0;
  let state = lineStart(rule.direction);
  let count = 0;
  for (const { votes } of points) {
    const crossed = cross(line, state, rule.event === 'margin' ? votes - threshold : votes);
    state = crossed.state;
    if (crossed.fires && (rule.direction === 'both' || rule.direction === crossed.fires)) count += 1;
  }
  return count;
}

/** Each is measured from the one before, or from where the votes were a period ago. */
export function countMoves(points: readonly HistoryPoint[], rule: Rule): number {
  const { level = 1n, isPercent, periodSeconds = 0, direction } = rule;
  let count = 0;
  let from = 0;
  for (const [index, { at, votes }] of points.entries()) {
    while ((points[from]?.at ?? at) < at - periodSeconds * 1_000) from += 1;
    const base = points[from]?.votes ?? votes;
    const change = votes > base ? votes - base : base - votes;
    if (change === 0n || change < (isPercent ? (base * level) / 10_000n : level)) continue;
    if (direction === 'both' || direction === (votes > base ? 'up' : 'down')) count += 1;
    from = index;
  }
  return count;
}

/** Times without a claim that were long enough; `moments`: the claims, and now. */
export function countGaps(moments: readonly number[], { level = 0n, direction }: Rule): number {
  const isLong = (index: number) => (moments[index] ?? 0) - (moments[index - 1] ?? 0) >= Number(level) * 1_000;
  const long = moments
    .keys()
    .filter((index) => index > 0 && isLong(index))
    .toArray();
  const ended = long.filter((index) => index < moments.length - 1).length;
  if (direction === 'both') return long.length + ended;
  return direction === 'up' ? long.length : ended;
}
