// Puts the slash commands on Discord's list, with one request, and only when they differ from what stands there: the number
// of changes a day is limited.
import { isDeepStrictEqual } from 'node:util';
import { type REST, Routes } from 'discord.js';
import type { Log } from '../../../core/ports/log.ts';
import { createBackoff } from '../../backoff.ts';
import { pause } from '../../pause.ts';
import { describeError, toDelivery } from '../deliver/errors.ts';
import type { slashCommands } from './slash-commands.ts';

type SlashCommands = ReturnType<typeof slashCommands>;

/** Below `texts` stand locale ids instead of fields, and the order of a `set` means nothing. */
type Comparison = 'value' | 'texts' | 'set';

/** Fields that we set. The answer has more (ids, versions), and says `null` or nothing for what is not there. */
const FIELDS: Readonly<Record<string, Comparison>> = {
  type: 'value',
  name: 'value',
  name_localizations: 'texts',
  description: 'value',
  description_localizations: 'texts',
  options: 'value',
  choices: 'value',
  value: 'value',
  required: 'value',
  autocomplete: 'value',
  min_value: 'value',
  max_value: 'value',
  max_length: 'value',
  default_member_permissions: 'value',
  integration_types: 'set',
  contexts: 'set',
};

const WAITS = { firstMs: 2_000, longestMs: 300_000 };

/** Tries until Discord has the commands or says that it will not take them; never rejects. */
export async function keepRegistered(
  rest: REST,
  applicationId: string,
  wanted: SlashCommands,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const backoff = createBackoff(WAITS);
  while (!signal.aborted) {
    try {
      const isNew = await registerCommands(rest, applicationId, wanted);
      return log.info(isNew ? 'slash commands registered' : 'slash commands stand as they are');
    } catch (error) {
      const { kind } = toDelivery(error);
      const isFinal = kind === 'rejected' || kind === 'gone';
      log.error('slash commands were not registered', { error: describeError(error), isFinal });
      if (isFinal) return;
      await pause(backoff(), signal);
    }
  }
}

/** True when there was something to change. Throws what the request throws. */
async function registerCommands(rest: REST, applicationId: string, wanted: SlashCommands): Promise<boolean> {
  const route = Routes.applicationCommands(applicationId);
  const there = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
  if (isDeepStrictEqual(byName(there), byName(wanted))) return false;
  await rest.put(route, { body: wanted });
  return true;
}

/** The order of commands means nothing; that of options and choices does. */
function byName(commands: unknown): unknown {
  const named = Array.isArray(commands) ? commands.map((command: unknown) => normalise(command)) : [];
  return named.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

function normalise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalise);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(FIELDS).map(
    ([name, how]) => [name, comparable(Reflect.get(value, name), how)] as const,
  );
  return Object.fromEntries(fields.filter(([, field]) => !isNothing(field)));
}

function comparable(field: unknown, how: Comparison): unknown {
  if (how === 'set' && Array.isArray(field)) return field.toSorted();
  return how === 'texts' ? field : normalise(field);
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}
