// Where alerts of an owner arrive, and what keeps them from it for now.
import { UserError } from '../core/answer/errors.ts';
import type { CommandContext, Language } from '../core/command/command.ts';
import type { Owner } from '../core/ports/ids.ts';
import type { Subscription } from '../core/ports/subscription.ts';
import type { Reply } from '../core/reply/reply.ts';
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

/** Opens the private chat of one who asks elsewhere, before anything is promised there. `what`: it is asked for. Says what is
 *  not sure of it; throws UserError where it is closed to the bot. */
export async function openPrivately(
  context: Pick<CommandContext, 't' | 'chat' | 'privateUrl' | 'identities' | 'privately' | 'clock'>,
  owner: Owner,
  what?: string,
): Promise<readonly string[]> {
  const { t, chat, privateUrl, identities, privately, clock } = context;
  if (owner.kind === 'chat' || chat.kind === 'private') return [];
  const { person } = owner;
  const linked = await identities.linked(person);
  for (const side of linked.length > 0 ? linked : [person]) {
    const key = `hello ${side.platform} ${side.userId} ${clock.now()}`;
    const told = await privately.say(side, hello({ t }, what), key);
    if (told === 'told') return [];
    if (told === 'unsure') return [t('watching.privately.unsure', { platform: platformTitle({ t }, side.platform) })];
  }
  const { platform = person.platform } = linked[0] ?? {};
  const retry = { option: 'for', choices: [{ value: 'me', label: t('watching.button.try-again') }] };
  const named = { context: platform, platform: platformTitle({ t }, platform) };
  const url = platform === chat.platform ? privateUrl : undefined;
  throw new UserError('watching.privately.closed', named, retry, { url });
}

function hello({ t }: Pick<Language, 't'>, what: string | undefined): Reply {
  return {
    title: t('watching.privately.title'),
    tone: 'good',
    visibility: 'private',
    blocks: [
      { kind: 'text', text: t('watching.privately.hello') },
      ...(what === undefined ? [] : [{ kind: 'text', text: [{ kind: 'bold', text: what }] } as const]),
    ],
    actions: [{ label: t('watching.button.list'), command: 'alerts', args: {} }],
  };
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
