// A line of values in one line of text: ▁▂▃▅▇, for screens without pictures.

const BARS = '▁▂▃▄▅▆▇█';
/** Plain text keeps no run of blanks, so a gap is a row of these. */
const GAP = '·';
const LEVEL = '▄';

export interface SparkPoint {
  readonly at: number;
  readonly value: number;
}

/** `columns` signs at most, one for each `everyMs` where that is fewer; a stretch without a point is a gap. */
export function sparkline(points: readonly SparkPoint[], everyMs: number, columns: number): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  const count = Math.max(1, Math.min(columns, Math.round((last.at - first.at) / everyMs) + 1));
  const width = Math.max(1, last.at - first.at) / count;
  const values = new Map(
    points.map(({ at, value }) => [Math.min(count - 1, Math.floor((at - first.at) / width)), value]),
  );
  const low = Math.min(...values.values());
  const range = Math.max(...values.values()) - low;
  const bar = (value: number) =>
    range === 0 ? LEVEL : (BARS[Math.round(((value - low) / range) * (BARS.length - 1))] ?? '');
  return Array.from({ length: count }, (_, column) => {
    const value = values.get(column);
    return value === undefined ? GAP : bar(value);
  }).join('');
}
