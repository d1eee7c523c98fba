// Why an alert was sent, or when one will be: the rule, both values, the blocks, the nodes that showed it.

import { defineCommand, type Given, type Language } from '../../src/core/command/command.ts';
import type { Alert, LoggedEvent } from '../../src/core/ports/alert.ts';
import type { Owner } from '../../src/core/ports/ids.ts';
import { ifAvailable } from '../../src/core/ports/outage.ts';
import type { Subscription } from '../../src/core/ports/subscription.ts';
import type { Rearm } from '../../src/core/ports/subscriptions.ts';
import type { Block, Reply } from '../../src/core/reply/reply.ts';
import { formatLocal } from '../../src/core/values/local-time.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import { valueWords } from '../../src/rules/values.ts';
import { alertData, lineRule } from '../../src/words/alert-data.ts';
import { alertWords } from '../../src/words/alerts.ts';
import { FOR, forArgs, listAction, listPrivacy, notThere, ownerOf, visibilityOf } from '../../src/words/owner.ts';
import { platformTitle } from '../../src/words/reach.ts';
import { ownSubscription, subscriptionData, valueData, watchWords } from '../../src/words/subscriptions.ts';
import { rearmWords } from './rearm.ts';

const MAX_ID = 1_000_000_000_000;
/** Newest ones that are looked through. */
const MAX_ALERTS = 1_000;

/** What is told, as far as there is something. */
interface Case {
  readonly owner: Owner;
  readonly alert: Alert | undefined;
  readonly subscription: Subscription | undefined;
  readonly rearm: Rearm | undefined;
  readonly zone: string;
  /** Votes that elect, where they are known. */
  readonly threshold: bigint | undefined;
}

const needs = ['chain', 'names', 'subscriptions'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'why',
  needs,
  options: {
    id: { kind: 'integer', min: 1, max: MAX_ID },
    sub: { kind: 'integer', min: 1, max: MAX_ID, byName: true },
    for: FOR,
  },
  examples: ['', '4711', 'sub=12'],
  changes: false,
  privacy: (given, place) => listPrivacy(given, place, false),
  async run(context, { id, sub, for: whom }) {
    const owner = ownerOf(context, whom);
    const subscription = sub === undefined ? undefined : await ownSubscription(context, owner, sub);
    const alert = await findAlert(context, owner, id, sub);
    if (!alert && !subscription) return nothingYet(context, owner);
    const meant = subscription ?? alert?.subscription;
    const [snapshot, { zone }] = await Promise.all([
      meant && latest(context),
      context.subscriptions.preferences(owner),
    ]);
    const rearm = meant && (await context.subscriptions.rearm(owner, meant.id, snapshot?.chain));
    const { threshold } = snapshot ?? {};
    return explain(context, { owner, alert, subscription: meant, rearm, zone, threshold });
  },
});

async function latest({ chain }: Context): Promise<Snapshot | undefined> {
  return (await ifAvailable(chain.standings()))?.value;
}

/** The one with this number, else the newest of the subscription or of all. */
async function findAlert(
  context: Context,
  owner: Owner,
  id: number | undefined,
  sub: number | undefined,
): Promise<Alert | undefined> {
  const { subscriptions } = context;
  if (id !== undefined) {
    const alert = await subscriptions.alert(owner, id);
    if (!alert) throw notThere(context, owner, 'commands.why.text.not-there', id);
    return alert;
  }
  const alerts = (await subscriptions.alerts(owner, MAX_ALERTS)).filter(({ kind }) => kind === 'alert');
  return sub === undefined ? alerts[0] : alerts.find(({ subscription }) => subscription?.id === sub);
}

function nothingYet(context: Context, owner: Owner): Reply {
  const { t } = context;
  return {
    tone: 'neutral',
    visibility: visibilityOf(owner),
    blocks: [{ kind: 'text', text: t('commands.why.text.none') }],
    actions: [listAction(context, owner)],
    data: { alert: null, subscription: null, firesAt: [] },
  };
}

function explain(context: Context, found: Case): Reply {
  const { t } = context;
  const { owner, alert, subscription, rearm } = found;
  const id = subscription && String(subscription.id);
  const whose = forArgs(context, owner);
  return {
    title: alert ? t('commands.why.text.title', { id: alert.id }) : t('commands.why.text.title-rule', { id: id ?? '' }),
    tone: 'neutral',
    visibility: visibilityOf(owner),
    blocks: [
      { kind: 'text', text: headline(context, alert) },
      { kind: 'fields', fields: [...ruleFields(context, found), ...eventFields(context, found)] },
      ...remarks(context, alert?.event),
    ],
    actions: [
      ...(id === undefined
        ? []
        : [
            { label: t('watching.button.mute'), command: 'mute', args: { id, ...whose } },
            { label: t('watching.button.delete'), command: 'unwatch', args: { id, ...whose } },
          ]),
      listAction(context, owner),
    ],
    data: {
      alert: alert ? alertData(alert) : null,
      subscription: subscription ? subscriptionData(subscription) : null,
      firesAt: (rearm?.lines ?? []).map(({ subject, direction, at }) => ({
        subject,
        direction,
        at: subscription ? valueData(subscription.rule.event, at) : String(at),
      })),
    },
  };
}

function headline({ t, locale, names }: Context, alert: Alert | undefined): string {
  if (!alert) return t('commands.why.text.not-fired');
  if (!alert.event) return t(`commands.why.text.kind.${alert.kind}`);
  return alertWords({ t, locale, names }, alert.event);
}

function ruleFields(context: Context, { alert, subscription, rearm, threshold }: Case) {
  const { t } = context;
  const label = (key: string) => t(`commands.why.text.label.${key}`);
  if (!subscription)
    return alert?.kind === 'alert' ? [{ label: label('rule'), value: t('commands.why.text.gone') }] : [];
  const { rule } = subscription;
  return [
    { label: label('rule'), value: watchWords(context, subscription) },
    {
      label: label(alert ? 'again' : 'fires'),
      value: rearmWords(context, { rule, rearm, threshold, about: alert?.event?.subject }),
    },
  ];
}

function eventFields(context: Context, { alert, zone }: Case) {
  if (!alert) return [];
  const { t, locale } = context;
  const { event, outcome, platform, settledAt, createdAt } = alert;
  const field = (key: string, value: string) => ({ label: t(`commands.why.text.label.${key}`), value });
  const rule = event && lineRule(event);
  const value = (key: 'before' | 'after') =>
    rule && event[key] !== undefined ? [field(key, valueWords(locale, rule, BigInt(event[key])))] : [];
  const settled = settledAt === undefined ? '' : formatLocal(zone, settledAt);
  const where = platform === undefined ? '' : platformTitle(context, platform);
  return [
    ...value('before'),
    ...value('after'),
    ...(event ? [field('blocks', `${event.blocks.from} – ${event.blocks.to}`)] : []),
    ...(event ? [field('seen', formatLocal(zone, event.times.to))] : []),
    ...(event ? [field('sources', event.sources.join(', ') || '—')] : []),
    field('queued', formatLocal(zone, createdAt)),
    field('outcome', t(`commands.why.text.outcome.${outcome}`, { platform: where, time: settled })),
  ];
}

function remarks({ t }: Language, event: LoggedEvent | undefined): readonly Block[] {
  if (!event) return [];
  const said = [
    ...(event.isSynthetic ? [t('source.synthetic')] : []),
    ...(event.isOffline ? [t('commands.why.text.offline')] : []),
    ...(event.isOneSource ? [t('commands.why.text.one-source')] : []),
  ];
  return said.map((text) => ({ kind: 'text', text }));
}
