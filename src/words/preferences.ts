// When an owner wants to hear of alerts, in words, and saved together with the time of the next digest.
import type { CommandContext, Language } from '../core/command/command.ts';
import type { Owner } from '../core/ports/ids.ts';
import type { Preferences } from '../core/ports/subscription.ts';
import type { Field, Json } from '../core/reply/reply.ts';
import { formatDayTime } from '../core/values/day-time.ts';
import { formatLocal } from '../core/values/local-time.ts';
import { localTime, nextLocal } from '../core/values/zone.ts';
import { zoneLabel } from '../core/values/zone-names.ts';

/** In the order of the numbers that days have. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** When the next digest is due; undefined without one. */
export function digestDue({ zone, digest }: Preferences, now: number): number | undefined {
  return digest && nextLocal(zone, digest.at, digest.every === 'week' ? digest.weekday : undefined, now);
}

export async function changePreferences(
  { subscriptions, clock }: Pick<CommandContext, 'subscriptions' | 'clock'>,
  owner: Owner,
  preferences: Preferences,
): Promise<void> {
  const now = clock.now();
  await subscriptions.savePreferences(owner, preferences, digestDue(preferences, now), now);
}

/** "23:00 to 07:00", or that there are none. */
export function quietWords({ t }: Pick<Language, 't'>, { quiet }: Preferences): string {
  if (!quiet) return t('watching.preferences.no-quiet');
  const { from, to } = quiet;
  return t('watching.preferences.quiet', { from: formatDayTime(from), to: formatDayTime(to) });
}

export function digestWords({ t }: Pick<Language, 't'>, { digest }: Preferences): string {
  if (!digest) return t('watching.preferences.no-digest');
  const at = formatDayTime(digest.at);
  if (digest.every === 'day') return t('watching.preferences.daily', { at });
  return t('watching.preferences.weekly', { at, day: t(`watching.weekday.${digest.weekday}`) });
}

/** With the time that it is now there, so that a wrong one is noticed. */
export function zoneWords({ t, clock }: Pick<CommandContext, 't' | 'clock'>, zone: string): string {
  const now = formatDayTime(localTime(zone, clock.now()).minutes);
  return t('watching.preferences.zone', { zone: zoneLabel(zone), now });
}

/** Everything that is set. */
export function preferenceFields(
  context: Pick<CommandContext, 't' | 'clock' | 'known'>,
  preferences: Preferences,
): readonly Field[] {
  const { t, clock, known } = context;
  const { zone, mutedUntil = 0, pingRole } = preferences;
  const field = (key: string, value: string) => ({ label: t(`watching.preferences.label.${key}`), value });
  return [
    field('quiet', quietWords(context, preferences)),
    field('digest', digestWords(context, preferences)),
    field('zone', zoneWords(context, zone)),
    ...(mutedUntil > clock.now() ? [field('muted', formatLocal(zone, mutedUntil))] : []),
    ...(pingRole === undefined ? [] : [field('ping', known.roles?.get(pingRole)?.name ?? pingRole)]),
  ];
}

export function preferencesData(preferences: Preferences, now: number): { [key: string]: Json } {
  const { zone, quiet, digest, mutedUntil, pingRole } = preferences;
  const due = digestDue(preferences, now);
  return {
    zone,
    quiet: quiet ? { from: formatDayTime(quiet.from), to: formatDayTime(quiet.to) } : null,
    digest: digest ? { every: digest.every, at: formatDayTime(digest.at), weekday: digest.weekday } : null,
    digestDue: due === undefined ? null : new Date(due).toISOString(),
    mutedUntil: mutedUntil === undefined || mutedUntil <= now ? null : new Date(mutedUntil).toISOString(),
    pingRole: pingRole ?? null,
  };
}
