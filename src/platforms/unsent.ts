// Connections that were never made, so that the platform cannot have acted.

/** Codes of Node's own errors and of undici's: https://undici.nodejs.org/#/docs/api/Errors */
const NEVER_SENT: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export function isNeverSent(code: unknown): boolean {
  return NEVER_SENT.has(code);
}
