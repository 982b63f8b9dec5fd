import * as z from 'zod/mini';

/* Hold-outs: what nurture tracks achieve. Instants are ms since 1970 UTC. */

const count = z.int().check(z.gte(0));
const group = z.object({ seen: count, sql: count, customer: count });
/** null: too few for an interval */
const difference = z.nullable(z.object({ is: z.number(), low: z.number(), high: z.number() }));

const track = z.object({
  track: z.enum(['mql_nurture', 'dormant_mql', 'dormant_sql']),
  /** the outcome that decides */
  outcome: z.enum(['sql', 'customer']),
  /** the share that the version in force leaves out, in per cent */
  share: z.number(),
  /** how many enter in a month; null: not known yet */
  aMonth: z.nullable(count),
  base: z.object({ seen: count, won: count }),
  /** `months` null: too many, or not known */
  plan: z.array(
    z.object({ share: z.number(), lifts: z.array(z.object({ lift: z.number(), months: z.nullable(count) })) }),
  ),
  /** the last one; null: there was none */
  holdOut: z.nullable(
    z.object({
      since: z.int(),
      until: z.nullable(z.int()),
      /** null: it lasts */
      ended: z.nullable(z.enum(['changed', 'harm'])),
      share: z.number(),
      treated: group,
      leftOut: group,
      verdict: z.enum(['too_few', 'open', 'helps', 'hurts']),
      difference,
      wins: difference,
      /** the groups are not as large as they should be */
      isOff: z.boolean(),
    }),
  ),
});

export const holdOutsView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not_set_up') }),
  z.object({ state: z.literal('ok'), now: z.int(), windowDays: z.int(), tracks: z.array(track) }),
]);
export type HoldOutsView = z.infer<typeof holdOutsView>;
export type TrackHeld = Extract<HoldOutsView, { readonly state: 'ok' }>['tracks'][number];
