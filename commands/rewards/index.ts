// What a node earns in a year and what its voters get of it, as it is or as it could be, under both models.

import { UserError } from '../../src/core/answer/errors.ts';
import { type Args, defineCommand, type Given, type Language } from '../../src/core/command/command.ts';
import { ifAvailable } from '../../src/core/ports/outage.ts';
import type { Action, Block } from '../../src/core/reply/reply.ts';
import { amountToDecimal, formatAmount, formatWhole } from '../../src/core/values/amount.ts';
import { gainOf, splitsPer, totalsOf } from '../../src/election/rewards/both-models.ts';
import { PERIODS, type Period, perPeriod } from '../../src/election/rewards/estimate.ts';
import { formulasOf } from '../../src/election/rewards/formulas.ts';
import type { RewardState } from '../../src/election/snapshot.ts';
import { rankOfVotes, type Standing, standingsOf } from '../../src/election/standings.ts';
import { checkAmount } from '../../src/words/amount-bounds.ts';
import { pickNode } from '../../src/words/node-search.ts';
import { labelOf } from '../../src/words/nodes.ts';
import { sourceLine } from '../../src/words/source-line.ts';
import { type Estimated, estimate, estimateData, isBelow } from './estimate.ts';
import { MODEL_TEXTS, partsTable, splitsTable } from './models.ts';
import { PICTURE_TEXTS, splitPicture } from './picture.ts';
import { readRating } from './rating.ts';
import { footingNotes, formulaFields } from './words.ts';

const options = {
  node: { kind: 'node', maxLength: 64 },
  votes: { kind: 'amount', byName: true },
  servi: { kind: 'choice', choices: ['yes', 'no'], byName: true },
  rating: { kind: 'text', maxLength: 20, byName: true },
  show: { kind: 'choice', choices: [...PERIODS, 'formulas'] },
} as const;

const needs = ['chain', 'names', 'facts', 'rotation', 'pictures'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'rewards',
  needs,
  options,
  examples: ['iost_kor', 'iost_kor formulas', 'iost_kor rating=top', '--votes 5m', 'votes=5m servi=no rating=1.2'],
  texts: [...MODEL_TEXTS, ...PICTURE_TEXTS, ...options.show.choices.map((choice) => `estimates.button.${choice}`)],
  changes: false,
  privacy: 'chat',
  async run(context, args) {
    const { t, chain, names, facts } = context;
    const rating = args.rating === undefined ? undefined : readRating(args.rating, facts.rewardRules.topTierResults);
    const [standings, rewards] = await Promise.all([chain.standings(), ifAvailable(chain.rewardState())]);
    const { nodes } = standingsOf(standings.value, names);
    const subject = subjectOf(context, args, nodes, rewards?.value);
    const estimated = await estimate(context, subject, { snapshot: standings.value, nodes, rewards, rating });
    const isFormulas = args.show === 'formulas';
    return {
      title: titleOf(context, subject),
      tone: isBelow(estimated) ? 'warning' : 'neutral',
      visibility: 'chat',
      blocks: [
        { kind: 'text', text: situation(context, estimated) },
        ...((args.show ?? 'year') === 'year' ? await picture(context, estimated) : []),
        ...(isFormulas ? formulaBlocks(context, estimated) : tables(context, estimated, args.show ?? 'year')),
        footingNotes(context, estimated.footing),
        { kind: 'text', text: t('commands.rewards.text.limits') },
      ],
      actions: actionsOf(context, args, estimated),
      footer: sourceLine(context, standings),
      data: estimateData(estimated),
    };
  },
});

/** Throws UserError. */
function subjectOf(
  { locale }: Language,
  { node: query, votes: asked, servi }: Args<typeof options>,
  nodes: readonly Standing[],
  rewards: RewardState | undefined,
): Estimated['subject'] {
  const node = query === undefined ? undefined : pickNode(nodes, query, 'node', locale);
  if (!node && asked === undefined) throw new UserError('commands.rewards.text.whose');
  const votes = asked ?? node?.candidate.votes ?? 0n;
  if (asked !== undefined) checkAmount('votes', asked, rewards?.supply);
  const isServi = servi === undefined ? (node?.candidate.isProducer ?? true) : servi === 'yes';
  return { node, votes, isServi, isWhatIf: asked !== undefined || servi !== undefined };
}

function titleOf({ t, locale }: Language, { node, votes, isServi, isWhatIf }: Estimated['subject']): string {
  const values = { votes: formatAmount(votes), node: node ? labelOf(node, locale) : '' };
  if (!isWhatIf) return t('commands.rewards.text.title', values);
  if (node) return t('commands.rewards.text.titleIf', values);
  return t(`commands.rewards.text.titleNew.${isServi ? 'servi' : 'partner'}`, values);
}

function situation({ t }: Language, estimated: Estimated): string {
  const { subject, snapshot, nodes } = estimated;
  const { threshold } = snapshot;
  if (isBelow(estimated)) {
    const missing = formatAmount(threshold - subject.votes);
    return t('commands.rewards.text.below', { missing, threshold: formatWhole(threshold) });
  }
  const margin = formatAmount(subject.votes - threshold);
  const rank = subject.isWhatIf
    ? rankOfVotes(
        nodes.filter((node) => node !== subject.node),
        subject.votes,
      )
    : (subject.node?.rank ?? 0);
  return t('commands.rewards.text.above', { rank, margin, threshold: formatWhole(threshold) });
}

function picture(context: Context, estimated: Estimated): Promise<readonly Block[]> {
  const { subject, snapshot, models } = estimated;
  const label = subject.node && !subject.isWhatIf ? labelOf(subject.node, context.locale) : titleOf(context, subject);
  if (isBelow(estimated)) return Promise.resolve([]);
  return splitPicture(context, snapshot, label, models);
}

function formulaBlocks({ t }: Language, { ground, own, models }: Estimated): readonly Block[] {
  return [formulaFields(t, formulasOf(ground, own, models)), { kind: 'text', text: t('estimates.formula.periods') }];
}

/** Each part in the period that was asked for, then the totals of the other periods. */
function tables({ t }: Language, estimated: Estimated, period: Period): readonly Block[] {
  const { models, next, snapshot, isPending } = estimated;
  const missing = t(isPending ? 'estimates.later' : 'estimates.nothing');
  const label = (each: Period) => t(`estimates.per.${each}`);
  const own = partsTable(t, models, label(period), (yearly) => perPeriod(yearly, period));
  if (isBelow(estimated)) {
    const threshold = formatWhole(snapshot.threshold);
    const intro = t('commands.rewards.text.atThreshold', { threshold });
    return next ? [{ kind: 'text', text: intro }, partsTable(t, next, label('year'), (yearly) => yearly)] : [];
  }
  const inPeriod = (each: Period) => ({ name: t(`estimates.each.${each}`), splits: splitsPer(totalsOf(models), each) });
  const others = PERIODS.filter((each) => each !== period).map(inPeriod);
  if (!next) return [own, splitsTable(t, t('estimates.totals'), others, missing)];
  const further = { name: t('commands.rewards.text.further'), splits: gainOf(models, next) };
  return [
    own,
    splitsTable(t, t('estimates.totals'), [...others, further], missing),
    { kind: 'text', text: t('commands.rewards.text.furtherNote') },
  ];
}

function actionsOf(
  { t }: Language,
  { votes, servi, rating, show = 'year' }: Args<typeof options>,
  { subject: { node }, isPending }: Estimated,
): readonly Action[] {
  const asked = {
    ...(node && { node: node.account }),
    ...(votes !== undefined && { votes: amountToDecimal(votes) }),
    ...(servi && { servi }),
    ...(rating && { rating }),
  };
  const to = (key: string, shown: string): Action => ({
    label: t(`estimates.button.${key}`),
    command: 'rewards',
    args: { ...asked, show: shown },
  });
  return [
    ...(isPending ? [{ ...to('again', show), primary: true } as const] : []),
    ...options.show.choices.filter((choice) => choice !== show).map((choice) => to(choice, choice)),
    ...(node ? [{ label: t('estimates.button.node'), command: 'node', args: { node: node.account } }] : []),
  ];
}
