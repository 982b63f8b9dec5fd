/** One goal of speed, and what this run got. */
export type Row = { readonly row: number; readonly measure: string; readonly goal: string; readonly got: string };

/** Milliseconds of the clock. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}
