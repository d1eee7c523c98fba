// What a chat platform brings along: its name, the variables that configure it, and its adapter, loaded where it is wanted.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../core/ports/log.ts';
import type { ChatAdapter } from '../core/ports/platform.ts';

/** The environment, and where problems with it are told. */
export interface Variables {
  /** undefined when the variable is not set, or empty. */
  value(name: string): string | undefined;
  /** As `value`, of what has to be an http or https address. */
  address(name: string): string | undefined;
  check(isFine: boolean, problem: string): void;
}

export interface UserIds {
  readonly pattern: RegExp;
  /** In words, for whoever wrote something else. */
  readonly as: string;
}

/** Read at every start, so it imports no library. */
export interface SettingsReader<S> {
  /** The variable without which the platform is not wanted. */
  readonly token: string;
  /** Variables that must never be logged. */
  readonly secrets: readonly string[];
  /** How people are written in OWNERS, behind the platform's name. */
  readonly userId: UserIds;
  /** undefined: not wanted. */
  read(variables: Variables): S | undefined;
}

/** What an adapter is given beside its settings. */
export interface AdapterPorts {
  readonly log: Log;
  /** POST requests to exactly this path go to the handler; undefined where nothing is served over HTTP. */
  readonly mount?: ((path: string, handler: PostHandler) => void) | undefined;
}

type PostHandler = (request: IncomingMessage, response: ServerResponse) => void;

export function definePlatform<Name extends string, S extends object>(
  name: Name,
  reader: SettingsReader<S>,
  load: () => Promise<(options: S & AdapterPorts) => ChatAdapter>,
) {
  return {
    name,
    ...reader,
    /** Its adapter, not started yet; none where the platform is not wanted. */
    open: async (
      all: { readonly [N in Name]?: S | undefined },
      ports: AdapterPorts,
    ): Promise<readonly ChatAdapter[]> => {
      const settings: S | undefined = all[name];
      return settings === undefined ? [] : [(await load())({ ...settings, ...ports })];
    },
  };
}
