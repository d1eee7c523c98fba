// What comes next for a node, in words: warnings, fields, lists, and what all of it assumes.

import type { Language } from '../../src/core/command/command.ts';
import type { Block, Field, RichText } from '../../src/core/reply/reply.ts';
import { type Amount, formatAmount, formatSigned, formatWhole, shareOf } from '../../src/core/values/amount.ts';
import { formatDuration } from '../../src/core/values/duration.ts';
import { formatPercent } from '../../src/core/values/percent.ts';
import { DAY_ROUNDS, WEEK_ROUNDS } from '../../src/election/chain-time.ts';
import { nameIn } from '../../src/election/node-name.ts';
import type { Role } from '../../src/election/rotation/forecast.ts';
import type { Standing } from '../../src/election/standings.ts';
import type { Trend } from '../../src/election/trend.ts';
import { waitText } from '../../src/words/pending.ts';
import type { ForecastOutlook } from './outlook.ts';

export function warnings({ t }: Language, outlook: ForecastOutlook): readonly Block[] {
  const text = (key: string, values: Record<string, string | number>): Block => {
    return { kind: 'text', text: t(`commands.forecast.text.${key}`, values) };
  };
  const { snapshot, rotation, node, role, silence, isOver } = outlook;
  const { threshold, barredUntil, blocks } = snapshot;
  const { block } = rotation;
  const outcome = silence?.barredUntil ? 'barred' : silence?.staysListed ? 'struck' : 'out';
  const why = {
    block: barredUntil.get(node.account) ?? 0,
    votes: formatAmount(node.toThreshold),
    threshold: formatWhole(threshold),
  };
  return [
    ...(role === 'rotates' ? [] : [text(`role.${role}`, why)]),
    ...(silence
      ? [
          text(`silent.${outcome}`, {
            since: silence.since,
            strike: silence.strike,
            block,
            until: silence.barredUntil ?? 0,
          }),
        ]
      : []),
    ...(blocks.last >= block ? [text('straddles', { block })] : []),
    ...(isOver ? [text('over', { block })] : []),
  ];
}

/** None for a node that never makes blocks. */
export function rotationFields({ t, locale }: Language, outlook: ForecastOutlook): readonly Field[] {
  const { role, rotation, place, day, week, node } = outlook;
  const words = (key: string, values = {}) => t(`commands.forecast.text.${key}`, values);
  const field = (key: string, value: RichText): Field => ({ label: words(`label.${key}`), value });
  const rounds = (count: number, of: number) => {
    return words('rounds', { rounds: count, of, share: formatPercent(shareOf(BigInt(count), BigInt(of)), 1) });
  };
  const wasListed = rotation.state.pending.includes(node.account);
  const move = place > 0 ? (wasListed ? 'stays' : 'joins') : wasListed ? 'leaves' : 'out';
  const when = [words('when', { block: rotation.block }), { kind: 'time' as const, at: rotation.at }];
  const isOutside = NOT_IN_ROTATION.includes(role) && day === 0 && !wasListed && place === 0;
  if (isOutside) return [];
  return [
    field('next', [words(move, { place, of: rotation.nextList.length }), ...when]),
    field('day', rounds(day, DAY_ROUNDS)),
    field('week', rounds(week, WEEK_ROUNDS)),
    ...(role === 'rotates' ? [field('more', moreText(words, locale, outlook))] : []),
  ];
}

const NOT_IN_ROTATION: readonly Role[] = ['partner', 'unapproved', 'candidate'];

function moreText(
  words: (key: string, values?: object) => string,
  locale: string,
  { more, pendingSeconds = 1 }: ForecastOutlook,
): string {
  if (more.kind === 'every-round') return words('moreAll');
  if (more.kind === 'later') return words('moreLater', { span: waitText(pendingSeconds, locale) });
  if (more.kind !== 'known') return words('moreAway');
  return more.value === undefined ? words('moreNone') : words('more', { votes: formatWhole(more.value) });
}

export function trendFields({ t }: Language, { trend, crossing, snapshot, node }: ForecastOutlook): readonly Field[] {
  const words = (key: string, values = {}) => t(`commands.forecast.text.${key}`, values);
  const slopes = isSloped(trend)
    ? { votes: formatSigned(trend.perDay), slowest: formatSigned(trend.slowest), fastest: formatSigned(trend.fastest) }
    : {};
  const way = node.candidate.votes < snapshot.threshold ? 'reach' : 'fall';
  return [
    { label: words('label.trend'), value: words(`trend.${trend.kind}`, slopes) },
    ...(crossing ? [{ label: words('label.crossing'), value: words(way, { ...crossing, count: crossing.days }) }] : []),
  ];
}

export function isSloped(trend: Trend): trend is Extract<Trend, { readonly perDay: Amount }> {
  return 'perDay' in trend;
}

type Named = readonly Standing[];

export function listLines(language: Language, nodes: Named, { rotation }: ForecastOutlook): readonly string[] {
  const { t } = language;
  return (['joins', 'stays', 'leaves'] as const).map((move) => {
    const who = namesOf(language, nodes, rotation.moves[move]);
    return t(`commands.forecast.text.who.${move}`, { nodes: who || t('commands.forecast.text.nobody') });
  });
}

function namesOf({ locale }: Language, nodes: Named, accounts: readonly string[]): string {
  const named = new Map(nodes.map((node) => [node.account, nameIn(node, locale)]));
  return new Intl.ListFormat(locale).format(accounts.map((account) => named.get(account) ?? account));
}

/** What is assumed of the rest of the round, and of all after it. */
export function modelText(language: Language, nodes: Named, outlook: ForecastOutlook): string {
  const { t, locale } = language;
  const { rotation, trend, spanMs, isEarly } = outlook;
  const silent = namesOf(language, nodes, [...rotation.silent]);
  const words = (key: string, values = {}) => t(`commands.forecast.text.${key}`, values);
  return [
    words(silent === '' ? 'model' : 'modelSilent', { nodes: silent, block: rotation.block }),
    ...(isEarly ? [words('early')] : []),
    words('atWork'),
    ...(isSloped(trend) ? [words('trendModel', { span: formatDuration(spanMs, locale) })] : []),
  ].join(' ');
}
