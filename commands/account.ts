// What an account has in the election: votes, dividends to claim, tokens on their way back. Only the asker sees it.
import { amountToDecimal, formatAmount } from '../src/core/amount.ts';
import { type CommandContext, defineCommand } from '../src/core/command.ts';
import { UserError } from '../src/core/errors.ts';
import type { NodeName } from '../src/core/find-node.ts';
import type { Translate } from '../src/core/i18n.ts';
import { shortLabelOf } from '../src/core/node-words.ts';
import type { Reading, SavedAccount } from '../src/core/ports.ts';
import { accepts } from '../src/core/read-value.ts';
import type { Block, Json, Reply } from '../src/core/reply.ts';
import { sourceLine } from '../src/core/source-line.ts';
import { fold, plainText } from '../src/core/text.ts';
import type { Voter } from '../src/election/snapshot.ts';
import { standingsOf } from '../src/election/standings.ts';

/** Keeps a row with two exact amounts within 80 columns. */
const NODE_COLUMNS = 30;

interface Answer {
  readonly saved: SavedAccount;
  readonly voter: Reading<Voter | undefined>;
}

export default defineCommand({
  name: 'account',
  options: { account: { kind: 'text', maxLength: 64 } },
  examples: ['', 'iost_kor', 'savings'],
  async run(context, args) {
    const { chain, names, people, actor, t } = context;
    const own = await people.accounts(actor);
    const asked = args.account === undefined ? own : [namedAccount(own, args.account)];
    if (asked.length === 0) return nothingSaved(context);
    const read = async (saved: SavedAccount): Promise<Answer> => ({ saved, voter: await chain.voter(saved.account) });
    const [standings, answers] = await Promise.all([chain.standings(), Promise.all(asked.map(read))]);
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

/** One's own account by its name or label, or any account of the chain. */
function namedAccount(own: readonly SavedAccount[], text: string): SavedAccount {
  const saved =
    own.find(({ account }) => account === text.toLowerCase()) ??
    own.find(({ label }) => label !== undefined && fold(label) === fold(text));
  if (saved) return saved;
  if (!accepts({ kind: 'account' }, text)) throw new UserError('errors.not-an-account', { text: plainText(text, 40) });
  return { account: text.toLowerCase() };
}

function nothingSaved({ t }: CommandContext): Reply {
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
  { t, locale }: CommandContext,
  { saved, voter: { value: voter } }: Answer,
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
    field('frozen', frozenOf(voter)),
  ];
  const rows = voter.votes.map(({ node, votes, claimable }) => [
    shortLabelOf(nodes.get(node) ?? { account: node, name: node }, locale, NODE_COLUMNS),
    formatAmount(votes),
    formatAmount(claimable),
  ]);
  return [
    ...heading,
    { kind: 'fields', fields },
    ...(rows.length > 0 ? [votesTable(t, rows)] : []),
    ...(voter.frozen.length > 0 ? [frozenList(t, voter)] : []),
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

function dataOf({ saved, voter: { value: voter } }: Answer): Json {
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
    votes: voter.votes.map(({ node, votes, clearedVotes, claimable }) => ({
      node,
      votes: amountToDecimal(votes),
      clearedVotes: amountToDecimal(clearedVotes),
      claimable: amountToDecimal(claimable),
    })),
    frozen: voter.frozen.map(({ amount, releaseAt }) => ({
      amount: amountToDecimal(amount),
      releaseAt: new Date(releaseAt).toISOString(),
    })),
  };
}
