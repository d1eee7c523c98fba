// Since when something lasts: a candidate not being listed as a producer, a node's bonus waiting to be claimed.
import type { ElectionState, NodeState } from './state.ts';

/** Of one candidate; times of the chain, ms since 1970. */
export interface Moments {
  /** When its voters were credited last, or when it was elected or seen first, whichever is the latest. */
  readonly settledAt: number;
  /** undefined while it is listed. */
  readonly unlistedSince: number | undefined;
  /** undefined while it is not elected or has nothing to claim. */
  readonly unclaimedSince: number | undefined;
}

/** The announced state with what only looking at it all the time can tell. */
export interface Announced extends ElectionState {
  /** By account; of every candidate. */
  readonly moments: ReadonlyMap<string, Moments>;
}

/** `before`: what was announced last. As long as nothing is announced, no moment comes or goes. */
export function withMoments(before: Announced | undefined, state: ElectionState): Announced {
  if (before?.block === state.block) return before;
  const moments = [...state.nodes].map(([account, node]): [string, Moments] => {
    const earlier = before?.moments.get(account);
    const settledAt = earlier && !isSettled(before?.nodes.get(account), node) ? earlier.settledAt : state.time;
    const unlistedSince = node.listed ? undefined : (earlier?.unlistedSince ?? state.time);
    return [account, { settledAt, unlistedSince, unclaimedSince: node.unclaimed ? settledAt : undefined }];
  });
  return { ...state, moments: new Map(moments) };
}

/** The wait for a claim begins anew. */
function isSettled(before: NodeState | undefined, now: NodeState): boolean {
  return before?.coefficient !== now.coefficient || (now.elected && !before.elected);
}

/** A time that lasts, counted in seconds. */
export interface SinceMetric {
  readonly name: string;
  /** From when on, ms since 1970; undefined while it does not last. */
  at(moments: Moments): number | undefined;
}

/** A moment from which a metric is counted in seconds; undefined: it does not last any more. */
interface Since {
  readonly metric: string;
  readonly subject: string;
  readonly at: number | undefined;
}

/** Moments that changed; all that there are when nothing was announced before, or when it `isWhole`. */
export function sinceOf(
  metrics: readonly SinceMetric[],
  before: Announced | undefined,
  { moments }: Announced,
  isWhole = false,
): readonly Since[] {
  const gone = [...(before?.moments.keys() ?? [])].filter((account) => !moments.has(account));
  return [...moments.keys(), ...gone].flatMap((subject) => {
    const [old, now] = [before?.moments.get(subject), moments.get(subject)];
    return metrics.flatMap((metric) => {
      const at = now && metric.at(now);
      return isWhole || at !== (old && metric.at(old)) ? [{ metric: metric.name, subject, at }] : [];
    });
  });
}
