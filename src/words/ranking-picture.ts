// The first nodes of the ranking as bars, with the votes that elect marked on them.

import type { CommandContext } from '../core/command/command.ts';
import type { RankingChart } from '../core/ports/pictures.ts';
import type { Block } from '../core/reply/reply.ts';
import { formatWhole } from '../core/values/amount.ts';
import { type NodeName, nameIn } from '../election/node-name.ts';
import type { Candidate, Snapshot } from '../election/snapshot.ts';
import { pictureBlocks, pictureFrame } from './picture-block.ts';
import { wholeOf } from './votes-picture.ts';

type Context = Pick<CommandContext, 't' | 'locale' | 'pictures' | 'isTextOnly'>;

export interface Ranked extends NodeName {
  readonly rank: number;
  readonly candidate: Pick<Candidate, 'votes'>;
}

/** Nothing where only text can be shown: the table says the same. `level` is what the mark on the bars means. */
export function rankingPicture(
  context: Context,
  snapshot: Snapshot,
  nodes: readonly Ranked[],
  words: { readonly title: string; readonly level: string },
): Promise<readonly Block[]> {
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (!first || !last) return Promise.resolve([]);
  const values = {
    count: nodes.length,
    first: nameIn(first, context.locale),
    most: formatWhole(first.candidate.votes),
    least: formatWhole(last.candidate.votes),
    threshold: formatWhole(snapshot.threshold),
  };
  const alt = context.t('pictures.ranking.alt', values);
  return pictureBlocks(context, chartOf(context, snapshot, nodes, words), { name: 'ranking', alt, sketch: '' });
}

function chartOf(
  context: Context,
  snapshot: Snapshot,
  nodes: readonly Ranked[],
  words: { readonly title: string; readonly level: string },
): RankingChart {
  return {
    kind: 'ranking',
    ...pictureFrame(context, snapshot),
    title: words.title,
    rows: nodes.map((node) => ({
      rank: node.rank,
      label: nameIn(node, context.locale),
      value: wholeOf(node.candidate.votes),
      shown: formatWhole(node.candidate.votes),
      isBelow: node.candidate.votes < snapshot.threshold,
    })),
    level: { value: wholeOf(snapshot.threshold), label: words.level },
  };
}
