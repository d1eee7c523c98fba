// Follows a node or an account: what to be told of, checked and said back in words before anybody waits for it.

import { UserError } from '../../src/core/answer/errors.ts';
import { defineCommand, type Given, type Language } from '../../src/core/command/command.ts';
import type { NamedArgs } from '../../src/core/command/named-args.ts';
import type { Reading } from '../../src/core/ports/chain.ts';
import type { Owner } from '../../src/core/ports/ids.ts';
import type { Subscription } from '../../src/core/ports/subscription.ts';
import type { Action, Block, Reply } from '../../src/core/reply/reply.ts';
import type { Rule } from '../../src/election/rule.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import { type Standing, standingsOf } from '../../src/election/standings.ts';
import { ACCOUNT_RULES, RULE_NAMES, type RuleName, ruleKind } from '../../src/rules/index.ts';
import { DIRECTIONS, exampleOf } from '../../src/rules/text.ts';
import { findNode } from '../../src/words/node-search.ts';
import { subjectLabel } from '../../src/words/nodes.ts';
import {
  FOR,
  forArgs,
  listAction,
  listPrivacy,
  ownerToChange,
  requirePosting,
  visibilityOf,
} from '../../src/words/owner.ts';
import { openPrivately, silenceWords, whereWords } from '../../src/words/reach.ts';
import { ruleWords, subjectWords } from '../../src/words/rules.ts';
import { sourceLine } from '../../src/words/source-line.ts';
import { ruleTitle, subscriptionData, watchAction, watchWords } from '../../src/words/subscriptions.ts';
import { type Current, currentOf } from './current.ts';
import { type Preview, previewOf } from './preview.ts';
import { previewWords } from './preview-words.ts';
import { checkRuleWord, readWatch } from './read-words.ts';
import { type Found, findSubject } from './subject.ts';
import { suggestionsFor } from './suggestions.ts';

const MAX_NODES_NAMED = 8;

interface Asked {
  readonly owner: Owner;
  readonly found: Found;
  readonly standings: Reading<Snapshot>;
  readonly nodes: readonly Standing[];
}

const needs = [
  'chain',
  'names',
  'people',
  'subscriptions',
  'identities',
  'privately',
  'history',
  'clock',
  'subscriptionLimit',
] as const;
type Context = Given<typeof needs>;

const isChange = ({ event, value, dir }: NamedArgs) => [event, value, dir].some((given) => given !== undefined);

export default defineCommand({
  name: 'watch',
  needs,
  options: {
    subject: { kind: 'node', maxLength: 64, also: ['all', 'mine'] },
    event: { kind: 'choice', choices: RULE_NAMES },
    value: { kind: 'text', maxLength: 64 },
    dir: { kind: 'choice', choices: DIRECTIONS },
    for: FOR,
  },
  examples: [
    'iost_kor',
    'iost_kor elected',
    'iost_kor votes 3m',
    'iost_kor move 5% 24h',
    'iost_kor rank 20 down',
    'all status',
    'mine stuck 7d',
    'account:iost_kor claimable 100',
    'iost_kor elected for=me',
  ],
  changes: isChange,
  privacy: (given, place) => {
    return given.subject === undefined ? 'private' : listPrivacy(given, place, isChange(given));
  },
  async run(context, { for: whom, subject, ...words }) {
    if (subject === undefined && words.event === undefined) return guide(context);
    if (subject === undefined) throw new UserError('rules.bad.subject-first', { event: words.event ?? '' });
    const given = { subject, ...words };
    const request = readWatch(context, given);
    const owner = ownerToChange(context, whom);
    requirePosting(context, owner);
    const standings = await context.chain.standings();
    const { nodes } = standingsOf(standings.value, context.names);
    checkRuleWord(given, request, (name) => findNode(nodes, name).kind === 'found');
    const found = await findSubject({ ...context, owner }, request.subject, request.event, nodes);
    const asked: Asked = { owner, found, standings, nodes };
    return request.rule ? subscribe(context, asked, request.rule) : menu(context, asked, request.event);
  },
});

async function subscribe(context: Context, asked: Asked, rule: Rule): Promise<Reply> {
  const { subscriptions, actor, clock, subscriptionLimit } = context;
  const { owner, found, standings } = asked;
  const { chain, threshold, time } = standings.value;
  const remarks = await openPrivately(context, owner, watchWords(context, { subject: found.subject, rule }));
  const result = await subscriptions.add(
    owner,
    {
      subject: found.subject,
      rule,
      creator: actor,
      terms: { chain, threshold, time },
      ...(found.subject.kind === 'mine' && { nodes: found.nodes ?? [] }),
    },
    subscriptionLimit,
    clock.now(),
  );
  if (result.kind === 'full') throw new UserError('commands.watch.text.full', { count: subscriptionLimit });
  const scene = { snapshot: standings.value, nodes: asked.nodes };
  const [current, preview] = await Promise.all([
    currentOf(context, found, rule, scene),
    previewOf(context, found, rule, standings.value),
  ]);
  return confirm(context, asked, { ...result, current, preview, remarks });
}

interface Result {
  readonly kind: 'added' | 'exists';
  readonly subscription: Subscription;
  readonly current: Current | undefined;
  readonly preview: Preview | undefined;
  readonly remarks: readonly string[];
}

async function confirm(context: Context, asked: Asked, result: Result): Promise<Reply> {
  const { t, locale } = context;
  const { kind, subscription, current, preview } = result;
  const { subject, rule } = subscription;
  const told = { who: subjectWords(context, subject), rule: ruleWords(t, locale, rule) };
  const label = (key: string, value: string) => ({ label: t(`commands.watch.text.label.${key}`), value });
  const fields = [
    ...(current ? [label('now', current.words)] : []),
    ...(subject.kind === 'mine' ? [label('mine', nodesNamed(context, asked.found.nodes ?? []))] : []),
    label('preview', previewWords(context, preview, asked.standings.value)),
    label('where', await whereWords(context, asked.owner)),
  ];
  const remarks = [
    ...result.remarks,
    ...(isUnchecked(asked.found) ? [t('commands.watch.text.unchecked')] : []),
    ...(await silenceWords(context, asked.owner, subscription)),
  ];
  return {
    title: t(kind === 'added' ? 'commands.watch.text.added' : 'commands.watch.text.exists', { id: subscription.id }),
    tone: kind === 'added' ? 'good' : 'neutral',
    visibility: visibilityOf(asked.owner),
    blocks: [
      { kind: 'text', text: t('commands.watch.text.promise', told) },
      { kind: 'fields', fields },
      ...remarks.map((text): Block => ({ kind: 'text', text })),
    ],
    actions: actionsFor(context, asked.owner, result),
    footer: sourceLine(context, asked.standings),
    data: {
      isNew: kind === 'added',
      subscription: subscriptionData(subscription),
      current: current ? { value: current.value ?? null, distance: current.distance ?? null } : null,
      preview: preview ? { count: preview.count, since: new Date(preview.since).toISOString() } : null,
    },
  };
}

/** An account of which the chain could not say that it exists. */
function isUnchecked({ subject, voter }: Found): boolean {
  return subject.kind === 'account' && voter === undefined;
}

function nodesNamed({ t, names, locale }: Context, nodes: readonly string[]): string {
  if (nodes.length === 0) return t('commands.watch.text.no-votes');
  const named = nodes.slice(0, MAX_NODES_NAMED).map((node) => subjectLabel({ names, locale }, node));
  const left = nodes.length - named.length;
  const list = named.join(t('watching.comma'));
  return left > 0 ? t('commands.watch.text.more-nodes', { list, count: left }) : list;
}

function actionsFor(context: Context, owner: Owner, { kind, subscription }: Result): readonly Action[] {
  const { t } = context;
  const whose = forArgs(context, owner);
  const args = { id: String(subscription.id), ...whose };
  const undo = t(kind === 'added' ? 'watching.button.undo' : 'watching.button.delete');
  return [
    { label: undo, command: 'unwatch', args },
    { label: t('watching.button.mute'), command: 'mute', args },
    { label: t('watching.button.test'), command: 'testalert', args: whose },
    listAction(context, owner),
  ];
}

/** Someone has named a subject and nothing else, or no value. */
function menu(context: Context, { owner, found, standings, nodes }: Asked, event: RuleName | undefined): Reply {
  const { t, locale } = context;
  const { subject } = found;
  const node = subject.kind === 'node' ? nodes.find(({ account }) => account === subject.node) : undefined;
  const rules = suggestionsFor(subject, node, event);
  const offers = rules.map((rule) => ({ rule, label: ruleTitle(context, rule) }));
  return {
    title: t('commands.watch.text.menu', { who: subjectWords(context, subject) }),
    tone: 'neutral',
    visibility: visibilityOf(owner),
    blocks: [
      {
        kind: 'text',
        text: event
          ? t('commands.watch.text.value', { event, example: exampleOf(event) })
          : t('commands.watch.text.choose'),
      },
      {
        kind: 'list',
        items: offers.map(({ rule, label }) => [{ kind: 'bold', text: label }, ` — ${ruleWords(t, locale, rule)}`]),
      },
    ],
    actions: offers.map(({ rule, label }) => watchAction(label, { subject, rule }, forArgs(context, owner))),
    footer: sourceLine(context, standings),
    data: { rules: rules.map(({ event }) => event) },
  };
}

/** Everything that can be watched, out of the table of rules. */
function guide({ t }: Language): Reply {
  const items = RULE_NAMES.map((event) => {
    const meaning = t(`commands.watch.choices.event.${event}`);
    const period = ruleKind(event).how === 'move' ? ' 24h' : '';
    return [{ kind: 'code', text: `${event} ${exampleOf(event)}${period}`.trim() } as const, ` — ${meaning}`];
  });
  return {
    title: t('commands.watch.text.guide'),
    tone: 'neutral',
    visibility: 'private',
    blocks: [
      { kind: 'text', text: t('commands.watch.text.how', { events: ACCOUNT_RULES.join(', ') }) },
      { kind: 'list', items },
      { kind: 'text', text: t('commands.watch.text.directions') },
    ],
    actions: (['all', 'mine'] as const).map((subject) => {
      return { label: t(`commands.watch.text.button.${subject}`), command: 'watch', args: { subject } };
    }),
    data: { events: RULE_NAMES },
  };
}
