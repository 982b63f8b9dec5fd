import * as z from 'zod/mini';
import { filter } from './figures-contract.ts';

/* The answer to “Is the score right?”. Shares are from 0 to 1, instants ms since 1970 UTC. */

const count = z.int().check(z.gte(0));
const share = z.object({ is: z.number(), low: z.number(), high: z.number() });
/** `share` null: too few leads for one */
const GROUP = { name: z.string(), seen: count, won: count, share: z.nullable(share) };
const group = z.object(GROUP);
/** of two leads, one of whom bought: how often the score puts the buyer first */
const area = z.nullable(z.object({ auc: z.number(), low: z.number(), high: z.number() }));
const sides = z.object({ good: z.string(), poor: z.string() });
const quarter = z.object({ calls: z.number(), wins: z.nullable(share), givenUp: z.nullable(share) });
const quarterly = z.object({ sqls: count, won: count });

const MOST_CALLS = 10_000;

export const checkView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not_set_up') }),
  z.object({
    state: z.literal('ok'),
    now: z.int(),
    windowDays: z.int(),
    filters: z.array(filter),
    /** when the values of the filters were counted; null: just now */
    countedAt: z.nullable(z.int()),
    seen: count,
    won: count,
    /** when the first leads count; null: no lead has come yet */
    firstAt: z.nullable(z.int()),
    /** `all`: leads that earlier versions have scored count too */
    of: z.enum(['own', 'all']),
    headline: z.discriminatedUnion('is', [
      z.extend(sides, { is: z.literal('better'), times: z.number() }),
      z.extend(sides, { is: z.enum(['only', 'alike', 'reversed']) }),
      z.object({ is: z.literal('unknown') }),
    ]),
    letters: z.array(group),
    grades: z.array(group),
    bands: z.array(group),
    tenths: z.nullable(z.array(z.object({ ...GROUP, times: z.number() }))),
    area,
    months: z.array(z.object({ ...GROUP, area })),
    reliability: z.nullable(
      z.object({
        leads: count,
        error: z.number(),
        points: z.array(z.object({ foretold: z.number(), share, seen: count })),
      }),
    ),
    /** null: no leads have come in the last weeks */
    dial: z.nullable(
      z.object({
        /** calls a week that the cut-off is for */
        calls: count,
        cutOff: count,
        quarter,
        /** null: the version in force asks for no combined score */
        inForce: z.nullable(z.object({ cutOff: count, quarter })),
        /** the calls of the last weeks, had the dial been set so */
        lately: z.object({ weeks: count, called: count }),
        /**
         * the threshold in force makes more or fewer SQLs than the calls that it was set for; null:
         * it does not, or nobody said how many calls
         */
        drift: z.nullable(z.object({ weeks: count, sqls: count, calls: count, score: count })),
        mayEdit: z.boolean(),
      }),
    ),
    inflation: z.nullable(z.object({ before: quarterly, now: quarterly })),
    /** address of all leads as a table, which works for a few hours */
    table: z.string(),
  }),
]);
export type CheckView = z.infer<typeof checkView>;
export type CheckSeen = Extract<CheckView, { readonly state: 'ok' }>;
export type GroupSeen = z.infer<typeof group>;

export const checkActions = {
  /** a draft with the cut-off for so many calls a week */
  draft: z.object({ calls: z.int().check(z.gte(1), z.lte(MOST_CALLS)) }),
} as const;
export type CheckBody<A extends keyof typeof checkActions> = z.infer<(typeof checkActions)[A]>;
