// The bot's own initiative: it looks at the chain by the clock, decides what is news to whom, and delivers it.

import type { Translate } from '../core/answer/i18n.ts';
import type { Chain, ChainReader } from '../core/ports/chain.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { NodeFacts } from '../core/ports/node-facts.ts';
import type { Observers } from '../core/ports/observers.ts';
import type { Parcel, ParcelOutcome } from '../core/ports/outbox.ts';
import type { ChatAdapter } from '../core/ports/platform.ts';
import type { Store } from '../core/ports/store.ts';
import { createAccountPoll } from './look/accounts.ts';
import { createPoll } from './look/poll.ts';
import { createOperators } from './operators.ts';
import { createUpkeep } from './retention.ts';
import { createSchedule, intervalMs, isCron } from './schedule/index.ts';
import { createSteadyCheck } from './schedule/steady-clock.ts';
import { createDelivery } from './send/delivery.ts';
import { createDigest } from './send/digest.ts';
import { composeMessage } from './send/message.ts';

interface AlertSettings {
  readonly poll: string;
  readonly confirm: number;
  readonly quorum: number;
  readonly historyDays: number;
}

/** Told of everything that is worth counting. Must not throw. */
interface AlertObserver {
  onTick(tick: { readonly result: 'ok' | 'failed'; readonly ms: number; readonly alerts: number }): void;
  onSettled(settled: {
    readonly outcome: string;
    readonly platform: string;
    readonly alerts: number;
    readonly blockTimes: readonly number[];
  }): void;
  onNotice(kind: string): void;
  watchOutbox(counts: Store['outbox']['counts'] extends (now: number) => infer R ? () => R : never): void;
}

interface AlertsDeps {
  readonly settings: AlertSettings;
  readonly adapters: readonly ChatAdapter[];
  readonly store: Store;
  readonly chain: Chain;
  readonly reader: ChainReader;
  readonly observers: Observers;
  /** "platform:userId" */
  readonly owners: readonly string[];
  readonly names: readonly NodeFacts[];
  /** The supported locale nearest to the given one, or the default, and its texts. */
  readonly texts: (locale: string | undefined) => { readonly locale: string; readonly t: Translate };
  readonly clock: Clock;
  readonly log: Log;
  readonly observer?: AlertObserver;
}

/** Between two rounds over the watched accounts. */
const ACCOUNTS_AT = '30 */10 * * * *';
const UPKEEP_AT = '15 * * * * *';

export function createAlerts(deps: AlertsDeps) {
  const { settings, store, clock, log, observer } = deps;
  if (!isCron(settings.poll)) throw new Error(`IOST_POLL: "${settings.poll}" is no cron expression`);
  const { t } = deps.texts(undefined);
  const operators = createOperators({
    ...{ owners: deps.owners, outbox: store.outbox, t, clock, log },
    onNotice: (kind) => observer?.onNotice(kind),
  });
  const delivery = createDelivery({
    ...{ outbox: store.outbox, clock, log, render: createRender(deps) },
    adapters: new Map(deps.adapters.map((adapter) => [adapter.platform, adapter])),
    onSettled: (parcel, outcome) => observer?.onSettled(settledOf(parcel, outcome)),
  });
  const ended = new AbortController();
  const poll = createPoll({
    ...{ ticks: store.ticks, operators, clock, log, t },
    observeAll: () => deps.observers.observeAll(ended.signal),
    ...{ confirm: settings.confirm, quorum: settings.quorum, intervalMs: intervalMs(settings.poll) },
  });
  const accounts = createAccountPoll({
    ...{ accounts: store.accountWatches, ticks: store.ticks, reader: deps.reader, latest: poll.latest, clock },
    ended: ended.signal,
  });
  const upkeep = createUpkeep({ outbox: store.outbox, operators, historyDays: settings.historyDays, clock });
  const isSteady = createSteadyCheck(clock);
  const waking = (run: () => Promise<number>) => async () => {
    try {
      if ((await run()) > 0) delivery.wake();
    } catch (error) {
      if (!ended.signal.aborted) throw error;
    }
  };
  const look = waking(timed(poll.run, observer));
  const schedule = createSchedule(
    [
      { name: 'poll', at: settings.poll, run: look },
      { name: 'accounts', at: ACCOUNTS_AT, run: waking(accounts.run) },
      { name: 'upkeep', at: UPKEEP_AT, run: async () => (isSteady() ? upkeep() : undefined) },
    ],
    log,
  );
  observer?.watchOutbox(() => store.outbox.counts(clock.now()));
  return {
    start: async (): Promise<void> => {
      delivery.start();
      schedule.start();
    },
    stop: async (): Promise<void> => {
      ended.abort();
      await schedule.stop();
      await delivery.stop();
    },
  };
}

function createRender({ chain, store, names, clock, texts }: AlertsDeps) {
  const byAccount = new Map(names.map((facts) => [facts.account, facts]));
  const digest = createDigest({
    ...{ chain, names, clock },
    subscriptions: store.subscriptions,
    history: store.history,
  });
  return (parcel: Parcel, destination: Parcel['destinations'][number], isRepeat: boolean) => {
    const words = { ...texts(destination.locale), names: byAccount };
    const withDigest = { words, digest: (to: Parcel, at: typeof destination) => digest(to, at, words) };
    return composeMessage(withDigest, parcel, destination, isRepeat);
  };
}

function timed(run: () => Promise<number>, observer: AlertObserver | undefined): () => Promise<number> {
  return async () => {
    const start = performance.now();
    const told = (result: 'ok' | 'failed', alerts: number) =>
      observer?.onTick({ result, ms: performance.now() - start, alerts });
    try {
      const alerts = await run();
      told('ok', alerts);
      return alerts;
    } catch (error) {
      told('failed', 0);
      throw error;
    }
  };
}

function settledOf({ alerts }: Parcel, outcome: ParcelOutcome) {
  const blockTimes = alerts.flatMap(({ event }) => (event ? [event.times.to] : []));
  const platform = 'platform' in outcome ? outcome.platform : 'none';
  return { outcome: outcome.kind, platform, alerts: alerts.length, blockTimes };
}
