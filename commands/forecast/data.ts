// What comes next for a node as plain values: every number that is missing has its reason beside it.

import type { Json } from '../../src/core/reply/reply.ts';
import { amountToDecimal } from '../../src/core/values/amount.ts';
import { pendingData } from '../../src/words/pending.ts';
import type { ForecastOutlook } from './outlook.ts';
import { isSloped } from './words.ts';

/** `now`: ms since 1970. */
export function forecastData(outlook: ForecastOutlook, now: number): Json {
  const { snapshot, node, rotation, role, place, day, week, more, trend, crossing, pendingSeconds } = outlook;
  const votes = more.kind === 'known' ? more.value : undefined;
  return {
    block: snapshot.blocks.first,
    time: new Date(snapshot.time).toISOString(),
    account: node.account,
    role,
    nextBlock: rotation.block,
    nextTime: new Date(rotation.at).toISOString(),
    nextList: rotation.nextList,
    assumes: { silent: [...rotation.silent], seesSilence: !outlook.isEarly },
    place: place || null,
    rounds: { next144: day, next1008: week },
    votesForOneMore: votes === undefined ? null : amountToDecimal(votes),
    trend: {
      kind: trend.kind,
      perDay: isSloped(trend) ? amountToDecimal(trend.perDay) : null,
      slowest: isSloped(trend) ? amountToDecimal(trend.slowest) : null,
      fastest: isSloped(trend) ? amountToDecimal(trend.fastest) : null,
    },
    daysToThreshold: crossing ? { ...crossing } : null,
    pending: pendingSeconds === undefined ? null : pendingData(['votesForOneMore'], pendingSeconds, now),
    notEstimated: missingIn(outlook),
  };
}

/** Path of a member that is null → why. */
function missingIn({ place, more, trend, crossing }: ForecastOutlook): Readonly<Record<string, string>> {
  const slopes = ['perDay', 'slowest', 'fastest'].map((slope) => [`trend.${slope}`, trend.kind]);
  const reasons = { later: 'pending', failed: 'failed', known: 'no-votes-help' } as const;
  const isMissing = more.kind !== 'known' || more.value === undefined;
  return {
    ...(place > 0 ? {} : { place: 'not-listed' }),
    ...(isMissing && { votesForOneMore: reasons[more.kind as keyof typeof reasons] ?? more.kind }),
    ...(isSloped(trend) ? {} : Object.fromEntries(slopes)),
    ...(crossing ? {} : { daysToThreshold: isSloped(trend) ? 'not-crossing' : trend.kind }),
  };
}
