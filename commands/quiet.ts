// Hours of the day in which alerts wait, in the person's time zone.

import { UserError } from '../src/core/answer/errors.ts';
import { defineCommand, type Given } from '../src/core/command/command.ts';
import type { NamedArgs } from '../src/core/command/named-args.ts';
import type { Owner } from '../src/core/ports/ids.ts';
import type { Preferences } from '../src/core/ports/subscription.ts';
import type { Reply } from '../src/core/reply/reply.ts';
import { formatDayTime } from '../src/core/values/day-time.ts';
import { FOR, forArgs, listPrivacy, ownerOf, ownerToChange, visibilityOf, whoseFields } from '../src/words/owner.ts';
import { changePreferences, preferencesData, quietWords, zoneWords } from '../src/words/preferences.ts';

const needs = ['subscriptions', 'clock'] as const;
type Context = Given<typeof needs>;

const isChange = ({ for: _, ...given }: NamedArgs) => Object.keys(given).length > 0;

export default defineCommand({
  name: 'quiet',
  needs,
  options: {
    set: { kind: 'choice', choices: ['off'] },
    from: { kind: 'time' },
    to: { kind: 'time' },
    zone: { kind: 'zone' },
    for: FOR,
  },
  examples: ['', '23:00 07:00 Asia/Shanghai', '23:00 7:30 +8', 'off'],
  changes: isChange,
  privacy: (given, place) => listPrivacy(given, place, isChange(given)),
  async run(context, { set, from, to, zone, for: whom }) {
    const isChanged = [set, from, to, zone].some((value) => value !== undefined);
    const owner = isChanged ? ownerToChange(context, whom, 'own') : ownerOf(context, whom);
    const { quiet: before, ...rest } = await context.subscriptions.preferences(owner);
    const quiet = set === 'off' ? undefined : quietFrom(before, from, to);
    const preferences: Preferences = { ...rest, zone: zone ?? rest.zone, ...(quiet && { quiet }) };
    if (set === 'off' && (from !== undefined || to !== undefined)) throw new UserError('commands.quiet.text.off-or-on');
    if (isChanged) await changePreferences(context, owner, preferences);
    return show(context, owner, preferences, isChanged);
  },
});

/** One time alone changes that end. */
function quietFrom(before: Preferences['quiet'], from = before?.from, to = before?.to): Preferences['quiet'] {
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined || to === undefined) throw new UserError('commands.quiet.text.both-ends');
  if (from === to) throw new UserError('commands.quiet.text.same', { time: formatDayTime(from) });
  return { from, to };
}

function show(context: Context, owner: Owner, preferences: Preferences, isChanged: boolean): Reply {
  const { t, clock } = context;
  const { quiet, zone } = preferences;
  const whose = forArgs(context, owner);
  const explained = quiet
    ? t('commands.quiet.text.waits', { to: formatDayTime(quiet.to) })
    : t('commands.quiet.text.none');
  const field = (key: string, value: string) => ({ label: t(`watching.preferences.label.${key}`), value });
  return {
    title: t('commands.quiet.text.title'),
    tone: isChanged ? 'good' : 'neutral',
    visibility: visibilityOf(owner),
    blocks: [
      {
        kind: 'fields',
        fields: [
          ...whoseFields(context, owner),
          field('quiet', quietWords(context, preferences)),
          field('zone', zoneWords(context, zone)),
        ],
      },
      { kind: 'text', text: explained },
      ...(zone === 'UTC' ? [{ kind: 'text', text: t('watching.preferences.is-utc') } as const] : []),
    ],
    actions: [
      quiet
        ? { label: t('commands.quiet.text.end'), command: 'quiet', args: { set: 'off', ...whose } }
        : { label: t('commands.quiet.text.suggest'), command: 'quiet', args: { from: '23:00', to: '07:00', ...whose } },
    ],
    data: preferencesData(preferences, clock.now()),
  };
}
