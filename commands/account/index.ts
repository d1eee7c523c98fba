// What an account has in the election: votes, dividends to claim, tokens on their way back. Only the asker sees it.

import { UserError } from '../../src/core/answer/errors.ts';
import type { Translate } from '../../src/core/answer/i18n.ts';
import { accepts } from '../../src/core/command/argument-value.ts';
import { defineCommand, type Given, type Language } from '../../src/core/command/command.ts';
import type { Reading } from '../../src/core/ports/chain.ts';
import { ifAvailable } from '../../src/core/ports/outage.ts';
import type { SavedAccount } from '../../src/core/ports/people.ts';
import type { Block, Field, Json, Reply } from '../../src/core/reply/reply.ts';
import { fold, plainText } from '../../src/core/reply/text.ts';
import { amountToDecimal, formatAmount } from '../../src/core/values/amount.ts';
import type { NodeName } from '../../src/election/node-name.ts';
import { chainParameters, missingParameters } from '../../src/election/rewards/chain-model.ts';
import { expectedDividend } from '../../src/election/rewards/dividend.ts';
import { earnedSoFar, firstDaySince } from '../../src/election/rewards/earnings.ts';
import type { RewardState, Snapshot, Voter } from '../../src/election/snapshot.ts';
import { standingsOf } from '../../src/election/standings.ts';
import { shortLabelOf } from '../../src/words/nodes.ts';
import { sourceLine } from '../../src/words/source-line.ts';
import { expectedField, expectedPerDay, type Gain, gainBlocks, gainData } from './gains.ts';

/** Keeps a row with two exact amounts within 80 columns. */
const NODE_COLUMNS = 30;

interface Answer {
  readonly saved: SavedAccount;
  readonly voter: Reading<Voter | undefined>;
  /** By node. */
  readonly gains: ReadonlyMap<string, Gain>;
}

const needs = ['chain', 'names', 'people', 'history'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'account',
  needs,
  options: { account: { kind: 'text', maxLength: 64 } },
  examples: ['', 'iost_kor', 'savings'],
  changes: false,
  privacy: 'private',
  async run(context, args) {
    const { chain, names, people, actor, t } = context;
    const own = await people.accounts(actor);
    const asked = args.account === undefined ? own : [namedAccount(own, args.account)];
    if (asked.length === 0) return nothingSaved(context);
    const [standings, rewards] = await Promise.all([chain.standings(), ifAvailable(chain.rewardState())]);
    const read = async (saved: SavedAccount): Promise<Answer> => {
      const voter = await chain.voter(saved.account);
      return { saved, voter, gains: await gainsOf(context, standings.value, rewards?.value, voter.value) };
    };
    const answers = await Promise.all(asked.map(read));
    const [first] = answers;
    if (args.account !== undefined && first && !first.voter.value) {
      throw new UserError('commands.account.text.unknown', { account: first.saved.account });
    }
    const { nodes } = standingsOf(standings.value, names);
    const byAccount = new Map(nodes.map((node) => [node.account, node]));
    return {
      title: answers.length === 1 && first ? titleOf(first.saved) : t('commands.account.text.own'),
      tone: answers.some(({ voter }) => voter.value === undefined) ? 'warning' : 'neutral',
      visibility: 'private',
      blocks: answers.flatMap((answer) => blocksOf(context, answer, byAccount, answers.length > 1)),
      footer: sourceLine(context, standings, oldest(answers) ?? standings),
      data: { accounts: answers.map(dataOf) },
    };
  },
});

async function gainsOf(
  { history }: Context,
  snapshot: Snapshot,
  rewards: RewardState | undefined,
  voter: Voter | undefined,
): Promise<ReadonlyMap<string, Gain>> {
  if (!voter) return new Map();
  const days = rewards ? await history.days(snapshot.chain) : [];
  const parameters = rewards && chainParameters(snapshot, rewards);
  const chain = parameters && missingParameters(parameters).length === 0 ? parameters : undefined;
  const gains = voter.votes.map(async ({ node, votes, clearedVotes, claimable, addedAt }) => {
    const since = firstDaySince(days, addedAt);
    const then = since && (await history.coefficients(snapshot.chain, since)).get(node);
    const earning = { votes: votes - clearedVotes, claimable };
    const coefficients = { coefficientThen: then, coefficientNow: rewards?.voterCoefficients.get(node) ?? '0' };
    const nodeVotes = snapshot.candidates.find(({ account }) => account === node)?.votes ?? 0n;
    const gain: Gain = {
      earned: earnedSoFar({ ...earning, ...coefficients }),
      since: then === undefined ? undefined : since,
      expected: chain && expectedDividend(chain, nodeVotes, earning.votes),
    };
    return [node, gain] as const;
  });
  return new Map(await Promise.all(gains));
}

/** One's own account by its name or label, or any account of the chain. */
function namedAccount(own: readonly SavedAccount[], text: string): SavedAccount {
  const saved =
    own.find(({ account }) => account === text.toLowerCase()) ??
    own.find(({ label }) => label !== undefined && fold(label) === fold(text));
  if (saved) return saved;
  if (!accepts({ kind: 'account' }, text)) throw new UserError('errors.not-an-account', { text: plainText(text, 40) });
  return { account: text.toLowerCase() };
}

function nothingSaved({ t }: Language): Reply {
  return {
    title: t('commands.account.text.own'),
    tone: 'neutral',
    visibility: 'private',
    blocks: [{ kind: 'text', text: t('commands.account.text.nothingSaved') }],
    data: { accounts: [] },
  };
}

function titleOf({ account, label }: SavedAccount): string {
  return label === undefined ? account : `${label} (${account})`;
}

function blocksOf(
  { t, locale }: Language,
  { saved, voter: { value: voter }, gains }: Answer,
  nodes: ReadonlyMap<string, NodeName>,
  withTitle: boolean,
): readonly Block[] {
  const heading: readonly Block[] = withTitle ? [{ kind: 'text', text: [{ kind: 'bold', text: titleOf(saved) }] }] : [];
  if (!voter)
    return [...heading, { kind: 'text', text: t('commands.account.text.unknown', { account: saved.account }) }];
  const field = (key: string, amount: bigint) => ({
    label: t(`commands.account.text.label.${key}`),
    value: t('commands.account.text.iost', { amount: formatAmount(amount) }),
  });
  const fields = [
    field('balance', voter.balance),
    field('votes', votesOf(voter)),
    field('claimable', voter.claimable),
    ...expectedField(t, gains),
    field('frozen', frozenOf(voter)),
    ...nextRelease(t, voter),
  ];
  const labelOf = (node: string) =>
    shortLabelOf(nodes.get(node) ?? { account: node, name: node }, locale, NODE_COLUMNS);
  const rows = voter.votes.map(({ node, votes, claimable }) => [
    labelOf(node),
    formatAmount(votes),
    formatAmount(claimable),
  ]);
  return [
    ...heading,
    { kind: 'fields', fields },
    ...(rows.length > 0 ? [votesTable(t, rows), ...gainBlocks(t, gains, labelOf)] : []),
    ...(voter.frozen.length > 1 ? [frozenList(t, voter)] : []),
  ];
}

function votesTable(t: Translate, rows: readonly (readonly string[])[]): Block {
  return {
    kind: 'table',
    columns: [
      { label: t('nodes.column.node'), align: 'left' },
      { label: t('nodes.column.votes'), align: 'right' },
      { label: t('commands.account.text.label.claimable'), align: 'right' },
    ],
    rows,
  };
}

/** The first of the unvoted tokens to be free. */
function nextRelease(t: Translate, { frozen, time }: Voter): readonly Field[] {
  const [next] = frozen.filter(({ releaseAt }) => releaseAt > time).toSorted((a, b) => a.releaseAt - b.releaseAt);
  if (!next) return [];
  const amount = t('commands.account.text.iost', { amount: formatAmount(next.amount) });
  const value = [`${amount}, `, { kind: 'time', at: next.releaseAt }] as const;
  return [{ label: t('commands.account.text.label.release'), value }];
}

function frozenList(t: Translate, { frozen }: Voter): Block {
  return {
    kind: 'list',
    items: frozen.map(({ amount, releaseAt }) => [
      `${t('commands.account.text.release', { amount: formatAmount(amount) })} `,
      { kind: 'time', at: releaseAt },
    ]),
  };
}

function votesOf({ votes }: Voter): bigint {
  return votes.reduce((sum, part) => sum + part.votes, 0n);
}

function frozenOf({ frozen }: Voter): bigint {
  return frozen.reduce((sum, part) => sum + part.amount, 0n);
}

/** The footer speaks for all answers, so it names the oldest. */
function oldest(answers: readonly Answer[]): Reading<Voter> | undefined {
  return answers
    .flatMap(({ voter }) => (voter.value ? [{ ...voter, value: voter.value }] : []))
    .sort((a, b) => b.ageMs - a.ageMs || a.value.blocks.first - b.value.blocks.first)[0];
}

function dataOf({ saved, voter: { value: voter }, gains }: Answer): Json {
  const label = saved.label ?? null;
  if (!voter) return { account: saved.account, label, exists: false };
  return {
    account: voter.account,
    label,
    exists: true,
    block: voter.blocks.first,
    time: new Date(voter.time).toISOString(),
    balance: amountToDecimal(voter.balance),
    claimable: amountToDecimal(voter.claimable),
    expectedPerDay: expectedPerDay(gains),
    votes: voter.votes.map(({ node, votes, clearedVotes, claimable, addedAt }) => ({
      node,
      votes: amountToDecimal(votes),
      clearedVotes: amountToDecimal(clearedVotes),
      claimable: amountToDecimal(claimable),
      addedAt,
      ...gainData(gains.get(node)),
    })),
    frozen: voter.frozen.map(({ amount, releaseAt }) => ({
      amount: amountToDecimal(amount),
      releaseAt: new Date(releaseAt).toISOString(),
    })),
  };
}
