// Blanks out secrets wherever they stand and however they are written there: as they are, in JSON (also in JSON inside of
// JSON), in an address, in HTML, in Base64.

export type Scrub = (text: string) => string;

const BLANK = '[secret]';
/** In Base64 a shorter one leaves too few letters to be told from others. */
const LEAST_ENCODED_BYTES = 6;

export function createScrub(secrets: readonly string[]): Scrub {
  // The longer first: one may be part of another.
  const known = [...new Set(secrets)].filter((secret) => /[^\\]/.test(secret)).sort((a, b) => b.length - a.length);
  if (known.length === 0) return (text) => text;
  const pattern = new RegExp(known.flatMap((secret) => [asWritten(secret), ...inBase64(secret)]).join('|'), 'gu');
  return (text) => text.replace(pattern, BLANK);
}

/** Text values at any depth, and the names of fields. */
export function scrubDeep(value: unknown, scrub: Scrub): unknown {
  if (typeof value === 'string') return scrub(value);
  if (Array.isArray(value)) return value.map((item) => scrubDeep(item, scrub));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [scrub(key), scrubDeep(inside, scrub)]));
}

const NAMED: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };
const CONTROLS: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\f': 'f' };

/** Each layer of JSON doubles them, so there may be any number, also where the secret has none. */
const BACKSLASHES = '\\\\*';
/** Where the secret has some. */
const WRITTEN_BACKSLASHES = `${BACKSLASHES}(?:(?:u005[cC]|%(?:25)*5[cC]|&#(?:0*92|x0*5[cC]);)${BACKSLASHES})*`;

/** A pattern in which every character may be written in its own way. What may repeat stands behind something that does not, so
 *  that no text takes long. */
function asWritten(secret: string): string {
  const parts = secret.split(/\\+/).filter(Boolean);
  const patterns = parts.map((part) =>
    Array.from(part, (letter) => `(?:${formsOf(letter).join('|')})`).join(BACKSLASHES),
  );
  return patterns.join(WRITTEN_BACKSLASHES);
}

function formsOf(character: string): readonly string[] {
  const code = character.codePointAt(0) ?? 0;
  const units = Array.from({ length: character.length }, (_, index) => `u${hex(character.charCodeAt(index), 4)}`);
  const named = NAMED[character];
  return [
    character in CONTROLS ? `${RegExp.escape(character)}|${CONTROLS[character]}` : RegExp.escape(character),
    units.join('\\\\+'),
    [...Buffer.from(character)].map((byte) => `%(?:25)*${hex(byte, 2)}`).join(''),
    ...(character === ' ' ? ['\\+'] : []),
    `&#(?:0*${code}|x0*${hex(code, 1)});`,
    ...(named ? [`&${named};`] : []),
  ];
}

/** In small letters or capitals. */
function hex(number: number, digits: number): string {
  const text = number.toString(16).padStart(digits, '0');
  return text.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/** Whatever stands before and behind it: three bytes are four letters, so there are three ways. */
function inBase64(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  if (bytes.length < LEAST_ENCODED_BYTES) return [];
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const whole = encoded.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3));
    return RegExp.escape(whole).replace(/\\\+/g, '(?:[+-]|%2[bB])').replace(/\\?\//g, '(?:[/_]|%2[fF])');
  });
}
