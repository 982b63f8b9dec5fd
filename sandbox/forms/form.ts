import { z } from 'zod';

/**
 * The form of the sandbox's answers. `usual`: like recorded answers. `least`: only the fields that
 * HubSpot's OpenAPI files require. `fullest`: with every optional field. `odd`: in ways that users
 * of HubSpot have reported.
 */
export const answerFormSchema = z.strictObject({
  form: z.enum(['usual', 'least', 'fullest', 'odd']).default('usual'),
  /** The same seed gives the same answer to the same request. */
  seed: z.int().default(1),
});
export type AnswerForm = z.output<typeof answerFormSchema>;

/** The most items of a page. Handlers cut their answers, since a cursor must lead to the rest. */
export type PageSizes = { readonly owners: number; readonly pipelines: number; readonly links: number };

export function pageSizes({ form }: AnswerForm): PageSizes {
  const all = Number.POSITIVE_INFINITY;
  return form === 'odd' ? { owners: 2, pipelines: 1, links: 1 } : { owners: all, pipelines: all, links: all };
}
