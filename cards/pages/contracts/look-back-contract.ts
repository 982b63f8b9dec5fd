import * as z from 'zod/mini';

/*
 * The look back: what a draft would have done since a past day. In a pair of figures the first is
 * by the version in force, the second by the draft.
 */

const count = z.int().check(z.gte(0));
const both = z.object({ before: z.number(), after: z.number() });

/** The most calls to HubSpot that one look back may take. */
export const MOST_CALLS_BACK = 1_000;

/** The bodies that the server takes. */
export const LOOK_BACK_ACTIONS = {
  /** `day`: of a calendar in the account; `calls`: to HubSpot at most, for what was true then */
  look_back: z.object({
    planId: z.string(),
    day: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
    calls: z.int().check(z.gte(0), z.lte(MOST_CALLS_BACK)),
  }),
  stop_looking_back: z.object({ planId: z.string() }),
} as const;

const result = z.object({
  state: z.literal('done'),
  /** of a calendar in the account, such as 2026-07-01 */
  ...{ day: z.string(), until: z.string() },
  by: z.string(),
  contacts: count,
  failed: count,
  mqls: both,
  sqls: both,
  sqlsAWeek: both,
  /** contacts won since then, and those of them that were an SQL before */
  wins: count,
  caught: both,
  /** how many days before the win, for half of them at least; null: none was caught */
  daysBeforeWin: z.object({ before: z.nullable(z.number()), after: z.nullable(z.number()) }),
  /** wins that both caught: how many days earlier the draft had them; null: there are none */
  daysEarlier: z.nullable(z.number()),
  weeks: z.array(z.object({ day: z.string(), mqls: both, sqls: both })),
  /** calls to new SQLs a week; `who` null: nobody's */
  owners: z.array(z.object({ who: z.nullable(z.string()), aWeek: both })),
  /** contacts whose facts count as they stood then */
  used: count,
  /** contacts whose facts count as they are today, though the figures depend on them */
  missing: count,
  /** calls to HubSpot that read what was true of them, at most about */
  calls: count,
  others: count,
  /** values that nobody can know, with the number of contacts, the most frequent first */
  unknown: z.array(z.object({ what: z.string(), contacts: count })),
});

export const lookBackView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.enum(['choosing', 'reading', 'judging']), done: count, of: count }),
  z.object({ state: z.enum(['failed', 'cancelled']) }),
  result,
]);
export type LookBackView = z.infer<typeof lookBackView>;
export type LookedBack = z.infer<typeof result>;
