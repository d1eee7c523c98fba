// A summary every day or week of what one watches, at a time of one's own.
import { defineCommand, type Given } from '../src/core/command/command.ts';
import { listPrivacy } from '../src/core/command/effect.ts';
import type { Preferences } from '../src/core/ports/subscription.ts';
import type { Action, Reply } from '../src/core/reply/reply.ts';
import { formatLocal } from '../src/core/values/local-time.ts';
import { ownerOf, ownerToChange, requirePosting, visibilityOf } from '../src/words/owner.ts';
import {
  changePreferences,
  digestDue,
  digestWords,
  preferencesData,
  WEEKDAYS,
  zoneWords,
} from '../src/words/preferences.ts';

const NINE = 9 * 60;
const MONDAY = 1;

type Digest = NonNullable<Preferences['digest']>;

const needs = ['subscriptions', 'clock'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'digest',
  needs,
  options: {
    every: { kind: 'choice', choices: ['daily', 'weekly', 'off'] },
    at: { kind: 'time' },
    day: { kind: 'choice', choices: WEEKDAYS },
    zone: { kind: 'zone' },
  },
  examples: ['', 'daily 09:00 Asia/Shanghai', 'weekly 18:00 friday', 'off'],
  changes: (given) => Object.keys(given).length > 0,
  privacy: listPrivacy,
  async run(context, { every, at, day, zone }) {
    const isChanged = [every, at, day, zone].some((value) => value !== undefined);
    const owner = isChanged ? ownerToChange(context) : ownerOf(context);
    const { digest: before, ...rest } = await context.subscriptions.preferences(owner);
    if (isChanged && every !== 'off') requirePosting(context);
    const weekday = day === undefined ? undefined : WEEKDAYS.indexOf(day) + 1;
    const digest = every === 'off' ? undefined : digestFrom(before, { every, at, weekday });
    const preferences: Preferences = { ...rest, zone: zone ?? rest.zone, ...(digest && { digest }) };
    if (isChanged) await changePreferences(context, owner, preferences);
    return show(context, preferences, isChanged);
  },
});

interface Wanted {
  readonly every: 'daily' | 'weekly' | undefined;
  readonly at: number | undefined;
  readonly weekday: number | undefined;
}

/** What is not said stays as it was; a day of the week makes it weekly. */
function digestFrom(before: Digest | undefined, { every, at, weekday }: Wanted): Digest | undefined {
  const isAsked = every !== undefined || at !== undefined || weekday !== undefined;
  if (!isAsked) return before;
  const named = every && (every === 'weekly' ? 'week' : 'day');
  const kept = weekday === undefined ? (before?.every ?? 'day') : 'week';
  return { every: named ?? kept, at: at ?? before?.at ?? NINE, weekday: weekday ?? before?.weekday ?? MONDAY };
}

function show(context: Context, preferences: Preferences, isChanged: boolean): Reply {
  const { t, clock } = context;
  const { zone, digest } = preferences;
  const due = digestDue(preferences, clock.now());
  const field = (key: string, value: string) => ({ label: t(`watching.preferences.label.${key}`), value });
  const button = (every: string): Action => {
    return { label: t(`commands.digest.text.button.${every}`), command: 'digest', args: { every } };
  };
  return {
    title: t('commands.digest.text.title'),
    tone: isChanged ? 'good' : 'neutral',
    visibility: visibilityOf(context),
    blocks: [
      {
        kind: 'fields',
        fields: [
          field('digest', digestWords(context, preferences)),
          ...(due === undefined ? [] : [field('next', formatLocal(zone, due))]),
          field('zone', zoneWords(context, zone)),
        ],
      },
      { kind: 'text', text: t('commands.digest.text.what') },
      ...(zone === 'UTC' ? [{ kind: 'text', text: t('watching.preferences.is-utc') } as const] : []),
    ],
    actions: ['daily', 'weekly', ...(digest ? ['off'] : [])]
      .filter((every) => every !== (digest?.every === 'day' ? 'daily' : digest && 'weekly'))
      .map(button),
    data: preferencesData(preferences, clock.now()),
  };
}
