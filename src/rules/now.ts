// How things stand now for what a rule looks at: told to whoever subscribes.

import type { Values } from '../core/answer/errors.ts';
import type { Claim } from '../core/ports/history.ts';
import { amountToDecimal, formatAmount } from '../core/values/amount.ts';
import { formatDuration } from '../core/values/duration.ts';
import type { Rule } from '../election/rule.ts';
import type { Snapshot, Voter } from '../election/snapshot.ts';
import type { Standing } from '../election/standings.ts';

export interface NodeScene {
  readonly node: Standing;
  /** By rank. */
  readonly nodes: readonly Standing[];
  readonly snapshot: Snapshot;
  readonly rule: Rule;
  readonly locale: string;
  /** How a node is called. */
  readonly label: (node: Standing) => string;
  /** Of the node, as far as the history reaches. */
  readonly lastClaim: () => Promise<Claim | undefined>;
}

export interface AccountScene {
  readonly voter: Voter;
  readonly rule: Rule;
}

interface Said<Key> {
  readonly key: Key;
  readonly values?: Values;
  /** Of a number: what it is, and how far it is from the line; decimal strings. */
  readonly value?: string;
  readonly distance?: string;
}

/** A text with its values; undefined where there is nothing to tell. */
export interface Now<Scene> {
  /** All that `of` can say, for the check of texts at the start. */
  readonly keys: readonly string[];
  of(scene: Scene): Said<string> | undefined | Promise<Said<string> | undefined>;
}

export type NodeNow = Now<NodeScene>;
export type AccountNow = Now<AccountScene>;

/** Says one of these texts; whole keys. */
export function says<Scene, Key extends string>(
  keys: readonly Key[],
  of: (scene: Scene) => Said<NoInfer<Key>> | undefined | Promise<Said<NoInfer<Key>> | undefined>,
): Now<Scene> {
  return { keys, of };
}

export const NOTHING_NOW = says([], () => undefined);

/** On which side of the line `level` a value is, and how far from it: `watching.now.<rule>.above` and `.below`. */
export function distance<Scene>(name: string, measure: (scene: Scene) => { value: bigint; level: bigint }): Now<Scene> {
  const keys = { below: `watching.now.${name}.below`, above: `watching.now.${name}.above` };
  return says([keys.below, keys.above], (scene) => {
    const { value, level } = measure(scene);
    const far = value < level ? level - value : value - level;
    return {
      key: value < level ? keys.below : keys.above,
      values: { value: formatAmount(value), level: formatAmount(level), distance: formatAmount(far) },
      value: amountToDecimal(value),
      distance: amountToDecimal(far),
    };
  });
}

export const LAST_CLAIM: NodeNow = says(['watching.now.claimed'], async ({ lastClaim, snapshot, locale }) => {
  const last = await lastClaim();
  if (!last) return undefined;
  const span = formatDuration(Math.max(0, snapshot.time - last.at), locale);
  return { key: 'watching.now.claimed', values: { span } };
});

/** As a producer. */
export const LISTED: NodeNow = says(['watching.now.listed', 'watching.now.unlisted'], ({ node, snapshot }) => {
  const isListed = snapshot.pendingProducers.includes(node.candidate.publicKey);
  return { key: isListed ? 'watching.now.listed' : 'watching.now.unlisted' };
});
