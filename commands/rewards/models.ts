// Estimates of both models as tables: a row for the node and one for its voters, a column for each model.

import type { Translate } from '../../src/core/answer/i18n.ts';
import type { Block } from '../../src/core/reply/reply.ts';
import { formatWhole } from '../../src/core/values/amount.ts';
import type { BothModels, BothSplits } from '../../src/election/rewards/both-models.ts';
import { PARTS, type Part, PERIODS, type Split } from '../../src/election/rewards/estimate.ts';
import { type Model, type Premises, REASONS, type Reason, reasonFor } from './reasons.ts';

const ROWS = [...PARTS, 'total'] as const;
const WHO = ['node', 'voters'] as const;
const MODELS = ['published', 'chain'] as const;

/** Keys of the texts of all rows and columns. */
export const MODEL_TEXTS = [
  ...ROWS.map((part) => `estimates.part.${part}`),
  ...WHO.map((who) => `estimates.who.${who}`),
  ...MODELS.map((model) => `estimates.model.${model}`),
  ...REASONS.map((reason) => `estimates.why.${reason}`),
  ...PERIODS.flatMap((period) => [`estimates.per.${period}`, `estimates.each.${period}`]),
];

/** `perPeriod` makes a year's amount the one that is shown; `label` says which. */
export function partsTable(
  t: Translate,
  models: BothModels,
  premises: Premises,
  label: string,
  perPeriod: (yearly: bigint) => bigint,
): Block {
  const rows = ROWS.filter((part) => part === 'total' || isThere(models, premises, part)).flatMap((part) => {
    const splits = { published: models.published?.[part], chain: models.chain?.[part] };
    const name = t(`estimates.part.${part}`);
    const why = (model: Model) => t(`estimates.why.${reasonFor(models, premises, model, part)}`);
    if (!splits.published && !splits.chain) return [[name, ...MODELS.map(why)]];
    return rowsOf(t, name, splits, why, perPeriod);
  });
  return tableOf(t, label, rows);
}

/** A part of the rule set, or one that the chain pays. */
function isThere({ chain }: BothModels, { program }: Premises, part: Part): boolean {
  return program.parts[part] !== undefined || chain?.[part] !== undefined || part === 'blocks';
}

/** A pair of rows for each of the `lines`; `why` says there is no number. */
export function splitsTable(
  t: Translate,
  label: string,
  lines: readonly { readonly name: string; readonly splits: BothSplits; why(model: Model): Reason }[],
): Block {
  const rows = lines.flatMap(({ name, splits, why }) =>
    rowsOf(
      t,
      name,
      splits,
      (model) => t(`estimates.why.${why(model)}`),
      (yearly) => yearly,
    ),
  );
  return tableOf(t, label, rows);
}

function rowsOf(
  t: Translate,
  name: string,
  splits: BothSplits,
  why: (model: Model) => string,
  perPeriod: (yearly: bigint) => bigint,
): readonly (readonly string[])[] {
  const cell = (split: Split | undefined, who: keyof Split) => split && formatWhole(perPeriod(split[who]));
  return WHO.map((who) => [
    t('estimates.row', { name, who: t(`estimates.who.${who}`) }),
    ...MODELS.map((model) => cell(splits[model], who) ?? why(model)),
  ]);
}

function tableOf(t: Translate, label: string, rows: readonly (readonly string[])[]): Block {
  const models = MODELS.map((model) => ({ label: t(`estimates.model.${model}`), align: 'right' as const }));
  return { kind: 'table', columns: [{ label, align: 'left' }, ...models], rows };
}
