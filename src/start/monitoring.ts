// What operators see of the running bot: metrics and health over HTTP, loaded only where an address is configured.
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import { createScrub } from '../core/values/scrub.ts';
import type { Door, Observer } from '../http/index.ts';
import { type Config, platformsOf } from './config.ts';
import type { OpenCore } from './core.ts';

export interface Monitoring {
  /** Told of everything that is worth counting. */
  readonly observer: Observer | undefined;
  /** Platforms may be called there. Rejects with HttpUnusable. */
  serve(core: Pick<OpenCore, 'chain' | 'store'>): Promise<Door>;
}

export async function createMonitoring(config: Config, clock: Clock, log: Log): Promise<Monitoring> {
  if (!config.http && !config.metrics) return { observer: undefined, serve: async () => ({ close: async () => {} }) };
  const { createObserver } = await import('../http/index.ts');
  const scrub = createScrub(config.secrets);
  const observer = createObserver({ platforms: platformsOf(config), clock, log, scrub });
  return { observer, serve: (core) => observer.serve(config, core) };
}
