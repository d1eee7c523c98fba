// The list of what one watches, a few at a time with their buttons, and when and how one is told.

import { UserError } from '../src/core/answer/errors.ts';
import { defineCommand, type Given } from '../src/core/command/command.ts';
import type { Owner } from '../src/core/ports/ids.ts';
import type { KnownRole } from '../src/core/ports/known.ts';
import type { Preferences, Subscription } from '../src/core/ports/subscription.ts';
import type { Action, Block, Reply } from '../src/core/reply/reply.ts';
import { plainText } from '../src/core/reply/text.ts';
import { FOR, forArgs, listPrivacy, ownerOf, requireChange, visibilityOf } from '../src/words/owner.ts';
import { changePreferences, preferenceFields, preferencesData } from '../src/words/preferences.ts';
import { whereWords } from '../src/words/reach.ts';
import { rowWords, subscriptionData } from '../src/words/subscriptions.ts';

/** Three buttons each fit under a message of any platform. */
const PAGE_ROWS = 5;

const needs = ['subscriptions', 'identities', 'names', 'clock', 'subscriptionLimit'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'alerts',
  needs,
  options: {
    page: { kind: 'integer', min: 1, max: 10_000 },
    ping: { kind: 'role', also: ['off'], byName: true },
    for: FOR,
  },
  examples: ['', '2'],
  changes: ({ ping }) => ping !== undefined,
  privacy: (given, place) => listPrivacy(given, place, given.ping !== undefined),
  async run(context, { page = 1, ping, for: whom }) {
    const owner = ownerOf(context, whom ?? (ping && 'here'));
    const said = ping === undefined ? undefined : await setPing(context, owner, ping);
    const [list, preferences] = await Promise.all([
      context.subscriptions.list(owner),
      context.subscriptions.preferences(owner),
    ]);
    const pages = Math.max(1, Math.ceil(list.length / PAGE_ROWS));
    return show(context, { owner, list, preferences, said, pages, page: Math.min(page, pages) });
  },
});

/** Only this role is ever pinged, and only where there are others. */
async function setPing(context: Context, owner: Owner, ping: KnownRole | 'off'): Promise<string> {
  const { t, subscriptions } = context;
  if (owner.kind === 'person') throw new UserError('commands.alerts.text.ping-private');
  requireChange(context, owner, 'nothing');
  const { pingRole: _, ...rest } = await subscriptions.preferences(owner);
  await changePreferences(context, owner, ping === 'off' ? rest : { ...rest, pingRole: ping.id });
  if (ping === 'off') return t('commands.alerts.text.ping-off');
  return t('commands.alerts.text.ping-on', { role: plainText(ping.name, 60) });
}

interface View {
  readonly owner: Owner;
  readonly list: readonly Subscription[];
  readonly preferences: Preferences;
  readonly said: string | undefined;
  readonly page: number;
  readonly pages: number;
}

async function show(context: Context, view: View): Promise<Reply> {
  const { t, clock } = context;
  const { owner, list, preferences, said, page, pages } = view;
  const rows = list.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS);
  const items = rows.map((subscription) => rowWords(context, subscription, preferences.zone));
  const where = { label: t('watching.preferences.label.where'), value: await whereWords(context, owner) };
  return {
    title: t(`commands.alerts.text.title.${owner.kind}`),
    tone: said === undefined ? 'neutral' : 'good',
    visibility: visibilityOf(owner),
    blocks: [
      ...(said === undefined ? [] : [{ kind: 'text', text: said } as const]),
      ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
      { kind: 'text', text: summary(context, view) },
      { kind: 'fields', fields: [where, ...preferenceFields(context, preferences)] },
    ] satisfies readonly Block[],
    actions: [
      ...rows.flatMap((subscription) => rowActions(context, owner, subscription)),
      ...pageActions(context, view),
    ],
    data: {
      page,
      pages,
      subscriptions: list.map(subscriptionData),
      preferences: preferencesData(preferences, clock.now()),
    },
  };
}

function summary({ t, subscriptionLimit: limit }: Context, { list, page, pages }: View): string {
  if (list.length === 0) return t('commands.alerts.text.empty');
  return t('commands.alerts.text.page', { page, pages, count: list.length, limit });
}

function rowActions(context: Context, owner: Owner, { id, mutedUntil = 0 }: Subscription): readonly Action[] {
  const { t, clock } = context;
  const whose = forArgs(context, owner);
  const args = { id: String(id), ...whose };
  const isMuted = mutedUntil > clock.now();
  return [
    isMuted
      ? { label: t('watching.button.unmute-one', { id }), command: 'mute', args: { ...args, set: 'off' } }
      : { label: t('watching.button.mute-one', { id }), command: 'mute', args },
    { label: t('watching.button.delete-one', { id }), command: 'unwatch', args },
    { label: t('watching.button.why-one', { id }), command: 'why', args: { sub: String(id), ...whose } },
  ];
}

function pageActions(context: Context, { owner, list, preferences, page, pages }: View): readonly Action[] {
  const { t, chat } = context;
  const whose = forArgs(context, owner);
  const to = (target: number, label: string): Action => {
    return { label, command: 'alerts', args: { page: String(target), ...whose } };
  };
  const other = owner.kind === 'person' ? 'here' : 'me';
  return [
    ...(page > 1 ? [to(page - 1, t('commands.alerts.text.previous'))] : []),
    ...(page < pages ? [{ ...to(page + 1, t('commands.alerts.text.next')), primary: true } as const] : []),
    list.length > 0
      ? { label: t('watching.button.test'), command: 'testalert', args: whose }
      : { label: t('commands.alerts.text.begin'), command: 'watch', args: {} },
    ...(preferences.pingRole === undefined
      ? []
      : [{ label: t('commands.alerts.text.end-ping'), command: 'alerts', args: { ping: 'off' } }]),
    ...(chat.kind === 'private' || (other === 'me' && context.isAnonymous)
      ? []
      : [{ label: t(`watching.button.on-${other}`), command: 'alerts', args: { for: other } }]),
  ];
}
