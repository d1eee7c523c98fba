// The commands on Discord's own list, kept there as they are declared.
import type { REST } from 'discord.js';
import type { Log } from '../../../core/ports/log.ts';
import type { AdapterHost } from '../../../core/ports/platform.ts';
import { keepRegistered } from './registration.ts';
import { slashCommands } from './slash-commands.ts';

export interface MenuDeps {
  readonly host: AdapterHost;
  readonly rest: REST;
  readonly log: Log;
  /** Ends all trying. */
  readonly ended: AbortSignal;
}

/** What is to be done whenever the bot got connected as this application; never rejects. */
export function createMenu({ host, rest, log, ended }: MenuDeps): (applicationId: string) => Promise<void> {
  return (applicationId) => keepRegistered(rest, applicationId, slashCommands(host), log, ended);
}
