// Puts the slash commands on Discord's list, with one request, and only when they differ from what stands there: the number
// of changes a day is limited.
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type REST, Routes } from 'discord.js';
import type { Log } from '../../../core/ports/log.ts';
import { createBackoff } from '../../backoff.ts';
import { describeError, toDelivery } from '../deliver/errors.ts';
import type { slashCommands } from './index.ts';

type SlashCommands = ReturnType<typeof slashCommands>;

/** Fields that we set. The answer has more (ids, versions), and says `null` or nothing for what is not there. */
const FIELDS = new Set([
  ...['type', 'name', 'name_localizations', 'description', 'description_localizations', 'options', 'choices', 'value'],
  ...['required', 'autocomplete', 'min_value', 'max_value', 'max_length', 'default_member_permissions'],
  ...['integration_types', 'contexts'],
]);
/** Below these stand locale ids instead of fields. */
const MAPS = new Set(['name_localizations', 'description_localizations']);
const SETS = new Set(['integration_types', 'contexts']);

const WAIT_MS = { first: 2_000, longest: 300_000 };

/** Tries until Discord has the commands or says that it will not take them; never rejects. */
export async function keepRegistered(
  rest: REST,
  applicationId: string,
  wanted: SlashCommands,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const backoff = createBackoff(WAIT_MS.first, WAIT_MS.longest);
  while (!signal.aborted) {
    try {
      const isNew = await registerCommands(rest, applicationId, wanted);
      return log.info(isNew ? 'slash commands registered' : 'slash commands stand as they are');
    } catch (error) {
      const { kind } = toDelivery(error);
      const isFinal = kind === 'rejected' || kind === 'gone';
      log.error('slash commands were not registered', { error: describeError(error), isFinal });
      if (isFinal) return;
      await delay(backoff(), undefined, { signal, ref: false }).catch(() => undefined);
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
  const fields = Object.entries(value)
    .filter(([key, field]) => FIELDS.has(key) && !isNothing(field))
    .map(([key, field]) => [key, MAPS.has(key) ? { ...field } : SETS.has(key) ? [...field].sort() : normalise(field)]);
  return Object.fromEntries(fields.sort(([a], [b]) => String(a).localeCompare(String(b))));
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}
