import { z } from 'zod';
import { labelled } from './condition.ts';
import { days, hundred } from './parts.ts';

/* The sections of qualification, lifecycle stages and dormancy. */

/** Every score that is given must be at least so high. */
const thresholds = z
  .strictObject({ combined: hundred.optional(), explicit: hundred.optional(), implicit: hundred.optional() })
  .refine(
    (scores) => Object.values(scores).some((value) => value !== undefined),
    'expected at least one of combined, explicit, implicit',
  );

const gate = z
  .strictObject({ enter: thresholds, leave: thresholds })
  .refine(
    ({ enter, leave }) =>
      (['combined', 'explicit', 'implicit'] as const).every((key) => (leave[key] ?? 0) <= (enter[key] ?? 0)),
    'expected leave thresholds at or below the enter thresholds, and none that enter does not have',
  );

export const qualificationSection = {
  qualification: z.strictObject({
    mql: gate,
    sql: gate,
    callsAWeek: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .describe('So many leads a week can sales call. Ripen says when the threshold of an SQL makes more or fewer.'),
    signalDays: days.describe('A signal that qualifies directly does so for so many days.'),
    never: z
      .array(labelled)
      .default([])
      .describe(
        'A contact for whom one of these holds qualifies by no score and no signal, unless somebody decided that it does.',
      ),
    stages: z
      .strictObject({ mql: z.string().min(1), sql: z.string().min(1) })
      .describe('What is written to lifecyclestage.'),
  }),
  lifecycle: z
    .strictObject({
      prospect: z.array(z.string().min(1)).min(1),
      opportunity: z.array(z.string().min(1)),
      customer: z.array(z.string().min(1)),
    })
    .describe(
      'What the lifecycle stages of the account mean to Ripen. A stage that is not listed is never touched, nor is its contact nurtured.',
    ),
  returns: z
    .array(labelled)
    .describe('A customer for whom one of these holds is a lead again. Its lifecycle stage is left as it is.'),
  dormancy: z.strictObject({
    sqlSilentDays: days,
    mqlProgrammeDays: days.describe('The short-term programme of an MQL lasts so long.'),
    mqlSilentDays: days,
    unqualifiedSilentDays: days,
  }),
};
