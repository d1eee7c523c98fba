// What votes bring their voter: for one node, for the best of them, or for the votes of one's own accounts.

import { UserError } from '../../src/core/answer/errors.ts';
import { defineCommand, type Given, type Language } from '../../src/core/command/command.ts';
import type { Reading } from '../../src/core/ports/chain.ts';
import type { SavedAccount } from '../../src/core/ports/people.ts';
import type { Reply } from '../../src/core/reply/reply.ts';
import { type Amount, parseAmount } from '../../src/core/values/amount.ts';
import { DAY_BLOCKS } from '../../src/election/chain-time.ts';
import { type ChainParameter, chainParameters, missingParameters } from '../../src/election/rewards/chain-model.ts';
import { candidateClaimable } from '../../src/election/rewards/claimable.ts';
import { typicalGap } from '../../src/election/rewards/dividend.ts';
import {
  byPromise,
  type DividendGround,
  outlookOfNew,
  outlookOfOwn,
  telling,
  type VotedNode,
  votesAfter,
} from '../../src/election/rewards/vote-outlook.ts';
import type { RewardState, Snapshot } from '../../src/election/snapshot.ts';
import { type Standing, standingsOf } from '../../src/election/standings.ts';
import { checkAmount } from '../../src/words/amount-bounds.ts';
import { pickNode } from '../../src/words/node-search.ts';
import { sourceLine } from '../../src/words/source-line.ts';
import { type Footing, nodeCard, rankingCard } from './cards.ts';
import { type OwnVotes, ownCard } from './own.ts';
import { creditPeriods } from './periods.ts';

const SHOWN = 10;
const CLAIMS_MS = 90 * 86_400_000;
/** Dividends do not depend on block rewards. */
const NEEDED: readonly ChainParameter[] = ['supply', 'candAllKey'];

interface View extends Footing {
  readonly rewards: RewardState;
  readonly nodes: readonly Standing[];
  readonly ground: DividendGround;
}

const needs = ['chain', 'names', 'people', 'history'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'dividend',
  needs,
  options: { amount: { kind: 'amount' }, node: { kind: 'node', maxLength: 64 } },
  examples: ['10k iost_kor', '1m', ''],
  changes: false,
  privacy: ({ amount, node }) => (amount === undefined && node === undefined ? 'private' : 'chat'),
  async run(context, args) {
    const { amount, node: query } = inOrder(args);
    if (amount === undefined && query !== undefined) {
      throw new UserError('errors.missing-argument', { option: 'amount' });
    }
    const { chain, names, locale } = context;
    const [standings, rewards] = await Promise.all([chain.standings(), chain.rewardState()]);
    if (amount !== undefined) checkAmount('amount', amount, rewards.value.supply);
    const { nodes } = standingsOf(standings.value, names);
    const node = query === undefined ? undefined : pickNode(nodes, query, 'node', locale);
    const parameters = chainParameters(standings.value, rewards.value);
    const missing = missingParameters(parameters).filter((name) => NEEDED.includes(name));
    if (missing.length > 0) return unavailable(context, standings, missing);
    const { blocks, voterCoefficients: coefficients } = rewards.value;
    const block = blocks.first;
    const periods = await creditPeriods(context.history, standings.value.chain, { block, dayBlocks: DAY_BLOCKS });
    const ground = { chain: parameters, block, coefficients, periods };
    const view: View = { standings, block, rewards: rewards.value, nodes, ground };
    if (amount === undefined) return ownAccounts(context, view);
    return node ? forNode(context, view, amount, node) : ranking(context, view, amount);
  },
});

interface Asked {
  readonly amount: Amount | undefined;
  readonly node: string | undefined;
}

/** "iost_kor 10k" means what "10k iost_kor" does. */
function inOrder({ amount, node }: Asked): Asked {
  const [, name, last = ''] = /^(.+)\s(\S+)$/.exec(node ?? '') ?? [];
  const amountLast = amount === undefined ? parseAmount(last) : undefined;
  return amountLast === undefined ? { amount, node } : { amount: amountLast, node: name };
}

function unavailable(context: Language, standings: Reading<Snapshot>, missing: readonly string[]): Reply {
  const text = context.t('dividends.unavailable', { names: missing.join(', ') });
  const footer = sourceLine(context, standings);
  return { tone: 'warning', visibility: 'chat', blocks: [{ kind: 'text', text }], footer, data: { missing } };
}

function voted({ standings, rewards }: View, { account, candidate }: Standing): VotedNode {
  return { account, votes: candidate.votes, unclaimed: candidateClaimable(standings.value, rewards, candidate) };
}

async function forNode(context: Context, view: View, amount: Amount, node: Standing): Promise<Reply> {
  const { standings, ground } = view;
  const { chain, time, threshold } = standings.value;
  const own = voted(view, node);
  const outlook = outlookOfNew(ground, own, amount);
  const claims = (await context.history.claims(chain, node.account, time - CLAIMS_MS)).map(({ at }) => at);
  const after = votesAfter(ground, own, amount);
  const missing = after.own < threshold ? threshold - after.own : 0n;
  const habit = { ...outlook, claims, gapMs: typicalGap(claims) };
  const { status } = node.candidate;
  return nodeCard(context, view, { amount, node, status, outlook, habit, after, missing });
}

function ranking(context: Language, view: View, amount: Amount): Reply {
  const { threshold } = view.standings.value;
  const elected = view.nodes.filter(({ candidate }) => candidate.elected && candidate.votes >= threshold);
  const best = byPromise(
    view.ground,
    elected.map((node) => ({ ...voted(view, node), node })),
  );
  const ranked = best.slice(0, SHOWN).map(({ node, ...own }) => {
    const outlook = outlookOfNew(view.ground, own, amount);
    return { node, outlook, telling: telling(outlook.periods) };
  });
  return rankingCard(context, view, amount, ranked);
}

async function ownAccounts(context: Context, view: View): Promise<Reply> {
  const saved = await context.people.accounts(context.actor);
  return ownCard(context, view, await Promise.all(saved.map((each) => ownVotes(context, view, each))));
}

async function ownVotes({ chain }: Context, view: View, saved: SavedAccount): Promise<OwnVotes> {
  const { value: voter } = await chain.voter(saved.account);
  const votes = voter?.votes.map(({ node: account, votes: given, clearedVotes }) => {
    const node = view.nodes.find((each) => each.account === account);
    const earning = given - clearedVotes;
    const of = node ? voted(view, node) : { account, votes: 0n, unclaimed: 0n };
    const outlook = outlookOfOwn(view.ground, of, earning);
    return { node: node ?? { account, name: account }, votes: given, outlook, isLost: node === undefined };
  });
  return { saved, votes };
}
