// A summary every day or week of what one watches, at a time of one's own.
import { defineCommand, type Given } from '../src/core/command/command.ts';
import type { NamedArgs } from '../src/core/command/named-args.ts';
import type { Owner } from '../src/core/ports/ids.ts';
import type { Preferences } from '../src/core/ports/subscription.ts';
import type { Action, Reply } from '../src/core/reply/reply.ts';
import { formatLocal } from '../src/core/values/local-time.ts';
import {
  FOR,
  forArgs,
  listPrivacy,
  ownerOf,
  ownerToChange,
  requirePosting,
  visibilityOf,
  whoseFields,
} from '../src/words/owner.ts';
import {
  changePreferences,
  digestDue,
  digestWords,
  preferencesData,
  WEEKDAYS,
  zoneWords,
} from '../src/words/preferences.ts';
import { openPrivately } from '../src/words/reach.ts';

const NINE = 9 * 60;
const MONDAY = 1;

type Digest = NonNullable<Preferences['digest']>;

const needs = ['subscriptions', 'identities', 'privately', 'clock'] as const;
type Context = Given<typeof needs>;

const isChange = ({ for: _, ...given }: NamedArgs) => Object.keys(given).length > 0;

export default defineCommand({
  name: 'digest',
  needs,
  options: {
    every: { kind: 'choice', choices: ['daily', 'weekly', 'off'] },
    at: { kind: 'time' },
    day: { kind: 'choice', choices: WEEKDAYS },
    zone: { kind: 'zone' },
    for: FOR,
  },
  examples: ['', 'daily 09:00 Asia/Shanghai', 'weekly 18:00 friday', 'off'],
  changes: isChange,
  privacy: (given, place) => listPrivacy(given, place, isChange(given)),
  async run(context, { every, at, day, zone, for: whom }) {
    const isChanged = [every, at, day, zone].some((value) => value !== undefined);
    const owner = isChanged ? ownerToChange(context, whom) : ownerOf(context, whom);
    const { digest: before, ...rest } = await context.subscriptions.preferences(owner);
    const isOn = isChanged && every !== 'off';
    if (isOn) requirePosting(context, owner);
    const weekday = day === undefined ? undefined : WEEKDAYS.indexOf(day) + 1;
    const digest = every === 'off' ? undefined : digestFrom(before, { every, at, weekday });
    const preferences: Preferences = { ...rest, zone: zone ?? rest.zone, ...(digest && { digest }) };
    const remarks = isOn ? await openPrivately(context, owner, digestWords(context, preferences)) : [];
    if (isChanged) await changePreferences(context, owner, preferences);
    return show(context, { owner, preferences, isChanged, remarks });
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

interface View {
  readonly owner: Owner;
  readonly preferences: Preferences;
  readonly isChanged: boolean;
  readonly remarks: readonly string[];
}

function show(context: Context, { owner, preferences, isChanged, remarks }: View): Reply {
  const { t, clock } = context;
  const { zone, digest } = preferences;
  const due = digestDue(preferences, clock.now());
  const field = (key: string, value: string) => ({ label: t(`watching.preferences.label.${key}`), value });
  const button = (every: string): Action => {
    return {
      label: t(`commands.digest.text.button.${every}`),
      command: 'digest',
      args: { every, ...forArgs(context, owner) },
    };
  };
  return {
    title: t('commands.digest.text.title'),
    tone: isChanged ? 'good' : 'neutral',
    visibility: visibilityOf(owner),
    blocks: [
      {
        kind: 'fields',
        fields: [
          ...whoseFields(context, owner),
          field('digest', digestWords(context, preferences)),
          ...(due === undefined ? [] : [field('next', formatLocal(zone, due))]),
          field('zone', zoneWords(context, zone)),
        ],
      },
      { kind: 'text', text: t('commands.digest.text.what') },
      ...remarks.map((text) => ({ kind: 'text', text }) as const),
      ...(zone === 'UTC' ? [{ kind: 'text', text: t('watching.preferences.is-utc') } as const] : []),
    ],
    actions: ['daily', 'weekly', ...(digest ? ['off'] : [])]
      .filter((every) => every !== (digest?.every === 'day' ? 'daily' : digest && 'weekly'))
      .map(button),
    data: preferencesData(preferences, clock.now()),
  };
}
