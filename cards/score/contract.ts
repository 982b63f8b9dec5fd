import * as z from 'zod/mini';

/*
 * What the server says of one contact, and what a rep may ask of it: the one place where the cards and the server agree.
 * It lives in the cards' package because HubSpot builds that folder alone; the server, which has the whole tree, reads it
 * from here. Instants are ms since 1970 UTC.
 *
 * Views are read tolerantly (a field that a card does not know is left out), since a new server may meet an older card that
 * HubSpot still serves; what a browser sends is read strictly.
 */

const instant = z.int();
const score = z.int().check(z.gte(0), z.lte(100));
const nullable = z.nullable;

export const BANT_QUESTIONS = ['budget', 'authority', 'need', 'timeline'] as const;
export const BANT_ANSWERS = ['unknown', 'no', 'partly', 'yes'] as const;
export type BantQuestion = (typeof BANT_QUESTIONS)[number];
export type BantAnswer = (typeof BANT_ANSWERS)[number];

/** Signed whole points. */
const reason = z.object({ label: z.string(), points: z.int() });

const kindOfScore = z.object({
  points: score,
  /** how much of the whole score this one makes up, in per cent */
  share: score,
  /** the strongest first */
  reasons: z.array(reason),
  /** all the others, limits and rounding included: `reasons` and these points together are `points`, exactly */
  more: z.object({ count: z.int(), points: z.int() }),
});

const bantAnswer = z.object({
  answer: z.enum(BANT_ANSWERS),
  /** false: the account keeps this answer in a property of its own, which may not take our four words */
  editable: z.boolean(),
});

const card = {
  now: instant,
  scoredAt: instant,
  /** a new evaluation is on its way: ask again in a moment */
  updating: z.boolean(),
  score,
  /** fit letter A–D by interest number 1–4 */
  grade: z.string().check(z.regex(/^[A-D][1-4]$/)),
  explicit: kindOfScore,
  implicit: kindOfScore,
  relation: z.enum(['prospect', 'opportunity', 'customer', 'other']),
  qualification: z.object({ is: z.enum(['unqualified', 'mql', 'sql']), since: instant }),
  segment: nullable(
    z.object({
      is: z.enum(['closed_lost', 'dormant_sql', 'dormant_mql', 'dormant_unqualified']),
      since: nullable(instant),
    }),
  ),
  track: z.enum([
    'none',
    'mql_nurture',
    'sales_ready',
    'dormant_sql',
    'dormant_mql',
    'closed_lost_review',
    'no_correspondence',
    'customer',
  ]),
  next: z.object({
    touch: nullable(z.object({ kind: z.enum(['email', 'manual']), at: instant, task: nullable(z.string()) })),
    hasOwner: z.boolean(),
    snoozedUntil: nullable(instant),
  }),
  /** sentences: why the person must not get correspondence; empty when they may */
  doNotContact: z.array(z.string()),
  handedBack: nullable(z.object({ at: instant, reason: nullable(z.string()) })),
  bant: z.object({ budget: bantAnswer, authority: bantAnswer, need: bantAnswer, timeline: bantAnswer }),
  persona: nullable(z.object({ label: z.string(), match: score })),
  journeyStage: nullable(z.enum(['awareness', 'consideration', 'decision'])),
  productInterest: nullable(z.string()),
  /** oldest first, at most 60; `cause`: what made the score jump there */
  history: z.array(z.object({ at: instant, score, cause: nullable(z.string()) })).check(z.maxLength(60)),
  may: z.object({ handToSales: z.boolean(), handBack: z.boolean() }),
};

export const scoreView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ok'), ...card }),
  /** the last score is shown, though it could not be brought up to date since then */
  z.object({ state: z.literal('stale'), staleSince: instant, ...card }),
  /** known, never evaluated yet; `stuckSince`: it was tried in vain */
  z.object({ state: z.literal('scoring'), stuckSince: nullable(instant) }),
  z.object({ state: z.literal('not_set_up') }),
  z.object({ state: z.literal('not_found') }),
]);

export type ScoreView = z.infer<typeof scoreView>;
/** The views that have a score. */
export type ScoredView = Extract<ScoreView, { readonly score: number }>;
export type KindOfScore = z.infer<typeof kindOfScore>;

/** Characters of a reason. */
export const LONGEST_REASON = 500;
const text = z.string().check(z.trim(), z.maxLength(LONGEST_REASON));
const answer = z.optional(z.enum(BANT_ANSWERS));

/** The longest a contact can be put to sleep in one go. */
export const LONGEST_SNOOZE_DAYS = 365;

/** Bodies of `POST /cards/score/{action}`, by action; one that is none of these is refused. */
export const ACTION_BODIES = {
  recalculate: z.strictObject({}),
  bant: z.strictObject({ budget: answer, authority: answer, need: answer, timeline: answer }),
  'hand-to-sales': z.strictObject({ reason: z.optional(text) }),
  'hand-back': z.strictObject({ reason: text.check(z.minLength(1)) }),
  /** null: wake the contact up */
  snooze: z.strictObject({ days: nullable(z.int().check(z.gte(1), z.lte(LONGEST_SNOOZE_DAYS))) }),
} as const;

export type ActionName = keyof typeof ACTION_BODIES;
export type ActionBody<Name extends ActionName> = z.infer<(typeof ACTION_BODIES)[Name]>;

/** Every answer of the server: what became of the request, and what there is to see since. A mere look is `seen`. */
export const cardAnswer = z.object({ outcome: z.enum(['seen', 'noted', 'not_possible']), view: scoreView });
export type CardAnswer = z.infer<typeof cardAnswer>;
