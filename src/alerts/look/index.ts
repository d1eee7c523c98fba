// The half that looks: at the chain and at the accounts that people watch. What fires goes into the outbox.
import type { Translate } from '../../core/answer/i18n.ts';
import type { AlertObserver } from '../../core/ports/alert-observer.ts';
import type { ChainReader } from '../../core/ports/chain.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Observers } from '../../core/ports/observers.ts';
import type { Store } from '../../core/ports/store.ts';
import type { Operators } from '../operators.ts';
import { createAccountPoll } from './accounts.ts';
import { createIssueWatch } from './issues.ts';
import { createPoll } from './poll.ts';

interface LookDeps {
  readonly settings: { readonly confirm: number; readonly quorum: number };
  /** Between two looks at the chain. */
  readonly intervalMs: number;
  readonly store: Pick<Store, 'ticks' | 'accountWatches' | 'history'>;
  readonly reader: ChainReader;
  readonly observers: Observers;
  readonly operators: Operators;
  readonly t: Translate;
  readonly clock: Clock;
  readonly log: Log;
  readonly observer?: AlertObserver;
}

/** A look says how many alerts it made, and throws what it found in the way; one that `stop` cut short made none. */
export interface AlertLook {
  atChain(): Promise<number>;
  atAccounts(): Promise<number>;
  stop(): void;
}

export function createLook(deps: LookDeps): AlertLook {
  const { settings, intervalMs, store, reader, observers, operators, t, clock, log, observer } = deps;
  const { confirm, quorum } = settings;
  const { ticks, accountWatches: accounts, history } = store;
  const ended = new AbortController();
  const observeAll = () => observers.observeAll(ended.signal);
  const poll = createPoll({ observeAll, ticks, operators, confirm, quorum, intervalMs, t, clock, log });
  const issues = createIssueWatch({ history, operators, log });
  const atChain = async () => {
    const alerts = await poll.run();
    await issues.look(poll.latest());
    return alerts;
  };
  const rounds = createAccountPoll({ accounts, ticks, reader, latest: poll.latest, clock, ended: ended.signal });
  const untilEnded = (run: () => Promise<number>) => async () => {
    try {
      return await run();
    } catch (error) {
      if (ended.signal.aborted) return 0;
      throw error;
    }
  };
  return {
    atChain: untilEnded(timed(atChain, observer)),
    atAccounts: untilEnded(rounds.run),
    stop: () => ended.abort(),
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
