// Where alerts of an owner arrive, and what keeps them from it for now.
import type { CommandContext, Language } from '../core/command/command.ts';
import type { Owner } from '../core/ports/ids.ts';
import type { Subscription } from '../core/ports/subscription.ts';
import { formatLocal } from '../core/values/local-time.ts';
import { quietUntil } from '../core/values/zone.ts';

/** What a platform is called. */
export function platformTitle({ t }: Pick<Language, 't'>, platform: string): string {
  return t('watching.platform', { context: platform, platform });
}

export async function whereWords(
  { t, identities }: Pick<CommandContext, 't' | 'identities'>,
  owner: Owner,
): Promise<string> {
  if (owner.kind === 'chat') {
    return t(owner.chat.threadId === undefined ? 'watching.where.chat' : 'watching.where.topic');
  }
  const [first = owner.person, ...others] = await identities.linked(owner.person);
  const platform = platformTitle({ t }, first.platform);
  if (others.length > 0) return t('watching.where.first', { platform });
  return t('watching.where.private', { context: first.platform, platform });
}

/** Sentences on silence that holds alerts back right now. */
export async function silenceWords(
  { t, subscriptions, clock }: Pick<CommandContext, 't' | 'subscriptions' | 'clock'>,
  owner: Owner,
  subscription?: Subscription,
): Promise<readonly string[]> {
  const preferences = await subscriptions.preferences(owner);
  const now = clock.now();
  const until = (at: number) => ({ until: formatLocal(preferences.zone, at) });
  const { mutedUntil = 0 } = preferences;
  const { mutedUntil: thisUntil = 0 } = subscription ?? {};
  const quiet = quietUntil(preferences, now);
  return [
    ...(thisUntil > now ? [t('watching.silence.this', until(thisUntil))] : []),
    ...(mutedUntil > now ? [t('watching.silence.all', until(mutedUntil))] : []),
    ...(quiet === undefined ? [] : [t('watching.silence.quiet', until(quiet))]),
  ];
}
