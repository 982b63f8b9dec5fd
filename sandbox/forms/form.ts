import { z } from 'zod';

/**
 * How the sandbox answers what it knows. `usual`: as recorded answers look. `least`: with what
 * HubSpot's OpenAPI files require and nothing else. `fullest`: with every optional field. `odd`: in
 * ways that users of HubSpot have reported.
 */
export const answerFormSchema = z.strictObject({
  form: z.enum(['usual', 'least', 'fullest', 'odd']).default('usual'),
  /** The same seed gives the same answer to the same request. */
  seed: z.int().default(1),
});
export type AnswerForm = z.output<typeof answerFormSchema>;

/** How many of each a page holds. Handlers cut what they answer, since a cursor must lead on. */
export type PageSizes = { readonly owners: number; readonly pipelines: number; readonly links: number };

export function pageSizes({ form }: AnswerForm): PageSizes {
  const all = Number.POSITIVE_INFINITY;
  return form === 'odd' ? { owners: 2, pipelines: 1, links: 1 } : { owners: all, pipelines: all, links: all };
}
