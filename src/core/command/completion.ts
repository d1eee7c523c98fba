// What a person may be about to type. Asked at every key press, so it works from what is at hand and never waits.
import type { Completion } from '../ports/platform.ts';
import { fold } from '../reply/text.ts';
import type { ZoneSearch } from '../values/zone-names.ts';
import type { Command } from './command.ts';
import { listed } from './lookup.ts';

/** The strictest platform's limit for a label and a value. */
export const MAX_COMPLETION_LENGTH = 100;

/** A value and all that it is called, folded. */
export interface Completable extends Completion {
  readonly names: readonly string[];
}

export interface CompletionSources {
  readonly commands: readonly Command[];
  readonly zones: Pick<ZoneSearch, 'like'>;
  /** What fits an option of the kind `node`, in the order to be offered. Never rejects, and never waits. */
  readonly nodes: () => Promise<readonly Completable[]>;
}

export type Complete = (command: string, option: string, text: string, limit: number) => Promise<readonly Completion[]>;

export function createComplete({ commands, zones, nodes }: CompletionSources): Complete {
  return async (command, option, text, limit) => {
    const options = commands.find(({ name }) => name === command)?.options ?? {};
    const declared = Object.hasOwn(options, option) ? options[option] : undefined;
    switch (declared?.kind) {
      case 'choice':
        return matching(declared.choices.map(plain), text, limit);
      case 'command':
        return matching(openCommands(commands).map(plain), text, limit);
      case 'zone':
        return zones
          .like(text)
          .slice(0, limit)
          .map((zone) => ({ value: zone, label: zone }));
      case 'role':
        return matching((declared.also ?? []).map(plain), text, limit);
      case 'node':
        return matching([...(declared.also ?? []).map(plain), ...(await nodes())], text, limit);
      default:
        return [];
    }
  };
}

/** Those that start with the text first, then those that contain it; each in the order given. */
function matching(known: readonly Completable[], text: string, limit: number): readonly Completion[] {
  const wanted = fold(text.slice(0, MAX_COMPLETION_LENGTH));
  const starting = known.filter(({ names }) => names.some((name) => name.startsWith(wanted)));
  const started = new Set(starting);
  const containing = known.filter((one) => !started.has(one) && one.names.some((name) => name.includes(wanted)));
  return [...starting, ...containing]
    .filter(({ value }) => value.length <= MAX_COMPLETION_LENGTH)
    .slice(0, limit)
    .map(({ value, label }) => ({ value, label }));
}

function plain(name: string): Completable {
  return { value: name, label: name, names: [fold(name)] };
}

function openCommands(commands: readonly Command[]): readonly string[] {
  return listed(commands)
    .filter(({ access }) => access !== 'owner')
    .map(({ name }) => name);
}
