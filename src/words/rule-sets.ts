// The published programme by its dates: which rule set a person means, and what is said of it wherever its numbers stand.
import { UserError } from '../core/answer/errors.ts';
import type { Translate } from '../core/answer/i18n.ts';
import type { RewardRules, RuleSet } from '../core/ports/project-facts.ts';
import { plainText } from '../core/reply/text.ts';
import { oncePer } from '../core/values/memo.ts';
import { formatPercent } from '../core/values/percent.ts';
import { PARTS } from '../election/rewards/estimate.ts';

/** Keys of the texts of all parts. */
export const PART_TEXTS = PARTS.map((part) => `programs.part.${part}`);

/** Those that it has. */
export function partsOf({ parts }: RuleSet) {
  return PARTS.flatMap((part) => {
    const { [part]: found } = parts;
    return found ? [{ part, pool: found.pool, share: found.share, voters: found.voters }] : [];
  });
}

/** The one that is called so ("v4", "V4.0"), or the newest published. Throws UserError, which offers those that there are. */
export function pickRules({ sets, newest }: RewardRules, asked: string | undefined): RuleSet {
  if (asked === undefined) return newest;
  const name = (text: string) => text.toLowerCase().replace(/\.0$/, '');
  const found = sets.find(({ id }) => name(id) === name(asked));
  if (found) return found;
  const choices = sets.map(({ id }) => ({ value: id, label: id }));
  const names = sets.map(({ id }) => id).join(', ');
  throw new UserError('programs.unknown', { text: plainText(asked, 40), names }, { option: 'rules', choices });
}

/** As of when it was published, and whether it holds: stands above its numbers. */
export function rulesHeading(t: Translate, set: RuleSet): string {
  const { id, published, from, until } = set;
  if (published === undefined) return t('programs.heading.nothing', { id, from });
  const values = { id, year: published.slice(0, 4), from };
  return until === undefined ? t('programs.heading.open', values) : t('programs.heading.past', { ...values, until });
}

/** Up to when it is known to have held, and when its sources were last read. */
export function rulesKnown(t: Translate, { knownUntil, lastConfirmed: confirmed }: RuleSet): string {
  if (knownUntil === undefined) return t('programs.read', { confirmed });
  return t('programs.known', { knownUntil, confirmed });
}

/** What of each part is the voters', such as "blocks 0 %, votes 50 %". */
export function votersShares({ t, locale }: { readonly t: Translate; readonly locale: string }, set: RuleSet): string {
  const known = sharesOf(set);
  const shares = known.get(locale) ?? sharesText(t, locale, set);
  known.set(locale, shares);
  return shares;
}

/** By locale: said in every estimate. */
const sharesOf = oncePer((_: RuleSet) => new Map<string, string>());

function sharesText(t: Translate, locale: string, set: RuleSet): string {
  const shares = partsOf(set).map(({ part, voters }) => `${t(`programs.part.${part}`)} ${formatPercent(voters)}`);
  return new Intl.ListFormat(locale, { type: 'unit' }).format(shares);
}

/** For `data`; null where nothing was published. */
export function rulesData(set: RuleSet) {
  const { id, published = null, from, until = null, knownUntil = null, lastConfirmed, total, threshold } = set;
  const sources = set.sources.map((source) => ({ ...source }));
  return { id, published, from, until, knownUntil, lastConfirmed, total, threshold, parts: partsOf(set), sources };
}
