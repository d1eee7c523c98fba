// What someone may have meant by a name that does not exist.
import { fold } from '../reply/text.ts';

const MAX_COMPARED = 64;

/** At most `count` of the names that `query` may have meant, best first: those that contain it, and those that are, or begin,
 *  a few typing errors away from it (half its length). Case does not matter. */
export function nearest(query: string, names: readonly string[], count: number): readonly string[] {
  const folded = (text: string) => fold(text.slice(0, MAX_COMPARED));
  const byFolded = Map.groupBy(names, folded);
  const found = nearestFolded(folded(query), [...byFolded.keys()], count);
  return found.flatMap((text) => byFolded.get(text) ?? []).slice(0, count);
}

/** As `nearest`, of texts that are folded already. */
export function nearestFolded(query: string, names: readonly string[], count: number): readonly string[] {
  const wanted = query.slice(0, MAX_COMPARED);
  if (wanted === '') return [];
  const limit = Math.max(1, Math.floor(wanted.length / 2));
  return names
    .map((name) => ({ name, distance: distanceTo(wanted, name.slice(0, MAX_COMPARED), limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ name }) => name);
}

function distanceTo(wanted: string, name: string, limit: number): number {
  if (name.startsWith(wanted)) return name === wanted ? 0 : 0.5;
  if (name.includes(wanted)) return 1;
  // So many letters more or fewer are as many errors at least.
  const isFar = Math.abs(wanted.length - name.length) > limit;
  const whole = isFar ? Number.POSITIVE_INFINITY : editDistance(wanted, name, limit);
  // A beginning that fits counts for a little less than a whole name that does.
  return Math.min(whole, 0.5 + editDistance(wanted, name.slice(0, wanted.length), limit));
}

/** Insertions, deletions, replacements and swaps of neighbours that make `b` of `a` (optimal string alignment); more than
 *  `limit` is told as infinite. */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  let lastBest = 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = cell(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? cell(beforeLast, j - 2) + 1 : replaced;
      row.push(Math.min(cell(last, j) + 1, cell(row, j - 1) + 1, replaced, swapped));
      best = Math.min(best, cell(row, j));
    }
    // A swap reaches back two rows, so both must be beyond.
    if (best > limit && lastBest > limit) return Number.POSITIVE_INFINITY;
    [beforeLast, last, lastBest] = [last, row, best];
  }
  return cell(last, b.length);
}

function cell(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
