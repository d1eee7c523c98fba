// The reward programme as it was published, by its dates: one rule set, or all of them in their order.

import { defineCommand, type Language } from '../src/core/command/command.ts';
import type { ProjectFacts, RatingResult, RuleSet } from '../src/core/ports/project-facts.ts';
import type { Action, Block, Json, Reply } from '../src/core/reply/reply.ts';
import { amountFromDecimal, formatWhole } from '../src/core/values/amount.ts';
import { formatPercent } from '../src/core/values/percent.ts';
import { PARTS } from '../src/election/rewards/estimate.ts';
import { PART_TEXTS, partsOf, pickRules, rulesData, rulesHeading, rulesKnown } from '../src/words/rule-sets.ts';
import { programNote } from '../src/words/today.ts';

const HISTORY = 'history';

export default defineCommand({
  name: 'program',
  needs: ['facts'],
  options: { rules: { kind: 'text', maxLength: 20 } },
  examples: ['', '2019', HISTORY],
  texts: [...PART_TEXTS, ...PARTS.map((part) => `commands.program.text.part.${part}`)],
  changes: false,
  privacy: 'chat',
  async run(context, { rules }) {
    const { t, facts } = context;
    const isHistory = [HISTORY, t('commands.program.text.historyWord')].includes(rules?.toLowerCase() ?? '');
    const set = pickRules(facts.rewardRules, isHistory ? undefined : rules);
    return isHistory ? historyReply(context, facts) : setReply(context, set, facts);
  },
});

function setReply(context: Language, set: RuleSet, { rewardRules: { sets }, today }: ProjectFacts): Reply {
  const { t } = context;
  const others = sets
    .filter(({ id }) => id !== set.id)
    .map(({ id }) => to(t('commands.program.text.other', { id }), id));
  return {
    title: t('commands.program.text.title'),
    tone: 'neutral',
    visibility: 'chat',
    blocks: [
      { kind: 'text', text: rulesHeading(t, set) },
      ...(set.published === undefined ? [] : published(context, set)),
      { kind: 'text', text: t('commands.program.text.onChain') },
      ...(set.until === undefined ? [text(programNote(t, today))] : []),
    ],
    actions: [to(t('commands.program.text.history'), HISTORY), ...others],
    footer: t('commands.program.text.source', { known: rulesKnown(t, set), sources: sourcesOf(set) }),
    data: { ...rulesData(set), blockProducers: producersData(set), results: set.results.map(resultData) },
  };
}

function published(context: Language, set: RuleSet): readonly Block[] {
  const { t } = context;
  const { total, threshold, blockProducers, results } = set;
  return [
    { kind: 'text', text: t('commands.program.text.pool', { total: whole(total) }) },
    { kind: 'list', items: partLines(context, set) },
    { kind: 'text', text: t('commands.program.text.rules', { threshold: whole(threshold) }) },
    ...(blockProducers
      ? [text(t('commands.program.text.blockProducers', { ...blockProducers, votes: whole(blockProducers.votes) }))]
      : []),
    ...(results.length > 0 ? [text(t('commands.program.text.paid')), resultList(context, results)] : []),
  ];
}

function partLines({ t }: Language, set: RuleSet): readonly string[] {
  return partsOf(set).map(({ part, pool, share, voters }) => {
    const values = { part: t(`commands.program.text.part.${part}`), pool: whole(pool), share: formatPercent(share) };
    const voted = t(Number(voters) === 0 ? 'commands.program.text.noVoters' : 'commands.program.text.voters', {
      voters: formatPercent(voters),
    });
    return t('commands.program.text.line', { ...values, voters: voted });
  });
}

function resultList({ t }: Language, results: readonly RatingResult[]): Block {
  const items = results.map(({ quarter, days, pool, topTier }) => {
    const paid = t('commands.program.text.result', { quarter, days, pool: whole(pool) });
    if (!topTier) return paid;
    return t('commands.program.text.topTier', { paid, nodes: topTier.nodes, each: whole(topTier.each) });
  });
  return { kind: 'list', items };
}

function historyReply(context: Language, { rewardRules: { sets }, today }: ProjectFacts): Reply {
  const { t } = context;
  const line = (set: RuleSet) => {
    const parts = partsOf(set).map(({ part, pool }) => `${t(`programs.part.${part}`)} ${whole(pool)}`);
    const pools = parts.length > 0 ? t('commands.program.text.pools', { parts: parts.join(', ') }) : '';
    return [rulesHeading(t, set), pools].filter((part) => part !== '').join(' ');
  };
  return {
    title: t('commands.program.text.titleHistory'),
    tone: 'neutral',
    visibility: 'chat',
    blocks: [
      { kind: 'list', items: sets.map(line) },
      { kind: 'text', text: t('commands.program.text.onChain') },
      text(programNote(t, today)),
    ],
    actions: sets.map(({ id }) => to(t('commands.program.text.other', { id }), id)),
    data: { sets: sets.map(rulesData) },
  };
}

function to(label: string, rules: string): Action {
  return { label, command: 'program', args: { rules } };
}

function text(words: string): Block {
  return { kind: 'text', text: words };
}

function whole(decimal: string): string {
  return formatWhole(amountFromDecimal(decimal));
}

function sourcesOf({ sources }: RuleSet): string {
  return sources.map(({ url, date }) => `${date} ${url}`).join(' · ');
}

function producersData({ blockProducers }: RuleSet): Json {
  return blockProducers ? { ...blockProducers } : null;
}

function resultData({ topTier, ...result }: RatingResult): Json {
  return { ...result, topTier: topTier ? { ...topTier } : null };
}
