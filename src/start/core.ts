// Puts the core together out of its ports. The program and the tests of whole answers share it.
import { createHost, type HostDeps } from '../core/answer/dispatch.ts';
import type { AdapterHost } from '../core/ports/platform.ts';
import type { Services } from '../core/ports/services.ts';
import type { Store } from '../core/ports/store.ts';
import { createLatestStandings, standingsEdition } from '../words/latest-standings.ts';
import { createNodeCompletion } from '../words/node-completion.ts';

/** What the store holds for commands. */
type Kept = Pick<Store, 'people' | 'chats' | 'history' | 'subscriptions' | 'identities'>;

export interface CoreDeps
  extends Omit<Services, keyof Kept | 'latestStandings'>,
    Pick<HostDeps, 'commands' | 'translator' | 'zones' | 'owners' | 'log' | 'onEvent' | 'onOutcome'> {
  readonly store: Kept & Pick<Store, 'updates'>;
}

export function createCore(deps: CoreDeps): AdapterHost {
  const { store, commands, translator, zones, owners, log, onEvent, onOutcome, ...ports } = deps;
  const { updates, people, chats, history, subscriptions, identities } = store;
  const latestStandings = createLatestStandings(ports.chain);
  const services: Services = { ...ports, latestStandings, people, chats, history, subscriptions, identities };
  return createHost({
    commands,
    translator,
    zones,
    services,
    updates,
    owners,
    edition: () => standingsEdition(ports.chain),
    nodes: createNodeCompletion(services),
    log,
    ...(onEvent && { onEvent }),
    ...(onOutcome && { onOutcome }),
  });
}
