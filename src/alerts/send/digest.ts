// The digest: how the nodes on one's list stand, and what has changed since the last one.

import type { Chain } from '../../core/ports/chain.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { HistoryStore } from '../../core/ports/history.ts';
import type { Owner } from '../../core/ports/ids.ts';
import type { NodeFacts } from '../../core/ports/node-facts.ts';
import { ifAvailable } from '../../core/ports/outage.ts';
import type { Destination, Parcel } from '../../core/ports/outbox.ts';
import type { SubscriptionStore } from '../../core/ports/subscriptions.ts';
import type { Block } from '../../core/reply/reply.ts';
import { formatWhole } from '../../core/values/amount.ts';
import type { Snapshot } from '../../election/snapshot.ts';
import { type Standing, standingsOf } from '../../election/standings.ts';
import type { Words } from '../../words/alerts.ts';
import { subjectLabel } from '../../words/nodes.ts';

const DAY_MS = 86_400_000;
const MAX_NODES = 15;
const MAX_ALERTS = 1_000;

interface DigestDeps {
  readonly chain: Pick<Chain, 'standings'>;
  readonly subscriptions: Pick<SubscriptionStore, 'list' | 'alerts'>;
  readonly history: Pick<HistoryStore, 'points'>;
  readonly names: readonly NodeFacts[];
  readonly clock: Clock;
}

export function createDigest({ chain, subscriptions, history, names, clock }: DigestDeps) {
  const changeOf = async (words: Words, snapshot: Snapshot, { account, candidate }: Standing, since: number) => {
    const [first] = await history.points(snapshot.chain, account, 'hour', snapshot.time - since);
    const change = first ? candidate.votes - first.votes : 0n;
    if (change === 0n) return '';
    const votes = formatWhole(change < 0n ? -change : change);
    return words.t('alerts.digest.change', { sign: change < 0n ? '−' : '+', votes });
  };
  const line = async (words: Words, snapshot: Snapshot, node: string, sinceMs: number): Promise<string> => {
    const who = subjectLabel(words, node);
    const standing = standingsOf(snapshot, names).nodes.find(({ account }) => account === node);
    if (!standing) return words.t('alerts.digest.gone', { who });
    const change = await changeOf(words, snapshot, standing, sinceMs);
    const values = { who, rank: standing.rank, votes: formatWhole(standing.candidate.votes), change };
    return words.t('alerts.digest.node', values);
  };

  return async (parcel: Parcel, destination: Destination, words: Words): Promise<readonly Block[]> => {
    const owner = ownerAt(destination);
    const sinceMs = parcel.preferences.digest?.every === 'week' ? 7 * DAY_MS : DAY_MS;
    const list = await subscriptions.list(owner);
    const nodes = [...new Set(list.flatMap(({ subject }) => (subject.kind === 'node' ? [subject.node] : [])))];
    if (list.length === 0) return [text(words.t('alerts.digest.empty'))];
    const past = await subscriptions.alerts(owner, MAX_ALERTS);
    const count = past.filter((alert) => alert.kind === 'alert' && alert.createdAt > clock.now() - sinceMs).length;
    const snapshot = (await ifAvailable(chain.standings()))?.value;
    const items = snapshot
      ? await Promise.all(nodes.slice(0, MAX_NODES).map((node) => line(words, snapshot, node, sinceMs)))
      : [];
    const left = nodes.length - MAX_NODES;
    return [
      ...(snapshot ? [] : [text(words.t('alerts.digest.away'))]),
      ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
      ...(snapshot && left > 0 ? [text(words.t('alerts.digest.more', { count: left }))] : []),
      text(words.t('alerts.digest.alerts', { count })),
    ];
  };
}

function text(words: string): Block {
  return { kind: 'text', text: words };
}

function ownerAt({ platform, to }: Destination): Owner {
  if (to.kind === 'person') return { kind: 'person', person: { platform, userId: to.userId } };
  const { chatId, threadId } = to;
  return { kind: 'chat', chat: { platform, chatId, ...(threadId !== undefined && { threadId }) } };
}
