// The bot's own initiative without its clock: real decisions, store and delivery, a look at a time.

import en from '../../data/locales/en.json' with { type: 'json' };
import { createPoll } from '../../src/alerts/look/poll.ts';
import { createOperators } from '../../src/alerts/operators.ts';
import { createDelivery } from '../../src/alerts/send/delivery.ts';
import { composeMessage } from '../../src/alerts/send/message.ts';
import { createTranslator } from '../../src/core/answer/i18n.ts';
import type { Clock } from '../../src/core/ports/clock.ts';
import type { Observed } from '../../src/core/ports/observers.ts';
import type { ChatAdapter } from '../../src/core/ports/platform.ts';
import type { ElectionTerms } from '../../src/core/ports/subscription.ts';
import { ruleTable } from '../../src/rules/index.ts';
import { createStore } from '../../src/store/index.ts';
import { silent } from '../support/devnet.ts';
import type { Watch } from '../support/watches.ts';

const translator = await createTranslator({ en }, 'en');
const LIMIT = 100;
const LOOK_AGAIN_MS = 2;

export interface BotOptions {
  readonly adapters: readonly ChatAdapter[];
  readonly confirm: number;
  readonly bandPpm: number;
  readonly clock: Clock;
  /** `sqlite:` and a path, for one that starts again. */
  readonly database?: string;
}

export interface Bot {
  watch(watches: readonly Watch[], terms: ElectionTerms): Promise<void>;
  /** One look, until everybody has been told of it. Says how many alerts there were. */
  look(seen: readonly Observed[]): Promise<number>;
  stop(): Promise<void>;
}

export async function startBot({ adapters, confirm, bandPpm, clock, database }: BotOptions): Promise<Bot> {
  const store = await createStore(database ?? 'sqlite::memory:', ruleTable(bandPpm), silent);
  const { outbox, ticks, subscriptions } = store;
  const t = translator.for('en');
  const words = { t, locale: 'en', names: [] };
  let shown: readonly Observed[] = [];
  const poll = createPoll({
    ticks,
    clock,
    t,
    confirm,
    quorum: 2,
    intervalMs: 30_000,
    log: silent,
    observeAll: async () => shown,
    operators: createOperators({ owners: [], outbox, t, clock, log: silent }),
  });
  const delivery = createDelivery({
    outbox,
    clock,
    log: silent,
    adapters: new Map(adapters.map((adapter) => [adapter.platform, adapter])),
    render: (parcel, to, told) => composeMessage({ words, digest: async () => [] }, parcel, to, told),
  });
  delivery.start();
  const isDrained = async () => (await outbox.counts(clock.now())).waiting === 0;
  return {
    watch: async (watches, terms) => {
      for (const { place, subject, rule } of watches) {
        const creator = place.owner.kind === 'person' ? place.owner.person : { platform: 'any', userId: '1' };
        const { kind } = await subscriptions.add(place.owner, { subject, rule, creator, terms }, LIMIT, clock.now());
        if (kind !== 'added') throw new Error(`${place.name}: ${kind}`);
      }
    },
    look: async (seen) => {
      shown = seen;
      const alerts = await poll.run();
      if (alerts > 0) delivery.wake();
      while (alerts > 0 && !(await isDrained())) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      return alerts;
    },
    stop: async () => {
      await delivery.stop();
      await store.close();
    },
  };
}
