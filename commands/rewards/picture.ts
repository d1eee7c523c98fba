// What a node earns in a year, part by part, and how much of it is its voters': under one model or under both.

import type { CommandContext } from '../../src/core/command/command.ts';
import type { SplitChart } from '../../src/core/ports/pictures.ts';
import type { RuleSet } from '../../src/core/ports/project-facts.ts';
import type { Block } from '../../src/core/reply/reply.ts';
import { formatWhole } from '../../src/core/values/amount.ts';
import { PARTS, type Part } from '../../src/election/rewards/estimate.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import { pictureBlocks, pictureFrame } from '../../src/words/picture-block.ts';
import { wholeOf } from '../../src/words/votes-picture.ts';
import type { Case } from './estimate.ts';
import { type Model, reasonFor } from './reasons.ts';

const MODELS = ['published', 'chain'] as const;

/** Keys of the texts of all panels and parts. */
export const PICTURE_TEXTS = [
  ...PARTS.map((part) => `pictures.split.part.${part}`),
  ...MODELS.map((model) => `pictures.split.model.${model}`),
];

type Context = Pick<CommandContext, 't' | 'locale' | 'pictures' | 'isTextOnly'>;
type Pictured = Pick<Case, 'models' | 'premises'> & { readonly set: Pick<RuleSet, 'id' | 'published'> };

/** Nothing where only text can be shown: the tables say the same. `label` says whose rewards they are. */
export async function splitPicture(
  context: Context,
  snapshot: Snapshot,
  label: string,
  pictured: Pictured,
): Promise<readonly Block[]> {
  const { t } = context;
  if (MODELS.every((model) => !pictured.models[model])) return [];
  const totals = { published: totalText(t, pictured, 'published'), chain: totalText(t, pictured, 'chain') };
  const alt = t('pictures.split.alt', { label, id: pictured.set.id, ...totals });
  return pictureBlocks(context, chartOf(context, snapshot, label, pictured), { name: 'rewards', alt, sketch: '' });
}

function chartOf({ t, locale }: Context, snapshot: Snapshot, label: string, pictured: Pictured): SplitChart {
  const { models, premises, set } = pictured;
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 4 });
  const shown = PARTS.filter((part) => premises.program.parts[part] ?? models.chain?.[part]);
  const bar = (model: Model, part: Part) => {
    const split = models[model]?.[part];
    const named = { label: t(`pictures.split.part.${part}`) };
    if (!split) return { ...named, shown: t(`estimates.why.${reasonFor(models, premises, model, part)}`) };
    const values = [wholeOf(split.node), wholeOf(split.voters)] as const;
    return { ...named, values, shown: compact.format(values[0] + values[1]) };
  };
  return {
    kind: 'split',
    ...pictureFrame({ t, locale }, snapshot),
    title: t('pictures.split.title'),
    subtitle: label,
    sides: [t('pictures.split.side.node'), t('pictures.split.side.voters')],
    panels: MODELS.map((model) => ({
      label: t(`pictures.split.model.${model}`, { id: set.id, year: set.published?.slice(0, 4) ?? '–' }),
      shown: totalText(t, pictured, model),
      parts: shown.map((part) => bar(model, part)),
    })),
  };
}

function totalText(t: Context['t'], { models, premises }: Pictured, model: Model): string {
  const total = models[model]?.total;
  return total
    ? t('pictures.split.total', { amount: formatWhole(total.node + total.voters) })
    : t(`estimates.why.${reasonFor(models, premises, model, 'total')}`);
}
