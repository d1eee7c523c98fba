// Text from people and from the chain is hostile until it has been here: afterwards it is a line of plain characters.
import stringWidth from 'string-width';

// No quantifier: V8 runs out of stack on long runs of a class beyond the basic plane.
const INVISIBLE = /[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
/** Anything but single spaces between plain ASCII characters. */
const SPECIAL = /[^ -~]| {2}|^ | $/;
const BLANK = /[\s\p{Cc}\u2800]+/gu;
/** All marks after the third on one letter: no script needs more, "zalgo" text does. */
const EXCESS_MARK = /(?<=\p{M}{3})\p{M}/gu;
const PRINTABLE_ASCII = /^[ -~]*$/;
const clusters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** One line without control, direction or invisible characters, at most `maxLength` UTF-16 units long.
 *  Longer text is cut between what readers see as characters and ends in "…". */
export function plainText(text: string, maxLength = Number.POSITIVE_INFINITY): string {
  const clean = SPECIAL.test(text) ? withoutTricks(text) : text;
  if (clean.length <= maxLength) return clean;
  const lastKept = clusters.segment(clean).containing(maxLength - 1);
  return `${clean.slice(0, lastKept?.index).trimEnd()}…`;
}

function withoutTricks(text: string): string {
  return text.replace(INVISIBLE, '').replace(BLANK, ' ').trim().replace(EXCESS_MARK, '');
}

/** As `plainText`, for a span that stands next to others: a blank at either end stays one. */
export function plainSpan(text: string): string {
  const edge = (isBlank: boolean) => (isBlank ? ' ' : '');
  const plain = plainText(text);
  return plain === '' ? edge(/\s/.test(text)) : edge(/^\s/.test(text)) + plain + edge(/\s$/.test(text));
}

/** For comparing: "ＨＵＯＢＩ  Pool" and "huobi pool" are equal. */
export function fold(text: string): string {
  return plainText(text.normalize('NFKC')).toLowerCase();
}

/** Columns of a fixed-width screen: 2 for Chinese characters and emoji, 0 for marks. */
export function displayWidth(text: string): number {
  return PRINTABLE_ASCII.test(text) ? text.length : stringWidth(text);
}

/** Fills with spaces up to `width` columns; wider text stays as it is. */
export function padToWidth(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const fill = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + fill : fill + text;
}

const LINKED = /^https?:\/\/[^\s\p{C}"'<>`\\]{1,2000}$/iu;
/** Scheme, host and the rest of an address, also of one without a scheme. */
const ADDRESS = /^(https?:\/\/)?([^\s/?#\\@]+[.。．｡][^\s/?#\\@]+)(.*)$/isu;

/** An address as the network reads it: a host with letters of other scripts in the form that domains have (xn--…). What is no
 *  address stays as it is. */
export function plainAddress(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  if (isHttpUrl(text)) return new URL(text).href;
  const [, scheme = '', host = '', path = ''] = ADDRESS.exec(text) ?? [];
  const plain = PRINTABLE_ASCII.test(host) ? undefined : URL.parse(`http://${host}`)?.host;
  return plain === undefined ? text : scheme + plain + path;
}

/** Whether a link may be made of it: http or https, no credentials, nothing that hides where it leads. */
export function isHttpUrl(text: string): boolean {
  const url = LINKED.test(text) ? URL.parse(text) : null;
  // As it is called, too: signs of other scripts stand for quotes there.
  return url !== null && !url.username && !url.password && LINKED.test(url.href);
}
