// Nodes that show different things at the same height, look after look: for operators, since one of them is wrong.
import type { PendingFact, Word } from './pending-facts.ts';

/** Looks after which a difference is no accident of reading at different moments. */
const LOOKS = 2;
const PREFIX = 'apart:';

export interface Disagreement {
  /** '' for what is not of one node. */
  readonly node: string;
  readonly fact: string;
  /** Height from which on it was seen: with node and fact its name. */
  readonly sinceBlock: number;
  /** `value` is JSON and may hold hostile text. */
  readonly sides: readonly { readonly value: string; readonly sources: readonly string[] }[];
}

export interface SourceView extends Word {
  readonly source: string;
  /** All that it shows is of `block`. */
  readonly isWhole: boolean;
}

function isDisagreement({ fact }: PendingFact): boolean {
  return fact.startsWith(PREFIX);
}

/** Of a fact on which the views differ: what is kept of it for the next look. It lasts while the same nodes show the same
 *  values, and counts when both sides are at or above the height at which the difference was seen; or, whatever the values
 *  are by now, when they differ at one and the same block. */
export function differ(
  node: string,
  fact: string,
  views: readonly SourceView[],
  earlier: ReadonlyMap<string, PendingFact> | undefined,
): PendingFact {
  const shown = views.map(({ source, value }) => [source, value] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  const value = JSON.stringify(shown);
  const name = `${PREFIX}${fact}`;
  const highest = views.reduce((high, view) => (view.block > high.block ? view : high));
  const last = earlier?.get(name);
  const isFork = differAtOneBlock(views);
  const isSame = last && (isFork || last.value === value);
  const since = isSame ? last : { sinceBlock: highest.block, sinceTime: highest.time, count: 0 };
  const upThere = new Set(views.filter(({ block }) => block >= since.sinceBlock).map((view) => view.value));
  const count = Math.min(LOOKS, since.count + Number(isFork || upThere.size > 1));
  return { node, fact: name, value, sinceBlock: since.sinceBlock, sinceTime: since.sinceTime, count };
}

function differAtOneBlock(views: readonly SourceView[]): boolean {
  const atBlocks = Map.groupBy(
    views.filter(({ isWhole }) => isWhole),
    ({ block }) => block,
  );
  return atBlocks.values().some(([first, ...others]) => others.some(({ value }) => value !== first?.value));
}

/** Those that lasted. */
export function disagreementsOf(pending: readonly PendingFact[]): readonly Disagreement[] {
  return pending
    .filter((fact) => isDisagreement(fact) && fact.count >= LOOKS)
    .map(({ node, fact, value, sinceBlock }) => ({
      node,
      fact: fact.slice(PREFIX.length),
      sinceBlock,
      sides: sidesOf(value),
    }));
}

function sidesOf(value: string): Disagreement['sides'] {
  const shown: readonly (readonly [string, string])[] = JSON.parse(value); // written by `differ` in this very look
  const sides = Map.groupBy(shown, ([, text]) => text);
  return [...sides].map(([text, those]) => ({ value: text, sources: those.map(([source]) => source) }));
}
