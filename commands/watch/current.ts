// How things stand now for what a rule looks at, and how far that is from being told.

import type { CommandContext, Language } from '../../src/core/command/command.ts';
import { amountToDecimal, formatAmount } from '../../src/core/values/amount.ts';
import { formatDuration } from '../../src/core/values/duration.ts';
import type { Rule } from '../../src/election/rule.ts';
import type { Snapshot, Voter } from '../../src/election/snapshot.ts';
import type { Standing } from '../../src/election/standings.ts';
import { labelOf } from '../../src/words/nodes.ts';
import type { Found } from './subject.ts';

const CLAIMS_MS = 90 * 86_400_000;

export interface Scene {
  readonly snapshot: Snapshot;
  /** By rank. */
  readonly nodes: readonly Standing[];
}

export interface Current {
  readonly words: string;
  /** Of a level: the value and how far it is from it, decimal strings. */
  readonly value?: string;
  readonly distance?: string;
}

/** undefined where there is nothing to tell. */
export async function currentOf(
  context: Pick<CommandContext, 't' | 'locale' | 'history'>,
  { subject, voter }: Found,
  rule: Rule,
  scene: Scene,
): Promise<Current | undefined> {
  if (voter) return ofAccount(context, rule, voter);
  const node = subject.kind === 'node' ? scene.nodes.find(({ account }) => account === subject.node) : undefined;
  if (!node) return undefined;
  const isOfClaims = rule.event === 'stuck' || rule.event === 'dividend';
  return isOfClaims ? lastClaim(context, node, scene) : ofNode(context, rule, node, scene);
}

async function lastClaim(
  { t, locale, history }: Pick<CommandContext, 't' | 'locale' | 'history'>,
  { account }: Standing,
  { snapshot }: Scene,
) {
  const { chain, time } = snapshot;
  const last = (await history.claims(chain, account, time - CLAIMS_MS)).at(-1);
  if (!last) return undefined;
  return { words: t('watching.now.claimed', { span: formatDuration(Math.max(0, time - last.at), locale) }) };
}

function ofNode(words: Language, rule: Rule, node: Standing, scene: Scene): Current | undefined {
  const { candidate, rank, account } = node;
  const { snapshot } = scene;
  const { t } = words;
  switch (rule.event) {
    case 'elected':
      return distance(words, rule, candidate.votes, snapshot.threshold);
    case 'votes':
      return distance(words, rule, candidate.votes, rule.level);
    case 'margin':
      return distance(words, rule, candidate.votes - snapshot.threshold, rule.level);
    case 'move':
      return { words: t('watching.now.move', { votes: formatAmount(candidate.votes) }) };
    case 'rank':
      return { words: t('watching.now.rank', { rank }), value: String(rank) };
    case 'overtaken':
      return behind(words, node, scene);
    case 'online':
      return { words: t(candidate.online ? 'watching.now.online' : 'watching.now.offline') };
    case 'strikes':
      return { words: t('watching.now.strikes', { count: snapshot.strikes.get(account)?.count ?? 0 }) };
    case 'barred': {
      const until = snapshot.barredUntil.get(account) ?? 0;
      const isBarred = until > snapshot.blocks.first;
      return { words: isBarred ? t('watching.now.barred', { block: until }) : t('watching.now.free') };
    }
    case 'blocks':
    case 'unlisted': {
      const isListed = snapshot.pendingProducers.includes(candidate.publicKey);
      return { words: t(isListed ? 'watching.now.listed' : 'watching.now.unlisted') };
    }
    case 'status':
      return { words: t(`nodes.status.${candidate.status}`) };
    default:
      return undefined;
  }
}

function ofAccount({ t }: Language, rule: Rule, voter: Voter): Current | undefined {
  if (rule.event === 'claimable') return distance({ t }, rule, voter.claimable, rule.level);
  if (rule.event !== 'released') return undefined;
  const frozen = voter.frozen.reduce((sum, { amount }) => sum + amount, 0n);
  return {
    words: t(frozen > 0n ? 'watching.now.frozen' : 'watching.now.nothing-frozen', { amount: formatAmount(frozen) }),
  };
}

function distance({ t }: Pick<Language, 't'>, { event }: Rule, value: bigint, level = 0n): Current {
  const far = value < level ? level - value : value - level;
  const side = value < level ? 'below' : 'above';
  return {
    words: t(`watching.now.${event}.${side}`, {
      ...{ value: formatAmount(value), level: formatAmount(level), distance: formatAmount(far) },
    }),
    value: amountToDecimal(value),
    distance: amountToDecimal(far),
  };
}

/** Who would overtake it next. */
function behind({ t, locale }: Language, node: Standing, { nodes }: Scene): Current {
  const next = nodes[node.rank];
  if (!next) return { words: t('watching.now.last', { rank: node.rank }) };
  const votes = formatAmount(node.candidate.votes - next.candidate.votes);
  return { words: t('watching.now.behind', { rank: node.rank, node: labelOf(next, locale), votes }) };
}
