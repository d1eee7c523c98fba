// JSON lines on standard error, with every secret blanked out wherever it stands.
import { destination, pino } from 'pino';
import type { Log } from './core/ports/log.ts';
import { createScrub, type Scrub, scrubDeep } from './core/values/scrub.ts';

/** `secrets`: tokens and passwords that must not be written; `write` takes whole lines. */
export function createLog(level: string, secrets: readonly string[], write?: (line: string) => void): Log {
  const scrub = createScrub(secrets);
  const log = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      hooks: { streamWrite: (line) => scrubLine(line, scrub) },
      errorKey: 'error',
    },
    write ? { write } : destination({ fd: 2, sync: true }),
  );
  return {
    info: (message, fields = {}) => log.info(fields, message),
    warn: (message, fields = {}) => log.warn(fields, message),
    error: (message, fields = {}) => log.error(fields, message),
  };
}

/** It stays JSON, whatever characters a secret is made of. */
function scrubLine(line: string, scrub: Scrub): string {
  return scrub(line) === line ? line : `${JSON.stringify(scrubDeep(JSON.parse(line), scrub))}\n`;
}
