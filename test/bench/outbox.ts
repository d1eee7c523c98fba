// One event that thousands watch, from the look at the chain through the outbox to each chat.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import en from '../../data/locales/en.json' with { type: 'json' };
import { createDelivery } from '../../src/alerts/send/delivery.ts';
import { composeMessage } from '../../src/alerts/send/message.ts';
import { createTranslator } from '../../src/core/answer/i18n.ts';
import type { ChatAdapter } from '../../src/core/ports/platform.ts';
import type { NewWatch } from '../../src/core/ports/subscriptions.ts';
import type { Tick } from '../../src/core/ports/ticks.ts';
import { ruleTable } from '../../src/rules/index.ts';
import { createStore } from '../../src/store/index.ts';
import { silent } from '../support/devnet.ts';
import { scratch } from './processes.ts';

const CHAIN = { chainId: 1_024, netName: 'bench', synthetic: true };
const NOW = Date.UTC(2026, 10, 23);
const WATCH: NewWatch = {
  subject: { kind: 'node', node: 'iost_kor' },
  rule: { event: 'online', direction: 'both' },
  creator: { platform: 'any', userId: '1' },
  terms: { chain: CHAIN, threshold: 1n, time: NOW },
};
const clock = { now: () => Date.now() };

/** People 1 to `count` watch it; what it gives lets it happen, and resolves when nothing waits any more. */
export async function fillOutbox(adapter: ChatAdapter, count: number): Promise<() => Promise<void>> {
  const { platform } = adapter;
  const store = await createStore(`sqlite:${join(scratch, 'outbox.db')}`, ruleTable(), silent);
  const { subscriptions, ticks, outbox } = store;
  for (let id = 1; id <= count; id += 1) {
    await subscriptions.add({ kind: 'person', person: { platform, userId: String(id) } }, WATCH, 100, NOW);
  }
  const t = (await createTranslator({ en }, 'en')).for('en');
  const words = { t, locale: 'en', names: [] };
  const delivery = createDelivery({
    outbox,
    clock,
    log: silent,
    adapters: new Map([[platform, adapter]]),
    render: (parcel, to, told) => composeMessage({ words, digest: async () => [] }, parcel, to, told),
  });
  await ticks.save(tickOf(true));
  delivery.start();
  return async () => {
    const { alerts } = await ticks.save(tickOf(false));
    if (alerts !== count) throw new Error(`${alerts} alerts for ${count} people`);
    delivery.wake();
    while ((await outbox.counts(clock.now())).waiting > 0) await sleep(50);
    await delivery.stop();
    await store.close();
  };
}

function tickOf(isFirst: boolean): Tick {
  const event = { type: 'offline', subject: 'iost_kor', direction: 'down', fires: ['online'] } as const;
  return {
    chain: CHAIN,
    now: clock.now(),
    isFirst,
    isOffline: false,
    isOneSource: false,
    sources: ['node.example'],
    events: isFirst ? [] : [event],
    claims: [],
    metrics: [],
    since: [],
    blocks: { from: 1, to: 2 },
    times: { from: NOW, to: NOW },
  };
}
