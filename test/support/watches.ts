// Places and subscriptions by the hundred, the same ones for the same seed.
import type { Owner } from '../../src/core/ports/ids.ts';
import type { Rule, Subject } from '../../src/election/rule.ts';
import { type RuleName, ruleKind } from '../../src/rules/index.ts';
import { createRandom } from '../fakes/random-faults.ts';

/** Somebody's private chat, a group, a channel or a topic. */
export interface Place {
  /** As `placeOf` names it where something was shown. */
  readonly name: string;
  readonly owner: Owner;
}

export interface Watch {
  readonly place: Place;
  readonly subject: Subject;
  readonly rule: Rule;
}

interface Draw {
  readonly seed: number;
  readonly count: number;
  readonly places: readonly Place[];
  /** Of 1: subjects that are all nodes at once; by default a tenth. The rest are four of `nodes` to one of `others`. */
  readonly allShare?: number;
  readonly nodes: readonly string[];
  readonly others: readonly string[];
  /** Drawn by its weight; a weight of `all` counts where all nodes are watched. */
  readonly rules: readonly { readonly event: RuleName; readonly weight: number; readonly all: number }[];
  /** Milestones of a node, or of all nodes; where there are none, none is watched. */
  readonly levels?: (node: string | undefined) => readonly bigint[];
}

const OTHERS_SHARE = 0.2;

/** All different. */
export function drawWatches(draw: Draw): readonly Watch[] {
  const { seed, count, places, nodes, others, rules, levels, allShare = 0.1 } = draw;
  const random = createRandom(seed);
  const one = <T>(values: readonly T[]): T => {
    const drawn = values[Math.floor(random() * values.length)];
    if (drawn === undefined) throw new RangeError('nothing to draw from');
    return drawn;
  };
  const subject = (): Subject => {
    if (random() < allShare) return { kind: 'all' };
    return { kind: 'node', node: one(random() < OTHERS_SHARE ? others : nodes) };
  };
  const rule = (watched: Subject): Rule | undefined => {
    const weight = watched.kind === 'all' ? 'all' : 'weight';
    const event = one(rules.flatMap((each) => Array<RuleName>(each[weight]).fill(each.event)));
    const direction = ruleKind(event).hasDirection ? one(['up', 'down', 'both'] as const) : 'both';
    if (ruleKind(event).unit !== 'votes') return { event, direction };
    const possible = levels?.(watched.kind === 'node' ? watched.node : undefined) ?? [];
    return possible.length > 0 ? { event, direction, level: one(possible) } : undefined;
  };
  const watches = new Map<string, Watch>();
  while (watches.size < count) {
    const watched = subject();
    const drawn = rule(watched);
    if (!drawn) continue;
    const watch = { place: one(places), subject: watched, rule: drawn };
    watches.set([watch.place.name, ...Object.values(watched), ...Object.values(drawn)].join(' '), watch);
  }
  return [...watches.values()];
}

export function person(platform: string, userId: string): Place {
  return { name: `${platform} ${userId}`, owner: { kind: 'person', person: { platform, userId } } };
}

export function chat(platform: string, chatId: string, threadId?: string): Place {
  return {
    name: placeOf(platform, { chatId, ...(threadId !== undefined && { threadId }) }),
    owner: { kind: 'chat', chat: { platform, chatId, ...(threadId !== undefined && { threadId }) } },
  };
}

/** Of something that was shown. */
export function placeOf(
  platform: string,
  { chatId, userId, threadId }: { readonly chatId: string; readonly userId?: string; readonly threadId?: string },
): string {
  return [platform, userId ?? chatId, ...(threadId === undefined ? [] : [threadId])].join(' ');
}
