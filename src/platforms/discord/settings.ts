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
  // A snowflake: https://discord.com/developers/docs/reference#snowflakes
  userId: { pattern: /^[1-9]\d{16,19}$/, as: 'NUMBER, a number of 17 to 20 digits' },
  read: ({ value, address }) => {
    const token = value('DISCORD_TOKEN');
    const apiBase = address('DISCORD_API_BASE');
    return token === undefined ? undefined : { token, apiBase };
  },
};
