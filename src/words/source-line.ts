// The footer under everything that comes from the chain: of which block, how old, and how far to trust it.

import type { Language } from '../core/command/command.ts';
import type { Reading } from '../core/ports/chain.ts';
import { formatDuration, formatUtc } from '../core/values/duration.ts';
import type { BlockRange, ChainIdentity, Snapshot } from '../election/snapshot.ts';

/** Below this age an answer counts as fresh. */
const FRESH_MS = 60_000;

/** The chain that the election is on. */
const MAINNET = 1024;

/** What must not be missed of where a number comes from; nothing of the mainnet. */
export function chainNotes(t: Language['t'], { synthetic, chainId }: ChainIdentity): readonly string[] {
  if (synthetic) return [t('source.synthetic')];
  return chainId === MAINNET ? [] : [t('source.other-net', { chainId })];
}

/** `answer` is what the reply shows when that is not the standings themselves; chain and doubts are the standings'. */
export function sourceLine(
  { t, locale }: Language,
  standings: Reading<Snapshot>,
  answer: Reading<{ readonly blocks: BlockRange; readonly time: number }> = standings,
): string {
  const { chain, complete, consistent } = standings.value;
  const { blocks, time } = answer.value;
  const span = () => formatDuration(answer.ageMs, locale);
  return [
    ...chainNotes(t, chain),
    blocks.first === blocks.last ? t('source.block', { block: blocks.first }) : t('source.blocks', { ...blocks }),
    formatUtc(time),
    ...(answer.trouble ? [t('source.away', { span: span(), why: t(`source.why.${answer.trouble}`) })] : []),
    ...(!answer.trouble && answer.ageMs > FRESH_MS ? [t('source.age', { span: span() })] : []),
    ...(consistent ? [] : [t('source.inconsistent')]),
    ...(complete ? [] : [t('source.incomplete')]),
  ].join(' · ');
}
