import * as z from 'zod/mini';

/** What became of a wish that is fulfilled or refused, and tells nothing else. */
export const plainDone = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done') }),
  /** nothing was done: the sentences say why */
  z.object({ outcome: z.literal('refused'), sentences: z.array(z.string()) }),
]);
export type PlainDone = z.infer<typeof plainDone>;
