// The bot from top to bottom, in the order of its start; what is open is closed in the opposite order, whatever happens.
import type { Catalogue } from '../core/answer/i18n.ts';
import { createLog } from '../log.ts';
import { askOnce, type Question } from '../platforms/console/inbound/ask.ts';
import type { ConsolePorts } from '../platforms/console/lifecycle/terminal.ts';
import { openAlerts } from './alerts.ts';
import { type Config, logLevelOf } from './config.ts';
import { openCore } from './core.ts';
import { createMonitoring } from './monitoring.ts';
import { createPlatforms } from './platforms.ts';

export interface Surroundings {
  readonly config: Config;
  readonly catalogue: Catalogue;
  readonly screen: ConsolePorts;
}

const clock = { now: () => Date.now() };

/** On the platforms that are configured, or in the terminal, until `isOver` resolves or the person at the terminal leaves. */
export async function runBot({ config, catalogue, screen }: Surroundings, isOver: () => Promise<void>): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const log = createLog(logLevelOf(config), config.secrets);

  const monitoring = await createMonitoring(config, clock, log);
  const { observer } = monitoring;

  const core = await openCore({ config, catalogue, clock, log, observer });
  opened.defer(core.close);

  const { mount, close } = await monitoring.serve(core);
  opened.defer(close);
  const over = isOver();

  const platforms = await createPlatforms({ config, host: core.host, screen, log, mount });
  opened.defer(platforms.close);
  core.privateChats.connect(platforms.adapters);

  const alerts = openAlerts({ config, core, adapters: platforms.adapters, clock, log, observer });
  opened.defer(alerts.close);

  await platforms.start();
  await alerts.start();
  await Promise.race([over, platforms.left]);
}

/** One question; its exit code. */
export async function answerOne({ config, catalogue, screen }: Surroundings, question: Question): Promise<number> {
  await using opened = new AsyncDisposableStack();
  const log = createLog(config.logLevel ?? 'error', config.secrets);
  const core = await openCore({ config, catalogue, clock, log, observer: undefined });
  opened.defer(core.close);
  return await askOnce({ host: core.host, write: (text) => screen.output.write(text), screen }, question);
}
