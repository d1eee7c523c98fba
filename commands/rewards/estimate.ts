// What is known of a node's rewards, worked out once for all that is said of it: as it is, and as it could be.
import type { CommandContext } from '../../src/core/command/command.ts';
import type { Json } from '../../src/core/reply/reply.ts';
import { type Amount, amountFromDecimal, amountToDecimal } from '../../src/core/values/amount.ts';
import { YEAR_ROUNDS } from '../../src/election/chain-time.ts';
import {
  type BothModels,
  bothModels,
  decimalsOf,
  decimalTotals,
  type Ground,
  gainOf,
  groundOf,
  type NodeCase,
  splitsPer,
  totalsOf,
} from '../../src/election/rewards/both-models.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import type { Standing } from '../../src/election/standings.ts';
import { type Earner, idleReason, type ListedRounds, listedRounds } from './listed-rounds.ts';
import type { Basis } from './words.ts';

const MILLION = amountFromDecimal('1000000');

/** All that there is to say of it. */
export interface Estimated {
  readonly subject: Earner & { readonly node: Standing | undefined };
  readonly snapshot: Snapshot;
  readonly nodes: readonly Standing[];
  readonly ground: Ground;
  readonly footing: Basis;
  readonly own: NodeCase;
  readonly models: BothModels;
  /** At the threshold when it is below; of a what-if above, with a million votes more. */
  readonly next: BothModels | undefined;
  /** Some simulation takes longer. */
  readonly isPending: boolean;
}

export async function estimate(
  { rotation, facts }: Pick<CommandContext, 'rotation' | 'facts'>,
  subject: Estimated['subject'],
  known: Pick<Estimated, 'snapshot' | 'nodes'> & Pick<Basis, 'rewards' | 'rating'>,
): Promise<Estimated> {
  const { snapshot, nodes, rewards, rating } = known;
  const ground = groundOf(snapshot, rewards?.value, facts.rewardRules);
  const { votes } = subject;
  const nextVotes = votes < snapshot.threshold ? snapshot.threshold : votes + MILLION;
  const isAsked = subject.isWhatIf || votes < snapshot.threshold;
  const [rounds, nextRounds] = await Promise.all([
    listedRounds(rotation, snapshot, subject),
    isAsked ? listedRounds(rotation, snapshot, { ...subject, votes: nextVotes, isWhatIf: true }) : undefined,
  ]);
  const caseOf = (votes: Amount, listed: ListedRounds): NodeCase => ({
    before: subject.node?.candidate.votes ?? 0n,
    votes,
    rating: rating?.percent,
    rounds: listed.kind === 'known' ? listed.rounds : undefined,
  });
  const own = caseOf(votes, rounds);
  const { rewardRules: rules } = facts;
  const idle = idleReason(subject, snapshot);
  const footing = { rules, rewards, rating, missing: ground.missing, rounds, yearRounds: YEAR_ROUNDS, idle };
  const next = nextRounds && bothModels(ground, caseOf(nextVotes, nextRounds));
  const isPending = [rounds, nextRounds].some((listed) => listed?.kind === 'later');
  return { subject, snapshot, nodes, ground, footing, own, models: bothModels(ground, own), next, isPending };
}

export function isBelow({ subject, snapshot }: Estimated): boolean {
  return subject.votes < snapshot.threshold;
}

export function estimateData({ subject, snapshot, ground, footing, models, own, next }: Estimated): Json {
  const { version, source, date } = footing.rules;
  const { node, votes, isWhatIf } = subject;
  const below = votes < snapshot.threshold;
  return {
    block: snapshot.blocks.first,
    time: new Date(snapshot.time).toISOString(),
    account: node?.account ?? null,
    whatIf: isWhatIf,
    votes: amountToDecimal(votes),
    toThreshold: amountToDecimal(below ? snapshot.threshold - votes : 0n),
    rating: own.rating ?? null,
    rounds: own.rounds ?? null,
    ofRounds: YEAR_ROUNDS,
    rules: { version, source, date },
    unavailable: ground.chain ? null : { chain: footing.rewards ? ground.missing : ['rewardState'] },
    ...decimalsOf(models),
    perQuarter: decimalTotals(splitsPer(totalsOf(models), 'quarter')),
    perDay: decimalTotals(splitsPer(totalsOf(models), 'day')),
    furtherMillion: next && !below ? decimalTotals(gainOf(models, next)) : null,
    atThreshold: next && below ? decimalsOf(next) : null,
  };
}
