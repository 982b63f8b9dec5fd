/**
 * How much a measure has grown over a run, by the line that is nearest to all samples (Theil and
 * Sen: the median of the slopes between any two), so that no single sample decides. The first
 * quarter does not count: caches fill.
 */
export function growthOf(samples: readonly number[]): { readonly from: number; readonly by: number } {
  const settled = samples.slice(Math.floor(samples.length / 4));
  const slopes = settled.flatMap((one, at) =>
    settled.slice(at + 1).map((later, further) => (later - one) / (further + 1)),
  );
  return { from: median(settled), by: median(slopes) * (settled.length - 1) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
