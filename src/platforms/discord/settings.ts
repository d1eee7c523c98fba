// What an operator sets for Discord.
import type { SettingsReader } from '../platform.ts';

export interface DiscordSettings {
  readonly token: string;
  /** Instead of Discord's own, such as http://127.0.0.1:8080/api. */
  readonly apiBase?: string | undefined;
}

export const settings: SettingsReader<DiscordSettings> = {
  token: 'DISCORD_TOKEN',
  secrets: ['DISCORD_TOKEN'],
  read: ({ value, address }) => {
    const token = value('DISCORD_TOKEN');
    const apiBase = address('DISCORD_API_BASE');
    return token === undefined ? undefined : { token, apiBase };
  },
};
