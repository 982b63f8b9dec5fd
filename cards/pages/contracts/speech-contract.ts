import * as z from 'zod/mini';

const sentences = z.record(z.string(), z.string());

/**
 * The answer to what the page says in a language. Server and page may be of two versions: what the
 * page lacks it says in English, and what it does not know it ignores.
 */
export const speechView = z.object({
  words: sentences,
  told: sentences,
  model: z.object({
    sentences,
    conditions: sentences,
    joins: z.object({ and: z.string(), or: z.string(), not: z.string() }),
    sides: z.object({ marketing: z.string(), sales: z.string() }),
    work: sentences,
    names: sentences,
  }),
});
export type SpeechView = z.infer<typeof speechView>;
