import * as z from 'zod/mini';

/* The weekly summary of whoever opens the page. */

const weekday = z.int().check(z.gte(1), z.lte(7));
const hour = z.int().check(z.gte(0), z.lte(23));
const whose = z.enum(['all', 'own']);

export const summaryView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not_set_up') }),
  z.object({
    state: z.literal('ok'),
    /** of the account */
    timeZone: z.string(),
    /** only an owner can get tasks */
    isOwner: z.boolean(),
    /** null: switched off */
    on: z.nullable(z.object({ weekday, hour, whose, next: z.int() })),
  }),
]);
export type SummaryView = z.infer<typeof summaryView>;
export type SummarySeen = Extract<SummaryView, { readonly state: 'ok' }>;

export const summaryActions = {
  /** ISO weekday: 1 is Monday; `language` is that of the task */
  on: z.object({ weekday, hour, whose, language: z.enum(['en', 'de', 'fr', 'es', 'pt-br', 'ja']) }),
  off: z.object({}),
} as const;
export type SummaryAction = keyof typeof summaryActions;
export type SummaryBody<A extends SummaryAction> = z.infer<(typeof summaryActions)[A]>;
