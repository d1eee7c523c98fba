// How often a rule would have been told in the last month, as far as the event log and the history of votes reach.
import type { CommandContext } from '../../src/core/command/command.ts';
import type { LoggedEvent } from '../../src/core/ports/alert.ts';
import type { Rule } from '../../src/election/rule.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import { happeningOf, lineOf, ruleKind, typesOf } from '../../src/rules/index.ts';
import type { Found } from './subject.ts';

const DAY_MS = 86_400_000;
const LONGEST_MS = 30 * DAY_MS;
/** Of how many nodes the history is read for one answer. */
const MAX_NODES = 30;

type Context = Pick<CommandContext, 'subscriptions' | 'history'>;

export interface Preview {
  readonly count: number;
  /** From when on it is known, in the chain's time, ms since 1970. */
  readonly since: number;
}

/** undefined when nothing was kept of what it looks at. */
export async function previewOf(
  context: Context,
  found: Found,
  rule: Rule,
  snapshot: Snapshot,
): Promise<Preview | undefined> {
  const { from } = ruleKind(rule.event).preview;
  if (from === 'log') return loggedEvents(context, found, rule, snapshot);
  const { nodes = [] } = found;
  if (from === 'nothing' || nodes.length === 0 || nodes.length > MAX_NODES) return undefined;
  const previews = await Promise.all(nodes.map((node) => ofNode(context, node, rule, snapshot)));
  const known = previews.filter((preview) => preview !== undefined);
  if (known.length === 0) return undefined;
  return {
    count: known.reduce((sum, { count }) => sum + count, 0),
    since: Math.min(...known.map(({ since }) => since)),
  };
}

async function loggedEvents(
  { subscriptions, history }: Context,
  { nodes }: Found,
  rule: Rule,
  { chain, time, candidates }: Snapshot,
): Promise<Preview | undefined> {
  const start = time - LONGEST_MS;
  const [only, ...others] = nodes ?? [];
  const subject = only !== undefined && others.length === 0 ? only : undefined;
  const [first] = await history.points(chain, subject ?? candidates[0]?.account ?? '', 'hour', start);
  if (!first) return undefined;
  const events = await subscriptions.events(chain, typesOf(ruleKind(rule.event)), subject, start);
  const isWatched = (event: LoggedEvent) => nodes?.includes(event.subject) ?? true;
  return { count: events.filter((event) => isWatched(event) && isTold(event, rule)).length, since: first.at };
}

/** A level stands on crossed lines of other subscriptions, which tell the same once more. */
function isTold({ type, level, direction, after }: LoggedEvent, rule: Rule): boolean {
  const told = happeningOf(type)?.told;
  if (level !== undefined || told?.isTold(after) === false) return false;
  return rule.direction === 'both' || direction === undefined || direction === rule.direction;
}

async function ofNode(
  { history }: Context,
  node: string,
  rule: Rule,
  snapshot: Snapshot,
): Promise<Preview | undefined> {
  const { chain, time, threshold } = snapshot;
  const since = time - LONGEST_MS;
  const points = await history.points(chain, node, 'hour', since);
  const [first] = points;
  if (!first) return undefined;
  const { preview } = ruleKind(rule.event);
  switch (preview.from) {
    case 'votes':
      return { count: preview.count(points, rule, { line: lineOf(rule, threshold), threshold }), since: first.at };
    case 'claims': {
      const claims = await history.claims(chain, node, since);
      return { count: preview.count([...claims.map(({ at }) => at), time], rule), since: first.at };
    }
    default:
      return undefined;
  }
}
