// What an operator sets for the pager.
import type { SettingsReader } from '../../../src/platforms/platform.ts';

export interface PagerSettings {
  readonly token: string;
  /** Of the pager's server on this machine. */
  readonly port: number;
}

export const settings: SettingsReader<PagerSettings> = {
  token: 'PAGER_TOKEN',
  secrets: ['PAGER_TOKEN'],
  userId: { pattern: /^\d+$/, as: 'NUMBER, a number' },
  read: ({ value, check }) => {
    const [token, port] = [value('PAGER_TOKEN'), Number(value('PAGER_PORT') ?? 7_000)];
    check(Number.isInteger(port) && port > 0 && port < 65_536, 'PAGER_PORT must be a port, as in 7000');
    return token === undefined ? undefined : { token, port };
  },
};
