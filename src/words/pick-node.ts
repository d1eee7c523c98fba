// Turns "which node?" into the node, or into a question that the person can answer with one tap.
import { type Offer, UserError } from '../core/answer/errors.ts';
import { plainText } from '../core/reply/text.ts';
import { findNode, type NodeName } from './find-node.ts';
import { labelOf } from './nodes.ts';

/** The node that `query`, the value of `option`, stands for. Throws a UserError that offers the nodes it may have meant. */
export function pickNode<N extends NodeName>(nodes: readonly N[], query: string, option: string, locale: string): N {
  const match = findNode(nodes, query);
  if (match.kind === 'found') return match.node;
  const values = { query: plainText(query, 40) };
  if (match.kind === 'ambiguous') throw new UserError('errors.which-node', values, offer(match.nodes, option, locale));
  if (match.nearest.length === 0) throw new UserError('errors.unknown-node', values);
  throw new UserError('errors.unknown-node-near', values, offer(match.nearest, option, locale));
}

function offer(nodes: readonly NodeName[], option: string, locale: string): Offer {
  return { option, choices: nodes.map((node) => ({ value: node.account, label: labelOf(node, locale) })) };
}
