// What a node earns in a year, part by part, and how much of it is its voters': under one model or under both.

import type { CommandContext } from '../../src/core/command/command.ts';
import type { SplitChart } from '../../src/core/ports/pictures.ts';
import type { Block } from '../../src/core/reply/reply.ts';
import { type Amount, formatWhole } from '../../src/core/values/amount.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import { pictureBlocks, pictureFrame } from '../../src/words/picture-block.ts';
import { wholeOf } from '../../src/words/votes-picture.ts';

const PARTS = ['blocks', 'votes', 'contribution'] as const;
const MODELS = ['published', 'chain'] as const;

/** Keys of the texts of all panels and parts. */
export const PICTURE_TEXTS = [
  ...PARTS.map((part) => `pictures.split.part.${part}`),
  ...MODELS.map((model) => `pictures.split.model.${model}`),
];

interface Split {
  readonly node: Amount;
  readonly voters: Amount;
}

/** IOST of a year; undefined where it is not estimated. */
interface SplitModel extends Readonly<Record<(typeof PARTS)[number] | 'total', Split | undefined>> {}

type Context = Pick<CommandContext, 't' | 'locale' | 'pictures' | 'isTextOnly'>;
type Models = Readonly<Record<(typeof MODELS)[number], SplitModel | undefined>>;

/** Nothing where only text can be shown: the tables say the same. `label` says whose rewards they are. */
export function splitPicture(
  context: Context,
  snapshot: Snapshot,
  label: string,
  models: Models,
): Promise<readonly Block[]> {
  const { t } = context;
  const known = MODELS.flatMap((name) => models[name] ?? []);
  const totals = { published: totalText(t, models.published), chain: totalText(t, models.chain) };
  const alt = t('pictures.split.alt', { label, ...totals });
  if (known.length === 0) return Promise.resolve([]);
  return pictureBlocks(context, chartOf(context, snapshot, label, models), { name: 'rewards', alt, sketch: '' });
}

function chartOf({ t, locale }: Context, snapshot: Snapshot, label: string, models: Models): SplitChart {
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 4 });
  return {
    kind: 'split',
    ...pictureFrame({ t, locale }, snapshot),
    title: t('pictures.split.title'),
    subtitle: label,
    sides: [t('pictures.split.side.node'), t('pictures.split.side.voters')],
    panels: MODELS.map((name) => ({
      label: t(`pictures.split.model.${name}`),
      shown: totalText(t, models[name]),
      parts: PARTS.map((part) => {
        const split = models[name]?.[part];
        const named = { label: t(`pictures.split.part.${part}`) };
        if (!split) return { ...named, shown: t(`pictures.split.${reasonOf(name, part)}`) };
        const values = [wholeOf(split.node), wholeOf(split.voters)] as const;
        return { ...named, values, shown: compact.format(values[0] + values[1]) };
      }),
    })),
  };
}

/** The chain knows no contribution; what else is missing could not be worked out. */
function reasonOf(model: (typeof MODELS)[number], part: (typeof PARTS)[number]): 'offChain' | 'notEstimated' {
  return model === 'chain' && part === 'contribution' ? 'offChain' : 'notEstimated';
}

function totalText(t: Context['t'], model: SplitModel | undefined): string {
  const total = model?.total;
  return total
    ? t('pictures.split.total', { amount: formatWhole(total.node + total.voters) })
    : t('pictures.split.notEstimated');
}
