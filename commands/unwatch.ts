// Ends a subscription, by its number or by what it is about.

import { UserError } from '../src/core/answer/errors.ts';
import { defineCommand, type Given } from '../src/core/command/command.ts';
import type { NamedArgs } from '../src/core/command/named-args.ts';
import type { Owner } from '../src/core/ports/ids.ts';
import type { Subscription } from '../src/core/ports/subscription.ts';
import type { Reply } from '../src/core/reply/reply.ts';
import { fold, plainText } from '../src/core/reply/text.ts';
import { ruleText } from '../src/rules/text.ts';
import {
  FOR,
  forArgs,
  listAction,
  listPrivacy,
  notThere,
  ownerOf,
  requireChange,
  visibilityOf,
} from '../src/words/owner.ts';
import { subjectWords } from '../src/words/rules.ts';
import {
  ownSubscription,
  rowWords,
  subjectText,
  subscriptionData,
  watchAction,
  watchWords,
} from '../src/words/subscriptions.ts';

const MAX_OFFERED = 8;

const needs = ['subscriptions', 'names', 'clock'] as const;
type Context = Given<typeof needs>;

const isChange = ({ for: _, ...given }: NamedArgs) => Object.keys(given).length > 0;

export default defineCommand({
  name: 'unwatch',
  needs,
  options: {
    id: { kind: 'integer', min: 1, max: 1_000_000_000_000 },
    what: { kind: 'node', maxLength: 64, also: ['all', 'mine'] },
    for: FOR,
  },
  examples: ['12', 'iost_kor', 'iost_kor votes'],
  changes: isChange,
  privacy: (given, place) => listPrivacy(given, place, isChange(given)),
  async run(context, { id, what, for: whom }) {
    const owner = ownerOf(context, whom);
    if (id !== undefined) return remove(context, owner, await ownSubscription(context, owner, id));
    const list = await context.subscriptions.list(owner);
    const meant = what === undefined ? list : list.filter((subscription) => isMeant(context, subscription, what));
    const [only, ...others] = meant;
    if (!only) throw nothing(what);
    if (what !== undefined && others.length === 0) return remove(context, owner, only);
    requireChange(context, owner, 'own');
    const { zone } = await context.subscriptions.preferences(owner);
    return choose(context, owner, meant, zone);
  },
});

function nothing(what: string | undefined): UserError {
  if (what === undefined) return new UserError('commands.unwatch.text.empty');
  return new UserError('commands.unwatch.text.unknown', { text: plainText(what, 40) });
}

/** "iost_kor", "Huobi Pool votes", "account:abc claimable 100": whom it is about, and perhaps the beginning of the rule. */
function isMeant(context: Context, { subject, rule }: Subscription, text: string): boolean {
  const wanted = fold(text);
  const subjects = [subjectText(subject), subjectWords(context, subject)].map(fold);
  return subjects.some((name) => {
    if (name === wanted) return true;
    const isOfRule = wanted.startsWith(`${name} `) && ruleText(rule).startsWith(wanted.slice(name.length + 1));
    return isOfRule || (subject.kind === 'node' && name.includes(wanted));
  });
}

async function remove(context: Context, owner: Owner, subscription: Subscription): Promise<Reply> {
  const { t, subscriptions } = context;
  const { id } = subscription;
  requireChange(context, owner, watchAction(t('watching.button.privately'), subscription, { for: 'me' }));
  const removed = await subscriptions.remove(owner, id);
  if (!removed) throw notThere(context, owner, 'watching.not-there', id);
  return {
    tone: 'good',
    visibility: visibilityOf(owner),
    blocks: [{ kind: 'text', text: t('commands.unwatch.text.removed', { line: watchWords(context, subscription) }) }],
    actions: [
      watchAction(t('watching.button.again'), subscription, forArgs(context, owner)),
      listAction(context, owner),
    ],
    data: { removed: subscriptionData(subscription) },
  };
}

function choose(context: Context, owner: Owner, meant: readonly Subscription[], zone: string): Reply {
  const { t } = context;
  const offered = meant.slice(0, MAX_OFFERED);
  const left = meant.length - offered.length;
  return {
    tone: 'neutral',
    visibility: visibilityOf(owner),
    blocks: [
      { kind: 'text', text: t('commands.unwatch.text.which') },
      { kind: 'list', items: offered.map((subscription) => rowWords(context, subscription, zone)) },
      ...(left > 0 ? [{ kind: 'text', text: t('commands.unwatch.text.more', { count: left }) } as const] : []),
    ],
    actions: offered.map(({ id }) => ({
      label: t('watching.button.delete-one', { id }),
      command: 'unwatch',
      args: { id: String(id), ...forArgs(context, owner) },
    })),
    data: { subscriptions: meant.map(subscriptionData) },
  };
}
