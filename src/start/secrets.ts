// What of the environment must never be written anywhere. Of settings that are wrong, too: then most of all is something said.
import { PLATFORMS } from '../platforms/index.ts';

/** Shorter parts of an address name something: a version, a network. */
const LEAST_KEY = 16;
const LEAST_VALUE = 6;

/** Tokens and webhook secrets, and of every address its password, its keys, and what a password looks like in a header. */
export function secretsIn(variables: Readonly<Record<string, string | undefined>>): readonly string[] {
  const own = PLATFORMS.flatMap(({ secrets }) => secrets).flatMap((name) => variables[name]?.trim() || []);
  const addresses = Object.values(variables).flatMap(
    (value = '') => value.match(/[a-z][a-z0-9+.-]*:\/\/[^\s,]+/gi) ?? [],
  );
  return [...new Set([...own, ...addresses.flatMap(secretsOf)])];
}

/** As they are written, and as they are meant. The address need not be one. */
function secretsOf(address: string): readonly string[] {
  const [, userinfo = '', rest = ''] = /^[^:]+:\/\/(?:([^/?#]*)@)?(.*)$/s.exec(address) ?? [];
  const [user = '', ...password] = userinfo.split(':');
  const [beforeQuery = '', query = ''] = (rest.split('#', 1)[0] ?? '').split(/\?(.*)/s);
  const written = [
    // A key may stand alone before the @.
    password.join(':') || user,
    ...beforeQuery.split('/').slice(1).filter(isKey),
    ...query
      .split('&')
      .map((pair) => pair.slice(pair.indexOf('=') + 1))
      .filter((value) => value.length >= LEAST_VALUE),
  ].filter(Boolean);
  const header = userinfo && Buffer.from(decoded(userinfo)).toString('base64');
  return [...written.flatMap((secret) => [secret, decoded(secret)]), ...(header ? [header] : [])];
}

function isKey(part: string): boolean {
  return part.length >= LEAST_KEY && /\d/.test(part) && /[a-z]/i.test(part);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
