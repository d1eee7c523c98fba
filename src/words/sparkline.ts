// A line of values in one line of text: ▁▂▃▅▇, for screens without pictures.

const BARS = '▁▂▃▄▅▆▇█';
/** Plain text keeps no run of blanks, so a gap is a row of these. */
const GAP = '·';
const LEVEL = '▄';

export interface SparkPoint {
  readonly at: number;
  readonly value: number;
}

/** A sign for each `everyMs`, or for a few of them so that there are at most `columns`; a stretch without a point is a gap. */
export function sparkline(points: readonly SparkPoint[], everyMs: number, columns: number): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  const place = (at: number) => Math.floor((at - first.at) / everyMs);
  const share = Math.ceil((place(last.at) + 1) / columns);
  const values = new Map(points.map(({ at, value }) => [Math.floor(place(at) / share), value]));
  const low = Math.min(...values.values());
  const range = Math.max(...values.values()) - low;
  const bar = (value: number) =>
    range === 0 ? LEVEL : (BARS[Math.round(((value - low) / range) * (BARS.length - 1))] ?? '');
  return Array.from({ length: Math.floor(place(last.at) / share) + 1 }, (_, column) => {
    const value = values.get(column);
    return value === undefined ? GAP : bar(value);
  }).join('');
}
