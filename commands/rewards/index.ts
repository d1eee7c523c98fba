// What a node earns in a year and what its voters get of it, as it is or as it could be, under both models.

import { defineCommand, type Given, type Language } from '../../src/core/command/command.ts';
import { ifAvailable } from '../../src/core/ports/outage.ts';
import type { Action, Block } from '../../src/core/reply/reply.ts';
import { amountToDecimal, formatAmount, formatWhole } from '../../src/core/values/amount.ts';
import { gainOf, splitsPer, totalsOf } from '../../src/election/rewards/both-models.ts';
import { PERIODS, type Period, perPeriod } from '../../src/election/rewards/estimate.ts';
import { formulasOf } from '../../src/election/rewards/formulas.ts';
import { rankOfVotes, standingsOf } from '../../src/election/standings.ts';
import { labelOf } from '../../src/words/nodes.ts';
import { PART_TEXTS, pickRules, rulesHeading } from '../../src/words/rule-sets.ts';
import { sourceLine } from '../../src/words/source-line.ts';
import { estimateData } from './data.ts';
import { type Case, type Estimated, estimate, options, type RewardArgs, subjectOf } from './estimate.ts';
import { MODEL_TEXTS, partsTable, splitsTable } from './models.ts';
import { PICTURE_TEXTS, splitPicture } from './picture.ts';
import { readRating } from './rating.ts';
import { type Model, reasonFor } from './reasons.ts';
import { footingNotes, formulaFields } from './words.ts';

const needs = ['chain', 'names', 'facts', 'rotation', 'history', 'pictures', 'clock'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'rewards',
  needs,
  options,
  examples: [
    ...['iost_kor', 'iost_kor formulas', 'iost_kor rules=2019', '--votes 5m'],
    ...['votes=5m servi=no rating=1.2', 'iost_kor rules=v2 rating=top'],
  ],
  texts: [
    ...[...MODEL_TEXTS, ...PICTURE_TEXTS, ...PART_TEXTS],
    ...options.show.choices.map((choice) => `estimates.button.${choice}`),
  ],
  changes: false,
  privacy: 'chat',
  async run(context, args) {
    const { t, chain, names, facts, clock } = context;
    const set = pickRules(facts.rewardRules, args.rules);
    const rating = args.rating === undefined ? undefined : readRating(args.rating, set);
    const [standings, rewards] = await Promise.all([chain.standings(), ifAvailable(chain.rewardState())]);
    const { nodes } = standingsOf(standings.value, names);
    const subject = subjectOf(context, args, nodes, rewards?.value);
    const estimated = await estimate(context, subject, { snapshot: standings.value, nodes, rewards, rating, set });
    const isFormulas = args.show === 'formulas';
    return {
      title: titleOf(context, subject),
      tone: estimated.isBelow ? 'warning' : 'neutral',
      visibility: 'chat',
      blocks: [
        { kind: 'text', text: rulesHeading(t, set) },
        { kind: 'text', text: situation(context, estimated) },
        ...((args.show ?? 'year') === 'year' ? await picture(context, estimated) : []),
        ...(isFormulas ? formulaBlocks(context, estimated) : tables(context, estimated, args.show ?? 'year')),
        footingNotes(context, estimated.footing),
        { kind: 'text', text: t('commands.rewards.text.limits') },
      ],
      actions: actionsOf(context, args, estimated),
      footer: sourceLine(context, standings),
      data: estimateData(estimated, clock.now()),
    };
  },
});

function titleOf({ t, locale }: Language, { node, votes, isServi, isWhatIf }: Estimated['subject']): string {
  const values = { votes: formatAmount(votes), node: node ? labelOf(node, locale) : '' };
  if (!isWhatIf) return t('commands.rewards.text.title', values);
  if (node) return t('commands.rewards.text.titleIf', values);
  return t(`commands.rewards.text.titleNew.${isServi ? 'servi' : 'partner'}`, values);
}

function situation({ t }: Language, { subject, snapshot, nodes, isBelow }: Estimated): string {
  const { threshold } = snapshot;
  if (isBelow) {
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

function picture(
  context: Context,
  { subject, snapshot, own, isBelow, footing: { set } }: Estimated,
): Promise<readonly Block[]> {
  const label = subject.node && !subject.isWhatIf ? labelOf(subject.node, context.locale) : titleOf(context, subject);
  return isBelow ? Promise.resolve([]) : splitPicture(context, snapshot, label, { ...own, set });
}

function formulaBlocks(context: Language, { ground, own, footing }: Estimated): readonly Block[] {
  const fields = formulaFields(context, formulasOf(ground, own.node, own.models), footing.set);
  return [fields, { kind: 'text', text: context.t('estimates.formula.periods') }];
}

/** Each part in the period that was asked for, then the totals of the other periods. */
function tables({ t }: Language, { own, next, snapshot, isBelow }: Estimated, period: Period): readonly Block[] {
  const parts = ({ models, premises }: Case, each: Period) =>
    partsTable(t, models, premises, t(`estimates.per.${each}`), (yearly) => perPeriod(yearly, each));
  if (isBelow) {
    const threshold = formatWhole(snapshot.threshold);
    const intro = t('commands.rewards.text.atThreshold', { threshold });
    return next ? [{ kind: 'text', text: intro }, parts(next, 'year')] : [];
  }
  const whyNo = (each: Case) => (model: Model) => reasonFor(each.models, each.premises, model, 'total');
  const others = PERIODS.filter((each) => each !== period).map((each) => ({
    name: t(`estimates.each.${each}`),
    splits: splitsPer(totalsOf(own.models), each),
    why: whyNo(own),
  }));
  const totals = t('estimates.totals');
  if (!next) return [parts(own, period), splitsTable(t, totals, others)];
  const why = (model: Model) => whyNo(own.models[model]?.total ? next : own)(model);
  const further = { name: t('commands.rewards.text.further'), splits: gainOf(own.models, next.models), why };
  return [
    parts(own, period),
    splitsTable(t, totals, [...others, further]),
    { kind: 'text', text: t('commands.rewards.text.furtherNote') },
  ];
}

function actionsOf(
  { t }: Language,
  { votes, servi, rating, rules, show = 'year' }: RewardArgs,
  { subject: { node }, pendingSeconds }: Estimated,
): readonly Action[] {
  const asked = {
    ...(node && { node: node.account }),
    ...(votes !== undefined && { votes: amountToDecimal(votes) }),
    ...(servi && { servi }),
    ...(rating && { rating }),
    ...(rules && { rules }),
  };
  const to = (key: string, shown: string): Action => ({
    label: t(`estimates.button.${key}`),
    command: 'rewards',
    args: { ...asked, show: shown },
  });
  return [
    ...(pendingSeconds === undefined ? [] : [{ ...to('again', show), primary: true } as const]),
    ...options.show.choices.filter((choice) => choice !== show).map((choice) => to(choice, choice)),
    ...(node ? [{ label: t('estimates.button.node'), command: 'node', args: { node: node.account } }] : []),
    { label: t('estimates.button.rules'), command: 'program', args: { rules: 'history' } },
  ];
}
