// The core and what stands behind it. `createCore` puts it together out of its ports, for the program and for tests of whole
// answers alike; `openCore` opens the ports that the program has.
import pkg from '../../package.json' with { type: 'json' };
import { type OpenChain, openChain } from '../chain/index.ts';
import { createHost, type HostDeps } from '../core/answer/dispatch.ts';
import type { Catalogue, Translate } from '../core/answer/i18n.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { NodeFacts } from '../core/ports/node-facts.ts';
import type { AdapterHost } from '../core/ports/platform.ts';
import type { Services } from '../core/ports/services.ts';
import type { Store } from '../core/ports/store.ts';
import type { Observer } from '../http/index.ts';
import { createPictures } from '../pictures/index.ts';
import { ruleTable } from '../rules/index.ts';
import { createRotationSimulator } from '../simulation/index.ts';
import { createStore } from '../store/index.ts';
import { createLatestStandings, standingsEdition } from '../words/latest-standings.ts';
import { createNodeCompletion } from '../words/node-completion.ts';
import type { Config } from './config.ts';
import { loadFacts } from './facts.ts';
import { folder } from './folder.ts';
import { openNodes } from './nodes.ts';
import { createPrivateChats, type PrivateChats } from './privately.ts';
import { loadVocabulary } from './vocabulary.ts';

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
    onEvent,
    onOutcome,
  });
}

interface OpenDeps {
  readonly config: Pick<Config, 'rpc' | 'databaseUrl' | 'acceptChain' | 'alerts' | 'defaultLocale' | 'owners'>;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly log: Log;
  readonly observer: Pick<Observer, 'onOutcome' | 'onEvent' | 'onNodeRequest' | 'onSnapshot'> | undefined;
}

export interface OpenCore extends OpenChain {
  readonly host: AdapterHost;
  readonly store: Store;
  readonly names: readonly NodeFacts[];
  /** Told which platforms there are once they are. */
  readonly privateChats: Pick<PrivateChats, 'connect'>;
  /** The texts of the supported locale nearest to the given one, or of the default. */
  texts(locale: string | undefined): { readonly locale: string; readonly t: Translate };
  /** Once nobody uses the host any more. */
  close(): Promise<void>;
}

/** Throws StoreUnusable, or an Error that names a file of `data` or `commands` and what is wrong with it. */
export async function openCore({ config, catalogue, clock, log, observer }: OpenDeps): Promise<OpenCore> {
  await using opened = new AsyncDisposableStack();
  const store = await createStore(config.databaseUrl, ruleTable(config.alerts.bandPpm), log);
  opened.defer(store.close);
  const [{ names, facts }, vocabulary, nodes] = await Promise.all([
    loadFacts(folder('data')),
    loadVocabulary(catalogue, config.defaultLocale),
    openNodes(config.rpc),
  ]);
  opened.defer(nodes.close);
  const { snapshots, chains } = store;
  const { acceptChain } = config;
  const read = await openChain({ nodes: nodes.all, snapshots, chains, acceptChain, names, clock, log, observer });
  const pictures = createPictures({ clock, log });
  opened.defer(pictures.stop);
  const rotation = createRotationSimulator({ log });
  opened.defer(rotation.stop);
  const privateChats = createPrivateChats(store.chats, log);
  const host = createCore({
    ...vocabulary,
    owners: config.owners,
    chain: read.chain,
    store,
    privately: privateChats,
    pictures,
    rotation,
    subscriptionLimit: config.alerts.limit,
    clock,
    names,
    facts,
    version: pkg.version,
    log,
    onEvent: observer?.onEvent,
    onOutcome: observer?.onOutcome,
  });
  const { translator } = vocabulary;
  const texts = (wanted: string | undefined) => {
    const locale = translator.nearest(wanted);
    return { locale, t: translator.for(locale) };
  };
  const closing = opened.move();
  return { ...read, host, store, names, privateChats, texts, close: () => closing.disposeAsync() };
}
