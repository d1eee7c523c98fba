// An answer about rewards as plain values: every number that is missing has its reason beside it.

import type { Json } from '../../src/core/reply/reply.ts';
import { amountToDecimal } from '../../src/core/values/amount.ts';
import { YEAR_ROUNDS } from '../../src/election/chain-time.ts';
import { decimalsOf, decimalTotals, gainOf, splitsPer, totalsOf } from '../../src/election/rewards/both-models.ts';
import { PARTS } from '../../src/election/rewards/estimate.ts';
import { ISSUE_SHARE } from '../../src/election/rewards/issue.ts';
import type { MeasuredShare } from '../../src/election/rewards/measured-issue.ts';
import { pendingData } from '../../src/words/pending.ts';
import { rulesData } from '../../src/words/rule-sets.ts';
import type { Case, Estimated } from './estimate.ts';
import { type Model, type Reason, reasonFor } from './reasons.ts';

/** `now`: ms since 1970. */
export function estimateData(estimated: Estimated, now: number): Json {
  const { subject, snapshot, ground, footing, own, next, isBelow, pendingSeconds } = estimated;
  const { node, votes, isWhatIf } = subject;
  const missing = missingIn(estimated);
  const pending = Object.keys(missing).filter((path) => missing[path] === 'pending');
  const { blockProducers } = footing.set;
  return {
    block: snapshot.blocks.first,
    time: new Date(snapshot.time).toISOString(),
    account: node?.account ?? null,
    whatIf: isWhatIf,
    votes: amountToDecimal(votes),
    toThreshold: amountToDecimal(isBelow ? snapshot.threshold - votes : 0n),
    rating: own.node.rating ?? null,
    rounds: own.node.rounds ?? null,
    ofRounds: YEAR_ROUNDS,
    simulatedFrom: footing.rounds.kind === 'known' ? footing.rounds.block : null,
    rules: rulesData(footing.set),
    belowAdmission: footing.isUnadmitted && blockProducers ? { ...blockProducers } : null,
    unavailable: ground.chain ? null : { chain: footing.rewards ? ground.missing : ['rewardState'] },
    issue: { share: ISSUE_SHARE, measured: footing.measured ? measuredData(footing.measured) : null },
    ...decimalsOf(own.models),
    perQuarter: decimalTotals(splitsPer(totalsOf(own.models), 'quarter')),
    perDay: decimalTotals(splitsPer(totalsOf(own.models), 'day')),
    furtherMillion: next && !isBelow ? decimalTotals(gainOf(own.models, next.models)) : null,
    atThreshold: next && isBelow ? decimalsOf(next.models) : null,
    pending: pendingSeconds === undefined ? null : pendingData(pending, pendingSeconds, now),
    notEstimated: missing,
  };
}

function measuredData({ from, to, ...measured }: MeasuredShare): Json {
  return { ...measured, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

type Missing = Readonly<Record<string, Reason | 'not-asked' | 'new-node' | 'not-seen'>>;

/** Path of a member that is null → why. */
function missingIn({ subject, footing, own, next, isBelow }: Estimated): Missing {
  const { rounds, rating } = own.premises;
  const late = rounds.kind === 'failed' ? 'failed' : 'pending';
  const further =
    next && !isBelow ? totalsMissing('furtherMillion', next, own) : { furtherMillion: 'not-asked' as const };
  return {
    ...(subject.node ? {} : { account: 'new-node' }),
    ...(rating?.percent ? {} : { rating: rating ? 'no-top-tier' : 'not-rated' }),
    ...(rounds.kind === 'known' ? {} : { rounds: late, simulatedFrom: late }),
    ...(footing.measured ? {} : { 'issue.measured': 'not-seen' as const }),
    ...partsMissing('', own),
    ...totalsMissing('perQuarter', own),
    ...totalsMissing('perDay', own),
    ...further,
    ...(next && isBelow ? partsMissing('atThreshold.', next) : { atThreshold: 'not-asked' }),
  };
}

const MODELS: readonly Model[] = ['published', 'chain'];

function partsMissing(prefix: string, { models, premises }: Case): Missing {
  const gone = MODELS.flatMap((model) =>
    [...PARTS, 'total' as const]
      .filter((part) => !models[model]?.[part])
      .map((part) => [`${prefix}${model}.${part}`, reasonFor(models, premises, model, part)] as const),
  );
  return Object.fromEntries(gone);
}

/** What needs the totals of all these cases. */
function totalsMissing(name: string, ...cases: readonly Case[]): Missing {
  const gone = MODELS.flatMap((model) => {
    const without = cases.find(({ models }) => !models[model]?.total);
    return without ? [[`${name}.${model}`, reasonFor(without.models, without.premises, model, 'total')] as const] : [];
  });
  return Object.fromEntries(gone);
}
