// How a node is called, and what it is in a word or two: the same on every screen.

import type { Translate } from '../core/answer/i18n.ts';
import type { CommandContext } from '../core/command/command.ts';
import type { NodeFacts } from '../core/ports/node-facts.ts';
import { displayWidth, plainText } from '../core/reply/text.ts';
import { oncePer } from '../core/values/memo.ts';
import { type NodeName, nameIn } from '../election/node-name.ts';
import type { Candidate } from '../election/snapshot.ts';

/** Name and account: "Huobi Pool (huobipool)"; the account alone when there is no name. */
export function labelOf(node: NodeName, locale: string): string {
  const name = nameIn(node, locale);
  return name === node.account ? name : `${name} (${node.account})`;
}

/** As `labelOf`, with the name cut so that the whole takes at most `columns` of a screen; the account stays whole. */
export function shortLabelOf(node: NodeName, locale: string, columns: number): string {
  const label = labelOf(node, locale);
  if (displayWidth(label) <= columns) return label;
  const room = columns - node.account.length - ' ()'.length;
  let name = nameIn(node, locale);
  for (let length = room; displayWidth(name) > room; length--) name = plainText(name, length);
  return labelOf({ account: node.account, name }, locale);
}

/** Of a label on a line of its own. */
export const MAX_LABEL_LENGTH = 60;

const byAccount = oncePer((names: readonly NodeFacts[]) => new Map(names.map((node) => [node.account, node])));

/** Name and account of a node, also of one that is no candidate any more; of an account that is no node, the account. */
export function subjectLabel({ names, locale }: Pick<CommandContext, 'names' | 'locale'>, account: string): string {
  const facts = byAccount(names).get(account);
  return plainText(facts ? labelOf(facts, locale) : account, MAX_LABEL_LENGTH);
}

export const NODE_KINDS = ['servi', 'partner', 'candidate'] as const;
/** What the chain calls the stages of a candidacy. */
export const NODE_STATUSES = [0, 1, 2, 3] as const satisfies readonly Candidate['status'][];

/** A node in the standings. */
interface NodeState {
  readonly kind: (typeof NODE_KINDS)[number];
  readonly producing: boolean;
  readonly candidate: Pick<Candidate, 'online' | 'elected'>;
}

/** For a table: "Servi ●", "Partner, offline". The sign marks those who make the blocks now. */
export function stateWords(t: Translate, { kind, producing, candidate }: NodeState): string {
  const word = t(kind === 'candidate' && candidate.elected ? 'nodes.unapproved' : `nodes.kind.${kind}`);
  return `${candidate.online ? word : t('nodes.offline', { kind: word })}${producing ? ' ●' : ''}`;
}
