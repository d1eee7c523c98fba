// JSON lines on standard error, with every secret blanked out wherever it stands.
import { destination, pino } from 'pino';
import type { Log } from './core/ports/log.ts';

/** `secrets`: tokens and passwords that must not be written; `write` takes whole lines. */
export function createLog(level: string, secrets: readonly string[], write?: (line: string) => void): Log {
  const written = secrets.flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
  ]);
  const scrub = (line: string) => written.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line);
  const log = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      hooks: { streamWrite: scrub },
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
