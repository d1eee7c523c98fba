// The bot's own initiative, in two halves: by the clock it looks, and what fires goes into the outbox; whatever is in the
// outbox it sends.
import type { ChainReader } from '../core/ports/chain.ts';
import type { Observers } from '../core/ports/observers.ts';
import type { Store } from '../core/ports/store.ts';
import { createLook } from './look/index.ts';
import { createOperators } from './operators.ts';
import { createRetention } from './retention.ts';
import { createSchedule, intervalMs } from './schedule/index.ts';
import { createSteadyCheck } from './schedule/steady-clock.ts';
import { createSend, type SendDeps } from './send/index.ts';

interface AlertSettings {
  /** Cron: when to look at the chain. */
  readonly poll: string;
  readonly confirm: number;
  readonly quorum: number;
  readonly historyDays: number;
}

interface AlertsDeps extends SendDeps {
  readonly settings: AlertSettings;
  readonly store: Store;
  readonly reader: ChainReader;
  readonly observers: Observers;
  /** "platform:userId" */
  readonly owners: readonly string[];
}

/** Between two rounds over the watched accounts. */
const ACCOUNTS_AT = '30 */10 * * * *';
const RETENTION_AT = '15 * * * * *';

export function createAlerts(deps: AlertsDeps) {
  const { settings, owners, clock, log, observer } = deps;
  const { outbox, identities } = deps.store;
  const { t } = deps.texts(undefined);
  const onNotice = (kind: string) => observer?.onNotice(kind);
  const operators = createOperators({ owners, outbox, t, clock, log, onNotice });

  const look = createLook({ ...deps, operators, t, intervalMs: intervalMs(settings.poll) });
  const send = createSend(deps);
  const dropOld = createRetention({ outbox, identities, operators, historyDays: settings.historyDays, clock });

  const sendWhatFires = (run: () => Promise<number>) => async () => {
    if ((await run()) > 0) send.wake();
  };
  const isSteady = createSteadyCheck(clock);
  const jobs = [
    { name: 'poll', at: settings.poll, run: sendWhatFires(look.atChain) },
    { name: 'accounts', at: ACCOUNTS_AT, run: sendWhatFires(look.atAccounts) },
    { name: 'upkeep', at: RETENTION_AT, run: async () => (isSteady() ? dropOld() : undefined) },
  ];
  const schedule = createSchedule(jobs, log);
  observer?.watchOutbox(() => outbox.counts(clock.now()));

  return {
    start: async (): Promise<void> => {
      send.start();
      schedule.start();
    },
    stop: async (): Promise<void> => {
      look.stop();
      await schedule.stop();
      await send.stop();
    },
  };
}
