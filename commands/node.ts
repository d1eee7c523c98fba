// Everything about one node on a card.

import type { Translate } from '../src/core/answer/i18n.ts';
import { defineCommand, type Given, type Language } from '../src/core/command/command.ts';
import type { Reading } from '../src/core/ports/chain.ts';
import { ifAvailable } from '../src/core/ports/outage.ts';
import type { Field, Json, RichText } from '../src/core/reply/reply.ts';
import { amountToDecimal, formatAmount, formatWhole } from '../src/core/values/amount.ts';
import { formatDuration } from '../src/core/values/duration.ts';
import { formatPercent } from '../src/core/values/percent.ts';
import { type NodeDetail, nodeDetail } from '../src/election/node-detail.ts';
import { candidateClaimable } from '../src/election/rewards/claimable.ts';
import type { RewardState, Snapshot } from '../src/election/snapshot.ts';
import { type Standing, standingsOf } from '../src/election/standings.ts';
import { pageWith } from '../src/election/standings-pages.ts';
import { placeText, plainPlace, plainWebsite, websiteText } from '../src/words/chain-text.ts';
import { pickNode } from '../src/words/node-search.ts';
import { labelOf } from '../src/words/nodes.ts';
import { sourceLine } from '../src/words/source-line.ts';
import { votesPicture } from '../src/words/votes-picture.ts';

/** An answer this much older than the standings is worth a remark. */
const OLD_MS = 60_000;
const PICTURE_MS = 30 * 86_400_000;

interface Card {
  readonly snapshot: Snapshot;
  readonly count: number;
  readonly node: Standing;
  readonly detail: NodeDetail;
  /** undefined while the chain does not tell. */
  readonly bonus: { readonly amount: bigint; readonly ageMs: number } | undefined;
}

const needs = ['chain', 'names', 'facts', 'history', 'pictures'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'node',
  needs,
  options: { node: { kind: 'node', required: true, maxLength: 64 } },
  examples: ['iost_kor', 'Huobi Pool', '火币矿池'],
  changes: false,
  privacy: 'chat',
  async run(context, args) {
    const { locale, chain, names, t } = context;
    const [standings, rewards] = await Promise.all([chain.standings(), ifAvailable(chain.rewardState())]);
    const { nodes } = standingsOf(standings.value, names);
    const node = pickNode(nodes, args.node, 'node', locale);
    const card: Card = {
      snapshot: standings.value,
      count: nodes.length,
      node,
      detail: nodeDetail(standings.value, nodes, node),
      bonus: rewards && bonusOf(standings.value, rewards, node),
    };
    return {
      title: labelOf(node, locale),
      tone: node.candidate.elected ? 'good' : 'neutral',
      visibility: 'chat',
      blocks: [
        { kind: 'fields', fields: [...electionFields(context, card), ...workFields(context, card)] },
        ...(await votesPicture(context, standings.value, [{ ...node, label: labelOf(node, locale) }], PICTURE_MS)),
      ],
      actions: [
        { label: t('commands.node.text.watch'), command: 'watch', args: { subject: node.account } },
        { label: t('commands.node.text.standings'), command: 'standings', args: { page: String(pageWith(node.rank)) } },
        { label: t('commands.node.text.history'), command: 'history', args: { node: node.account } },
        { label: t('commands.node.text.vote'), command: 'vote', args: {} },
      ],
      footer: sourceLine(context, standings),
      data: dataOf(card),
    };
  },
});

function bonusOf(snapshot: Snapshot, rewards: Reading<RewardState>, { candidate }: Standing): Card['bonus'] {
  return { amount: candidateClaimable(snapshot, rewards.value, candidate), ageMs: rewards.ageMs };
}

function electionFields({ t, locale }: Language, { snapshot, count, node, detail }: Card): readonly Field[] {
  const { kind, candidate, toThreshold } = node;
  const field = (key: string, value: string): Field => ({ label: t(`commands.node.text.label.${key}`), value });
  const threshold = formatWhole(snapshot.threshold);
  const status = {
    elected: t(candidate.elected ? 'commands.node.text.elected' : 'commands.node.text.notElected'),
    status: t(`nodes.status.${candidate.status}`),
  };
  const passing = detail.above && {
    votes: formatAmount(detail.above.votesToPass),
    node: labelOf(detail.above.node, locale),
  };
  return [
    field('rank', t('commands.node.text.rank', { rank: node.rank, of: count })),
    field('votes', formatAmount(candidate.votes)),
    field('share', formatPercent(node.share, 4)),
    field('kind', t('commands.node.text.kind', { kind: t(`nodes.kind.${kind}`), ...status })),
    field(
      'threshold',
      detail.margin === undefined
        ? t('commands.node.text.missing', { votes: formatAmount(toThreshold), threshold })
        : t('commands.node.text.margin', { votes: formatAmount(detail.margin), threshold }),
    ),
    ...(passing ? [field('pass', t('commands.node.text.pass', passing))] : []),
  ];
}

function workFields(context: Context, { node, detail, bonus }: Card): readonly Field[] {
  const { t, locale, names } = context;
  const { candidate, producing } = node;
  const field = (key: string, value: RichText): Field => ({ label: t(`commands.node.text.label.${key}`), value });
  const known = names.find(({ account }) => account === node.account);
  const place = candidate.location || known?.place || '';
  const website = candidate.website || known?.website || '';
  return [
    field('online', t(candidate.online ? 'commands.node.text.online' : 'commands.node.text.offline')),
    field(
      'blocks',
      t(producing ? 'commands.node.text.producing' : 'commands.node.text.waiting', { count: detail.blocksMade }),
    ),
    ...(detail.scorePlace
      ? [field('score', t('commands.node.text.score', { ...detail.scorePlace, score: formatAmount(node.score) }))]
      : []),
    ...(detail.strikes > 0 ? [field('strikes', t('commands.node.text.strikes', { count: detail.strikes }))] : []),
    ...(detail.barredUntil ? [field('bar', t('commands.node.text.barred', { block: detail.barredUntil }))] : []),
    field('bonus', bonusText(t, locale, bonus)),
    ...(plainPlace(place) ? [field('place', placeText(context, place))] : []),
    ...(plainWebsite(website) ? [field('website', websiteText(context, website))] : []),
  ];
}

function bonusText(t: Translate, locale: string, bonus: Card['bonus']): string {
  if (!bonus) return t('commands.node.text.bonusAway');
  const amount = formatAmount(bonus.amount);
  if (bonus.ageMs < OLD_MS) return t('commands.node.text.bonus', { amount });
  return t('commands.node.text.bonusOld', { amount, span: formatDuration(bonus.ageMs, locale) });
}

function dataOf({ snapshot, node, detail, bonus }: Card): Json {
  const { candidate } = node;
  return {
    block: snapshot.blocks.first,
    time: new Date(snapshot.time).toISOString(),
    rank: node.rank,
    account: node.account,
    name: node.name,
    votes: amountToDecimal(candidate.votes),
    share: node.share,
    kind: node.kind,
    status: candidate.status,
    elected: candidate.elected,
    online: candidate.online,
    producing: node.producing,
    toThreshold: amountToDecimal(node.toThreshold),
    margin: detail.margin === undefined ? null : amountToDecimal(detail.margin),
    above: detail.above
      ? { account: detail.above.node.account, votesToPass: amountToDecimal(detail.above.votesToPass) }
      : null,
    blocksMade: detail.blocksMade,
    score: amountToDecimal(node.score),
    scorePlace: detail.scorePlace?.place ?? null,
    strikes: detail.strikes,
    barredUntil: detail.barredUntil ?? null,
    unclaimedBonus: bonus ? amountToDecimal(bonus.amount) : null,
    place: plainPlace(candidate.location),
    website: plainWebsite(candidate.website),
  };
}
