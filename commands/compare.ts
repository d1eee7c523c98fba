// Two or three nodes side by side, as a table and as a picture.

import { UserError } from '../src/core/answer/errors.ts';
import { defineCommand, type Given, type Language } from '../src/core/command/command.ts';
import { ifAvailable } from '../src/core/ports/outage.ts';
import type { Block, Json } from '../src/core/reply/reply.ts';
import { plainText } from '../src/core/reply/text.ts';
import { amountToDecimal, formatAmount, formatSigned, formatWhole } from '../src/core/values/amount.ts';
import { formatPercent } from '../src/core/values/percent.ts';
import { type NodeDetail, nodeDetail } from '../src/election/node-detail.ts';
import { nameIn } from '../src/election/node-name.ts';
import { candidateClaimable } from '../src/election/rewards/claimable.ts';
import type { RewardState, Snapshot } from '../src/election/snapshot.ts';
import { type Standing, standingsOf } from '../src/election/standings.ts';
import { pickNode } from '../src/words/node-search.ts';
import { labelOf } from '../src/words/nodes.ts';
import { rankingPicture } from '../src/words/ranking-picture.ts';
import { sourceLine } from '../src/words/source-line.ts';
import { readVoteHistory } from '../src/words/vote-history.ts';
import { votesPicture } from '../src/words/votes-picture.ts';

const WEEK_MS = 7 * 86_400_000;
const MONTH_MS = 30 * 86_400_000;
/** Three of them and the labels fit a screen. */
const NAME_LENGTH = 16;

interface Compared {
  readonly node: Standing;
  readonly detail: NodeDetail;
  /** undefined while the chain does not tell. */
  readonly bonus: bigint | undefined;
  /** In the last seven days, or in as much of them as is recorded; undefined when nothing is. */
  readonly gained: bigint | undefined;
}

const needs = ['chain', 'names', 'history', 'pictures'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'compare',
  needs,
  options: {
    first: { kind: 'node', required: true, maxLength: 64 },
    second: { kind: 'node', required: true, maxLength: 64 },
    third: { kind: 'node', maxLength: 64 },
  },
  examples: ['iost_kor mathwallet', 'huobipool iostabc thrive'],
  changes: false,
  privacy: 'chat',
  async run(context, { first, second, third }) {
    const { locale, chain, names, t } = context;
    const [standings, rewards] = await Promise.all([chain.standings(), ifAvailable(chain.rewardState())]);
    const snapshot = standings.value;
    const { nodes } = standingsOf(snapshot, names);
    const picked = [
      pickNode(nodes, first, 'first', locale),
      pickNode(nodes, second, 'second', locale),
      ...(third === undefined ? [] : [pickNode(nodes, third, 'third', locale)]),
    ];
    if (new Set(picked).size < picked.length) throw new UserError('commands.compare.text.same');
    const compared = await Promise.all(picked.map((node) => look(context, snapshot, nodes, node, rewards?.value)));
    return {
      title: t('commands.compare.text.title', { nodes: picked.map((node) => nameIn(node, locale)).join(' · ') }),
      tone: 'neutral',
      visibility: 'chat',
      blocks: [table(context, snapshot, compared), ...(await picture(context, snapshot, compared))],
      actions: picked.map((node) => ({ label: labelOf(node, locale), command: 'node', args: { node: node.account } })),
      footer: sourceLine(context, standings),
      data: dataOf(snapshot, compared),
    };
  },
});

async function look(
  { history }: Context,
  snapshot: Snapshot,
  nodes: readonly Standing[],
  node: Standing,
  rewards: RewardState | undefined,
): Promise<Compared> {
  const { points } = await readVoteHistory(history, snapshot, node.candidate, WEEK_MS);
  const [earliest] = points;
  return {
    node,
    detail: nodeDetail(snapshot, nodes, node),
    bonus: rewards && candidateClaimable(snapshot, rewards, node.candidate),
    gained: earliest && points.length > 1 ? node.candidate.votes - earliest.votes : undefined,
  };
}

function table({ t, locale }: Language, { threshold }: Snapshot, compared: readonly Compared[]): Block {
  const text = (key: string, values = {}) => t(`commands.compare.text.${key}`, values);
  const yesNo = (value: boolean) => text(value ? 'yes' : 'no');
  const row = (key: string, cell: (one: Compared) => string) => [text(`row.${key}`), ...compared.map(cell)];
  const bonus = ({ bonus: amount }: Compared) => (amount === undefined ? '—' : formatAmount(amount));
  const score = ({ detail: { scorePlace } }: Compared) => (scorePlace ? text('place', { ...scorePlace }) : '—');
  return {
    kind: 'table',
    columns: [
      { label: '', align: 'left' },
      ...compared.map(({ node }) => {
        return { label: plainText(nameIn(node, locale), NAME_LENGTH), align: 'right' } as const;
      }),
    ],
    rows: [
      row('rank', ({ node }) => String(node.rank)),
      row('votes', ({ node }) => formatWhole(node.candidate.votes)),
      row('gained', ({ gained }) => (gained === undefined ? '—' : formatSigned(gained))),
      row('share', ({ node }) => formatPercent(node.share, 2)),
      row('threshold', ({ node }) => formatSigned(node.candidate.votes - threshold)),
      row('kind', ({ node }) => t(`nodes.kind.${node.kind}`)),
      row('elected', ({ node }) => yesNo(node.candidate.elected)),
      row('online', ({ node }) => yesNo(node.candidate.online)),
      row('producing', ({ node }) => yesNo(node.producing)),
      row('blocks', ({ detail }) => String(detail.blocksMade)),
      row('score', score),
      row('strikes', ({ detail }) => String(detail.strikes)),
      row('bonus', bonus),
    ],
  };
}

/** While nothing is recorded yet, only what they have now. */
function picture(context: Context, snapshot: Snapshot, compared: readonly Compared[]): Promise<readonly Block[]> {
  const { t, locale } = context;
  const nodes = compared.map(({ node }) => node);
  if (compared.some(({ gained }) => gained !== undefined)) {
    const named = nodes.map((node) => ({ ...node, label: nameIn(node, locale) }));
    return votesPicture(context, snapshot, named, MONTH_MS);
  }
  const level = t('pictures.level', { threshold: formatWhole(snapshot.threshold) });
  const byRank = nodes.toSorted((a, b) => a.rank - b.rank);
  return rankingPicture(context, snapshot, byRank, { title: t('pictures.votes.now'), level });
}

function dataOf(snapshot: Snapshot, compared: readonly Compared[]): Json {
  const decimal = (amount: bigint | undefined) => (amount === undefined ? null : amountToDecimal(amount));
  return {
    block: snapshot.blocks.first,
    time: new Date(snapshot.time).toISOString(),
    threshold: amountToDecimal(snapshot.threshold),
    nodes: compared.map(({ node, detail, bonus, gained }) => ({
      account: node.account,
      name: node.name,
      rank: node.rank,
      votes: amountToDecimal(node.candidate.votes),
      gainedIn7Days: decimal(gained),
      share: node.share,
      toThreshold: amountToDecimal(node.toThreshold),
      margin: decimal(detail.margin),
      kind: node.kind,
      elected: node.candidate.elected,
      online: node.candidate.online,
      producing: node.producing,
      blocksMade: detail.blocksMade,
      score: amountToDecimal(node.score),
      scorePlace: detail.scorePlace?.place ?? null,
      strikes: detail.strikes,
      unclaimedBonus: decimal(bonus),
    })),
  };
}
