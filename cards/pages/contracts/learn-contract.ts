import * as z from 'zod/mini';

/* Learning from the past: the answers of the server, and the actions of a person. */

const count = z.int().check(z.gte(0));
const STEPS = ['waiting', 'reading', 'collecting', 'looking_for_leaks', 'learning', 'writing'] as const;
const RULES = { least: 1, most: 40 };

const rule = z.object({
  label: z.string(),
  old: z.number(),
  points: z.number(),
  /** 95 %, in points; null: the rule was in force before */
  plusMinus: z.nullable(z.number()),
  leads: z.nullable(count),
  wins: z.nullable(count),
  why: z.string(),
});

export const learnView = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ok'),
    mayEdit: z.boolean(),
    /** the account's lead statuses; the next learning takes leads for lost by those that are */
    leadStatuses: z.array(z.object({ value: z.string(), label: z.string(), isLost: z.boolean() })),
    /** null: nobody has asked for it so far */
    learning: z.nullable(
      z.object({
        state: z.enum(['running', 'done', 'failed', 'cancelled']),
        by: z.string(),
        begunAt: z.int(),
        step: z.enum(STEPS),
        /** won and lost leads whose past is read, of all */
        read: count,
        all: count,
        hasDraft: z.boolean(),
        report: z.nullable(
          z.object({
            wins: count,
            losses: count,
            /** sentences: which leads taught, and which are missing */
            past: z.array(z.string()),
            /** fields that know the outcome */
            leaks: z.array(z.string()),
            /** sentences: how well the points judge leads that they were not learnt from */
            judged: z.array(z.string()),
            /** why nothing is proposed; null: there is a draft */
            why: z.nullable(z.string()),
            rules: z.array(rule),
            changes: z.array(z.string()),
            /** for whoever wants to know all */
            details: z.array(z.string()),
          }),
        ),
      }),
    ),
  }),
  z.object({ state: z.literal('not_set_up') }),
]);
export type LearnView = z.infer<typeof learnView>;
type LearnSeen = Extract<LearnView, { readonly state: 'ok' }>;
export type LeadStatusSeen = LearnSeen['leadStatuses'][number];
export type LearningSeen = NonNullable<LearnSeen['learning']>;
export type LearnReportSeen = NonNullable<LearningSeen['report']>;

export const learnActions = {
  begin: z.object({
    rules: z.int().check(z.gte(RULES.least), z.lte(RULES.most)),
    step: z.union([z.literal(1), z.literal(5)]),
    /** absent: as the last learning, or by their labels */
    lostStatuses: z.optional(z.array(z.string())),
  }),
  cancel: z.object({}),
} as const;
export type LearnAction = keyof typeof learnActions;
export type LearnBody<A extends LearnAction> = z.infer<(typeof learnActions)[A]>;
