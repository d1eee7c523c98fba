// Every chat platform, one line each; its library is loaded only where it is used.

import type { ChatAdapter } from '../core/ports/platform.ts';
import { settings as discord } from './discord/settings.ts';
import { type AdapterPorts, definePlatform, type UserIds, type Variables } from './platform.ts';
import { settings as telegram } from './telegram/settings.ts';

/** Those that are configured by variables. */
export const PLATFORMS = [
  definePlatform('discord', discord, async () => (await import('./discord/index.ts')).createDiscordAdapter),
  definePlatform('telegram', telegram, async () => (await import('./telegram/index.ts')).createTelegramAdapter),
] as const;

/** Where people may come from. */
export const PLATFORM_NAMES = [...PLATFORMS.map(({ name }) => name), 'console'] as const;

/** How people of each are written in settings. At a terminal there is one. */
export const OWNER_IDS: ReadonlyMap<string, UserIds> = new Map<string, UserIds>([
  ...PLATFORMS.map(({ name, userId }) => [name, userId] as const),
  ['console', { pattern: /^local$/, as: 'local' }],
]);

/** The terminal, where none of them is wanted. */
export const loadConsole = async () => (await import('./console/index.ts')).createConsoleAdapter;

type Platform = (typeof PLATFORMS)[number];

/** By the platform's name; undefined: not wanted. */
export type PlatformSettings = { readonly [P in Platform as P['name']]?: ReturnType<P['read']> };

export function readPlatforms(variables: Variables): PlatformSettings {
  return Object.fromEntries(PLATFORMS.map(({ name, read }) => [name, read(variables)]));
}

/** The adapters of all that are wanted, not started yet. */
export async function openPlatforms(settings: PlatformSettings, ports: AdapterPorts): Promise<readonly ChatAdapter[]> {
  return (await Promise.all(PLATFORMS.map((platform) => platform.open(settings, ports)))).flat();
}
