/** What is kept of the cursors of a long list, to see that they go in a circle. */
export type Trail = { readonly steps: number; readonly mark: string };

/**
 * Notes the next cursor; null: it was there before, so the list would never end. Only the cursor of
 * the last step whose number is a power of two is kept (Brent's way), so a circle is found within a
 * few rounds of it.
 */
export function stepTo(trail: Trail | undefined, cursor: string): Trail | null {
  if (trail?.mark === cursor) return null;
  const steps = (trail?.steps ?? 0) + 1;
  const isPowerOfTwo = Number.isInteger(Math.log2(steps));
  return { steps, mark: trail === undefined || isPowerOfTwo ? cursor : trail.mark };
}
