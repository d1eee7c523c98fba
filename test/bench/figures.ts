// Times as medians and quantiles, and rows of a table on the screen.

export async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Nearest-rank quantile; 0.5 is the median. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export function printRow(what: string, ...figures: readonly string[]): void {
  console.log(`  ${what.padEnd(52)}${figures.map((figure) => figure.padStart(16)).join('')}`);
}

export const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
