// Text from people and from the chain is hostile until it has been here: afterwards it is a line of plain characters.
import stringWidth from 'string-width';

// No quantifier: V8 runs out of stack on long runs of a class beyond the basic plane.
const INVISIBLE = /[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
const BLANK = /[\s\p{Cc}\u2800]+/gu;
/** All marks after the third on one letter: no script needs more, "zalgo" text does. */
const EXCESS_MARK = /(?<=\p{M}{3})\p{M}/gu;
const clusters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** One line without control, direction or invisible characters, at most `maxLength` UTF-16 units long.
 *  Longer text is cut between what readers see as characters and ends in "…". */
export function plainText(text: string, maxLength = Number.POSITIVE_INFINITY): string {
  const clean = text.replace(INVISIBLE, '').replace(BLANK, ' ').trim().replace(EXCESS_MARK, '');
  if (clean.length <= maxLength) return clean;
  const lastKept = clusters.segment(clean).containing(maxLength - 1);
  return `${clean.slice(0, lastKept?.index).trimEnd()}…`;
}

/** For comparing: "ＨＵＯＢＩ  Pool" and "huobi pool" are equal. */
export function fold(text: string): string {
  return plainText(text.normalize('NFKC')).toLowerCase();
}

/** Columns of a fixed-width screen: 2 for Chinese characters and emoji, 0 for marks. */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

/** Fills with spaces up to `width` columns; wider text stays as it is. */
export function padToWidth(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const fill = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + fill : fill + text;
}

/** Whether a link may be made of it: http or https, no credentials, nothing that hides where it leads. */
export function isHttpUrl(text: string): boolean {
  if (!/^https?:\/\/[^\s\p{C}"'<>`\\]{1,2000}$/iu.test(text)) return false;
  const url = URL.parse(text);
  return url !== null && !url.username && !url.password;
}

const MAX_COMPARED = 64;

/** At most `count` candidates that `query` may have meant, best first: those that contain it, and those a few typing
 *  errors away (a third of its length). Case does not matter. */
export function nearest(query: string, candidates: readonly string[], count: number): readonly string[] {
  const wanted = fold(query.slice(0, MAX_COMPARED));
  if (wanted === '') return [];
  return candidates
    .map((candidate) => ({ candidate, distance: distanceTo(wanted, fold(candidate.slice(0, MAX_COMPARED))) }))
    .filter(({ distance }) => distance <= Math.ceil(wanted.length / 3))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

function distanceTo(wanted: string, candidate: string): number {
  if (candidate.startsWith(wanted)) return candidate === wanted ? 0 : 0.5;
  return Math.min(candidate.includes(wanted) ? 1 : Number.POSITIVE_INFINITY, editDistance(wanted, candidate));
}

/** Insertions, deletions, replacements and swaps of neighbours that make `b` of `a` (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = cell(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? cell(beforeLast, j - 2) + 1 : replaced;
      row.push(Math.min(cell(last, j) + 1, cell(row, j - 1) + 1, replaced, swapped));
    }
    beforeLast = last;
    last = row;
  }
  return cell(last, b.length);
}

function cell(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
