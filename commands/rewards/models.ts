// Estimates of both models as tables: a row for the node and one for its voters, a column for each model.

import type { Translate } from '../../src/core/answer/i18n.ts';
import type { Block } from '../../src/core/reply/reply.ts';
import { formatWhole } from '../../src/core/values/amount.ts';
import type { BothModels, BothSplits } from '../../src/election/rewards/both-models.ts';
import { PERIODS, type Split } from '../../src/election/rewards/estimate.ts';

const PARTS = ['blocks', 'votes', 'contribution', 'total'] as const;
const WHO = ['node', 'voters'] as const;
const MODELS = ['published', 'chain'] as const;
type Part = (typeof PARTS)[number];
type Model = (typeof MODELS)[number];

/** Keys of the texts of all rows and columns. */
export const MODEL_TEXTS = [
  ...PARTS.map((part) => `estimates.part.${part}`),
  ...WHO.map((who) => `estimates.who.${who}`),
  ...MODELS.map((model) => `estimates.model.${model}`),
  ...PERIODS.flatMap((period) => [`estimates.per.${period}`, `estimates.each.${period}`]),
];

/** `perPeriod` makes a year's amount the one that is shown; `label` says which. */
export function partsTable(
  t: Translate,
  models: BothModels,
  label: string,
  perPeriod: (yearly: bigint) => bigint,
): Block {
  const rows = PARTS.flatMap((part) => {
    const splits = splitsOf(models, part);
    const name = t(`estimates.part.${part}`);
    if (!splits.published && !splits.chain) return [[name, ...MODELS.map((model) => nothing(t, models, model, part))]];
    return rowsOf(t, name, splits, (split, model) => split ?? nothing(t, models, model, part), perPeriod);
  });
  return tableOf(t, label, rows);
}

/** A pair of rows for each of the `lines`; `missing` stands where there is no number. */
export function splitsTable(
  t: Translate,
  label: string,
  lines: readonly { readonly name: string; readonly splits: BothSplits }[],
  missing: string,
): Block {
  const rows = lines.flatMap(({ name, splits }) => rowsOf(t, name, splits, (split) => split ?? missing, same));
  return tableOf(t, label, rows);
}

function rowsOf(
  t: Translate,
  name: string,
  splits: BothSplits,
  shown: (split: Split | undefined, model: Model) => Split | string,
  perPeriod: (yearly: bigint) => bigint,
): readonly (readonly string[])[] {
  return WHO.map((who) => [
    t('estimates.row', { name, who: t(`estimates.who.${who}`) }),
    ...MODELS.map((model) => {
      const cell = shown(splits[model], model);
      return typeof cell === 'string' ? cell : formatWhole(perPeriod(cell[who]));
    }),
  ]);
}

function tableOf(t: Translate, label: string, rows: readonly (readonly string[])[]): Block {
  const models = MODELS.map((model) => ({ label: t(`estimates.model.${model}`), align: 'right' as const }));
  return { kind: 'table', columns: [{ label, align: 'left' }, ...models], rows };
}

function splitsOf({ published, chain }: BothModels, part: Part): BothSplits {
  return { published: published[part], chain: chain?.[part] };
}

/** Why there is no number. */
function nothing(t: Translate, models: BothModels, model: Model, part: Part): string {
  if (!models[model]) return t('estimates.nothing');
  if (part !== 'contribution') return t('estimates.later');
  return t(model === 'chain' ? 'estimates.off-chain' : 'estimates.not-rated');
}

function same(amount: bigint): bigint {
  return amount;
}
