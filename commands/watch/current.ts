// How things stand now for what a rule looks at, and how far that is from being told.

import type { CommandContext } from '../../src/core/command/command.ts';
import type { Rule } from '../../src/election/rule.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import type { Standing } from '../../src/election/standings.ts';
import { ruleKind } from '../../src/rules/index.ts';
import { labelOf } from '../../src/words/nodes.ts';
import type { Found } from './subject.ts';

const CLAIMS_MS = 90 * 86_400_000;

export interface Scene {
  readonly snapshot: Snapshot;
  /** By rank. */
  readonly nodes: readonly Standing[];
}

export interface Current {
  readonly words: string;
  /** Of a level: the value and how far it is from it, decimal strings. */
  readonly value?: string;
  readonly distance?: string;
}

type Context = Pick<CommandContext, 't' | 'locale' | 'history'>;

/** undefined where there is nothing to tell. */
export async function currentOf(
  context: Context,
  found: Found,
  rule: Rule,
  scene: Scene,
): Promise<Current | undefined> {
  const said = await saidOf(context, found, rule, scene);
  if (!said) return undefined;
  const { key, values, ...numbers } = said;
  return { words: context.t(key, values), ...numbers };
}

function saidOf({ locale, history }: Context, { subject, voter }: Found, rule: Rule, { snapshot, nodes }: Scene) {
  const kind = ruleKind(rule.event);
  if (kind.subject === 'account') return voter && kind.now.of({ voter, rule });
  const node = subject.kind === 'node' ? nodes.find(({ account }) => account === subject.node) : undefined;
  if (!node) return undefined;
  const { chain, time } = snapshot;
  return kind.now.of({
    node,
    nodes,
    snapshot,
    rule,
    locale,
    label: (other) => labelOf(other, locale),
    lastClaim: async () => (await history.claims(chain, node.account, time - CLAIMS_MS)).at(-1),
  });
}
