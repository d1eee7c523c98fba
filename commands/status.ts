// How Herald and its nodes are doing. A clock that differs is shown, never held against the node. Everybody reads the nodes' names;
// where they are is for owners, in private.

import type { Translate } from '../src/core/answer/i18n.ts';
import { defineCommand, type Given } from '../src/core/command/command.ts';
import { NODE_STATES, type NodeHealth, type Reading } from '../src/core/ports/chain.ts';
import { ifAvailable } from '../src/core/ports/outage.ts';
import type { Block, Json, Reply } from '../src/core/reply/reply.ts';
import { formatDuration, formatUtc } from '../src/core/values/duration.ts';
import type { Snapshot } from '../src/election/snapshot.ts';
import { sourceLine } from '../src/words/source-line.ts';

const needs = ['chain', 'clock', 'version'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'status',
  needs,
  options: {},
  examples: [''],
  texts: NODE_STATES.map(stateKey),
  changes: false,
  privacy: 'chat',
  async run(context) {
    const { t, chain } = context;
    const reading = await ifAvailable(chain.standings());
    const nodes = shownNodes(context, chain.nodes());
    return {
      title: t('commands.status.text.title'),
      tone: toneOf(reading),
      visibility: 'chat',
      blocks: [
        { kind: 'fields', fields: fieldsOf(context, reading) },
        ...(reading ? [] : [{ kind: 'text', text: t('commands.status.text.noAnswer') } as const]),
        nodesTable(context, nodes),
      ],
      ...(reading && { footer: sourceLine(context, reading) }),
      data: dataOf(context, reading, nodes),
    };
  },
});

function toneOf(reading: Reading<Snapshot> | undefined): Reply['tone'] {
  if (!reading) return 'bad';
  return reading.trouble ? 'warning' : 'good';
}

function fieldsOf({ t, locale, version }: Context, reading: Reading<Snapshot> | undefined) {
  const field = (key: string, value: string) => ({ label: t(`commands.status.text.label.${key}`), value });
  const own = field('herald', version);
  if (!reading) return [own];
  const { chain, node, blocks, time, serverTime } = reading.value;
  return [
    own,
    field('node', t('commands.status.text.node', { name: node.name, version: node.version })),
    field('chain', t('commands.status.text.chain', { name: chain.netName, id: chain.chainId })),
    field('height', t('commands.status.text.height', { block: blocks.last, time: formatUtc(time) })),
    field('age', t('commands.status.text.age', { span: formatDuration(reading.ageMs, locale) })),
    field('clock', clockText(t, locale, serverTime - reading.fetchedAt)),
  ];
}

function clockText(t: Translate, locale: string, differenceMs: number): string {
  const span = formatDuration(Math.abs(differenceMs), locale);
  if (Math.abs(differenceMs) < 1_000) return t('commands.status.text.clockEqual');
  return t(differenceMs < 0 ? 'commands.status.text.clockBehind' : 'commands.status.text.clockAhead', { span });
}

function stateKey(state: NodeHealth['state']): string {
  return `commands.status.text.state.${state.replace(' ', '-')}`;
}

type ShownNode = Omit<NodeHealth, 'host'> & Partial<Pick<NodeHealth, 'host'>>;

function shownNodes({ isOwner, chat }: Context, nodes: readonly NodeHealth[]): readonly ShownNode[] {
  return isOwner && chat.kind === 'private' ? nodes : nodes.map(({ host: _, ...shown }) => shown);
}

function nodesTable({ t, locale, clock }: Context, nodes: readonly ShownNode[]): Block {
  const isPlaced = nodes.some(({ host }) => host !== undefined);
  return {
    kind: 'table',
    columns: [
      { label: t('commands.status.text.column.node'), align: 'left' },
      ...(isPlaced ? [{ label: t('commands.status.text.column.host'), align: 'left' } as const] : []),
      { label: t('commands.status.text.column.state'), align: 'left' },
      { label: t('commands.status.text.column.remark'), align: 'left' },
    ],
    rows: nodes.map(({ name, host, state, trouble, retryAt, isUnproved }) => [
      name,
      ...(host === undefined ? [] : [host]),
      t(stateKey(state)),
      [
        ...(trouble ? [t(`source.why.${trouble}`)] : []),
        ...(retryAt === undefined
          ? []
          : [t('commands.status.text.retry', { span: formatDuration(Math.max(0, retryAt - clock.now()), locale) })]),
        ...(isUnproved ? [t('commands.status.text.unproved')] : []),
      ].join(', '),
    ]),
  };
}

function dataOf({ version }: Context, reading: Reading<Snapshot> | undefined, nodes: readonly ShownNode[]): Json {
  const snapshot = reading?.value;
  return {
    version,
    node: snapshot ? { name: snapshot.node.name, version: snapshot.node.version } : null,
    chain: snapshot ? { ...snapshot.chain } : null,
    block: snapshot?.blocks.last ?? null,
    time: snapshot ? new Date(snapshot.time).toISOString() : null,
    ageMs: reading?.ageMs ?? null,
    clockDifferenceMs: reading ? reading.value.serverTime - reading.fetchedAt : null,
    trouble: reading?.trouble ?? null,
    nodes: nodes.map(({ name, host, state, trouble = null, retryAt, isUnproved = false }) => ({
      name,
      ...(host !== undefined && { host }),
      state,
      isUnproved,
      trouble,
      retryAt: retryAt === undefined ? null : new Date(retryAt).toISOString(),
    })),
  };
}
