// Silence for a while, for one subscription or for all of them.

import { UserError } from '../src/core/answer/errors.ts';
import { defineCommand, type Given } from '../src/core/command/command.ts';
import type { NamedArgs } from '../src/core/command/named-args.ts';
import type { Owner } from '../src/core/ports/ids.ts';
import type { Action, Reply } from '../src/core/reply/reply.ts';
import { formatLocal } from '../src/core/values/local-time.ts';
import { compactSpan, formatSpan } from '../src/core/values/span.ts';
import { FOR, forArgs, listAction, listPrivacy, ownerOf, requireChange, visibilityOf } from '../src/words/owner.ts';
import { ownSubscription, watchAction, watchWords } from '../src/words/subscriptions.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const SUGGESTED = [HOUR, 8 * HOUR, DAY, 7 * DAY];

const needs = ['subscriptions', 'names', 'clock'] as const;
type Context = Given<typeof needs>;

/** Without a span it asks for how long. */
const isChange = ({ set, span }: NamedArgs) => span !== undefined || set?.toLowerCase() === 'off';

export default defineCommand({
  name: 'mute',
  needs,
  options: {
    set: { kind: 'choice', choices: ['off', 'all'] },
    span: { kind: 'span', min: 60, max: 365 * DAY },
    id: { kind: 'integer', min: 1, max: 1_000_000_000_000 },
    for: FOR,
  },
  examples: ['2h', '1d 12', 'off', 'off 12'],
  changes: isChange,
  privacy: (given, place) => listPrivacy(given, place, isChange(given)),
  lasts: 'span',
  async run(context, { set, span, id, for: whom }) {
    const owner = ownerOf(context, whom);
    if (set === 'all' && id !== undefined) throw new UserError('commands.mute.text.one-or-all');
    const subscription = id === undefined ? undefined : await ownSubscription(context, owner, id);
    const label = context.t('watching.button.privately');
    requireChange(context, owner, subscription ? watchAction(label, subscription, { for: 'me' }) : 'own');
    const line = subscription && watchWords(context, subscription);
    const { mutedUntil } = subscription ?? (await context.subscriptions.preferences(owner));
    if (set !== 'off' && span === undefined) return ask(context, { id, line, mutedUntil }, owner);
    if (set === 'off' && span !== undefined) throw new UserError('commands.mute.text.off-or-span');
    return save(context, owner, { id, line, mutedUntil }, span);
  },
});

/** What is muted: one subscription, or all of them. */
interface Muted {
  readonly id: number | undefined;
  readonly line: string | undefined;
  readonly mutedUntil: number | undefined;
}

async function save(context: Context, owner: Owner, muted: Muted, span: number | undefined): Promise<Reply> {
  const { t, clock, subscriptions } = context;
  const until = span === undefined ? undefined : clock.now() + span * 1_000;
  const isThere = await subscriptions.mute(owner, muted.id, until);
  if (!isThere) throw new UserError('commands.mute.text.nothing');
  const { zone } = await subscriptions.preferences(owner);
  const what = muted.id === undefined ? 'all' : 'one';
  const line = muted.line ?? '';
  const text =
    until === undefined
      ? t(`commands.mute.text.${what}.off`, { line })
      : t(`commands.mute.text.${what}.until`, { line, until: formatLocal(zone, until) });
  return {
    tone: 'good',
    visibility: visibilityOf(owner),
    blocks: [{ kind: 'text', text }],
    actions: [...(until === undefined ? [] : [offAction(context, owner, muted)]), listAction(context, owner)],
    data: { id: muted.id ?? null, mutedUntil: until === undefined ? null : new Date(until).toISOString() },
  };
}

/** How long? With what is muted already. */
async function ask(context: Context, muted: Muted, owner: Owner): Promise<Reply> {
  const { t, locale, clock, subscriptions } = context;
  const { id, line, mutedUntil = 0 } = muted;
  const { zone } = await subscriptions.preferences(owner);
  const isMuted = mutedUntil > clock.now();
  const whose = forArgs(context, owner);
  const question =
    id === undefined ? t('commands.mute.text.how-long') : t('commands.mute.text.how-long-one', { line: line ?? '' });
  return {
    tone: 'neutral',
    visibility: visibilityOf(owner),
    blocks: [
      { kind: 'text', text: question },
      ...(isMuted
        ? [{ kind: 'text', text: t('commands.mute.text.now', { until: formatLocal(zone, mutedUntil) }) } as const]
        : []),
    ],
    actions: [
      ...SUGGESTED.map((span) => ({
        label: formatSpan(span, locale),
        command: 'mute',
        args: { span: compactSpan(span), ...(id !== undefined && { id: String(id) }), ...whose },
      })),
      ...(isMuted ? [offAction(context, owner, muted)] : []),
    ],
    data: { id: id ?? null, mutedUntil: isMuted ? new Date(mutedUntil).toISOString() : null },
  };
}

function offAction(context: Context, owner: Owner, { id }: Muted): Action {
  const args = { set: 'off', ...(id !== undefined && { id: String(id) }), ...forArgs(context, owner) };
  return { label: context.t('watching.button.unmute'), command: 'mute', args };
}
