// Which node a person means: by account, display name or Chinese name, in any case and width. Where it is not certain, they
// are asked, and can answer with one tap.
import { type Offer, UserError } from '../core/answer/errors.ts';
import { fold, plainText } from '../core/reply/text.ts';
import { oncePer } from '../core/values/memo.ts';
import { nearestFolded } from '../core/values/nearest.ts';
import { type NodeName, namesOf } from '../election/node-name.ts';
import { labelOf } from './nodes.ts';

export type Match<N> =
  | { readonly kind: 'found'; readonly node: N }
  /** Several fit equally well; the first few of them. */
  | { readonly kind: 'ambiguous'; readonly nodes: readonly N[] }
  | { readonly kind: 'unknown'; readonly nearest: readonly N[] };

const AMBIGUOUS_SHOWN = 5;
const NEAREST_SHOWN = 3;

/** An account wins over a name, a whole name over its beginning, a beginning over any other part. */
export function findNode<N extends NodeName>(nodes: readonly N[], query: string): Match<N> {
  const wanted = fold(query);
  const byAccount = nodes.find(({ account }) => account === wanted);
  if (byAccount) return { kind: 'found', node: byAccount };
  const rules: readonly ((key: string) => boolean)[] = [
    (key) => key === wanted,
    (key) => key.startsWith(wanted),
    (key) => key.includes(wanted),
  ];
  for (const rule of wanted === '' ? [] : rules) {
    const [first, ...others] = nodes.filter((node) => keysOf(node).some(rule));
    if (first && others.length === 0) return { kind: 'found', node: first };
    if (first) return { kind: 'ambiguous', nodes: [first, ...others].slice(0, AMBIGUOUS_SHOWN) };
  }
  return { kind: 'unknown', nearest: nearestNodes(nodes, wanted) };
}

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

/** The nodes of which a name or the account contains `text`; all of them for nothing. */
export function searchNodes<N extends NodeName>(nodes: readonly N[], text: string): readonly N[] {
  const wanted = fold(text);
  return wanted === '' ? nodes : nodes.filter((node) => keysOf(node).some((key) => key.includes(wanted)));
}

/** The same nodes are searched again and again. */
const keysOf = oncePer((node: NodeName): readonly string[] => {
  const names = Object.values(namesOf(node)).map((name = '') => fold(name));
  return [...new Set([node.account, ...names.filter((name) => name !== '')])];
});

function nearestNodes<N extends NodeName>(nodes: readonly N[], wanted: string): readonly N[] {
  const byKey = new Map(nodes.toReversed().flatMap((node) => keysOf(node).map((key) => [key, node] as const)));
  // A node has a few keys, so a few times as many hold enough different nodes.
  const keys = nearestFolded(wanted, [...byKey.keys()], NEAREST_SHOWN * 3);
  const found = new Set(keys.flatMap((key) => byKey.get(key) ?? []));
  return [...found].slice(0, NEAREST_SHOWN);
}
