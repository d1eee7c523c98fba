// Builds the core from a configuration: what every way of running Herald shares.
import pkg from '../../package.json' with { type: 'json' };
import type { Catalogue, Translate } from '../core/answer/i18n.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { NodeFacts } from '../core/ports/node-facts.ts';
import type { AdapterHost } from '../core/ports/platform.ts';
import type { Store } from '../core/ports/store.ts';
import type { Observer } from '../http/index.ts';
import { createPictures } from '../pictures/index.ts';
import { ruleTable } from '../rules/index.ts';
import { createRotationSimulator } from '../simulation/index.ts';
import { createStore } from '../store/index.ts';
import type { Config } from './config.ts';
import { createCore } from './core.ts';
import { loadFacts } from './facts.ts';
import { folder } from './folder.ts';
import { type OpenChain, openChain } from './open-chain.ts';
import { loadVocabulary } from './vocabulary.ts';

/** Between two steps of five minutes in the recorded demo. */
const DEMO_STEP_MS = 10_000;

export const clock: Clock = { now: () => Date.now() };

/** Told of everything that is worth counting. */
export type CoreObserver = Pick<Observer, 'onOutcome' | 'onEvent' | 'onNodeRequest' | 'onSnapshot'>;

export interface Core extends OpenChain {
  readonly host: AdapterHost;
  readonly store: Store;
  readonly names: readonly NodeFacts[];
  /** The texts of the supported locale nearest to the given one, or of the default. */
  texts(locale: string | undefined): { readonly locale: string; readonly t: Translate };
  /** To be called in this order once nobody uses the host any more. */
  readonly closers: readonly (() => Promise<void>)[];
}

/** Throws StoreUnusable, or an Error that names a file of `data` or `commands` and what is wrong with it. */
export async function composeCore(
  config: Config,
  catalogue: Catalogue,
  log: Log,
  observer?: CoreObserver,
): Promise<Core> {
  const store = await createStore(config.databaseUrl, ruleTable(config.alerts.bandPpm), log);
  const [{ names, facts }, vocabulary, nodes] = await Promise.all([
    loadFacts(folder('data')),
    loadVocabulary(catalogue, config.defaultLocale),
    config.rpc === 'demo' ? startDemo() : { urls: config.rpc, stop: async () => {} },
  ]);
  const { onNodeRequest: onRequest, onSnapshot, onOutcome, onEvent } = observer ?? {};
  const opened = await openChain({
    urls: nodes.urls,
    snapshots: store.snapshots,
    names,
    clock,
    log,
    onRequest,
    onSnapshot,
  });
  const { owners, alerts } = config;
  const rotation = createRotationSimulator({ log });
  const pictures = createPictures({ clock, log });
  const host = createCore({
    ...vocabulary,
    owners,
    chain: opened.chain,
    store,
    rotation,
    pictures,
    subscriptionLimit: alerts.limit,
    clock,
    names,
    facts,
    version: pkg.version,
    log,
    ...(onOutcome && { onOutcome }),
    ...(onEvent && { onEvent }),
  });
  return {
    host,
    ...opened,
    store,
    names,
    texts: (wanted) => {
      const { translator } = vocabulary;
      const locale = translator.nearest(wanted);
      return { locale, t: translator.for(locale) };
    },
    closers: [rotation.stop, pictures.stop, () => store.close(), nodes.stop],
  };
}

/** The recording as a node of our own, loaded only where it is wanted. */
async function startDemo() {
  const [{ loadRecording }, { createDevnet }] = await Promise.all([
    import('../devnet/recording.ts'),
    import('../devnet/server.ts'),
  ]);
  const recording = await loadRecording(folder('data/demo/recording.json.gz'));
  const { url, stop } = await createDevnet({ recording, stepMs: DEMO_STEP_MS });
  return { urls: [url], stop };
}
