// The half that sends: what waits in the outbox becomes messages in the language of whoever gets them.
import type { Translate } from '../../core/answer/i18n.ts';
import type { AlertObserver } from '../../core/ports/alert-observer.ts';
import type { Chain } from '../../core/ports/chain.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { NodeFacts } from '../../core/ports/node-facts.ts';
import type { Parcel, ParcelOutcome } from '../../core/ports/outbox.ts';
import type { ChatAdapter } from '../../core/ports/platform.ts';
import type { Store } from '../../core/ports/store.ts';
import type { AttemptDeps } from './attempt.ts';
import { type AlertDelivery, createDelivery } from './delivery.ts';
import { createDigest } from './digest.ts';
import { composeMessage } from './message.ts';

export interface SendDeps {
  readonly adapters: readonly ChatAdapter[];
  readonly store: Pick<Store, 'outbox' | 'subscriptions' | 'history'>;
  readonly chain: Chain;
  readonly names: readonly NodeFacts[];
  /** The supported locale nearest to the given one, or the default, and its texts. */
  readonly texts: (locale: string | undefined) => { readonly locale: string; readonly t: Translate };
  readonly clock: Clock;
  readonly log: Log;
  readonly observer?: AlertObserver;
}

export function createSend(deps: SendDeps): AlertDelivery {
  const { adapters, store, clock, log, observer } = deps;
  return createDelivery({
    outbox: store.outbox,
    adapters: new Map(adapters.map((adapter) => [adapter.platform, adapter])),
    render: createRender(deps),
    clock,
    log,
    onSettled: (parcel, outcome) => observer?.onSettled(settledOf(parcel, outcome)),
  });
}

function createRender({ chain, store, names, clock, texts }: SendDeps): AttemptDeps['render'] {
  const { subscriptions, history } = store;
  const digest = createDigest({ chain, subscriptions, history, names, clock });
  return (parcel, destination, told) => {
    const words = { ...texts(destination.locale), names };
    return composeMessage({ words, digest: (to, at) => digest(to, at, words) }, parcel, destination, told);
  };
}

function settledOf({ alerts }: Parcel, outcome: ParcelOutcome) {
  const blockTimes = alerts.flatMap(({ event }) => (event ? [event.times.to] : []));
  const platform = 'platform' in outcome ? outcome.platform : 'none';
  return { outcome: outcome.kind, platform, alerts: alerts.length, blockTimes };
}
