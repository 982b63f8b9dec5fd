import * as z from 'zod/mini';
import { BANT_ANSWERS, DEED, HAND_BACK_KINDS } from './shared/deeds.ts';

/*
 * What the server says of one contact, and what a rep may ask of it: the one place where the cards
 * and the server agree. It lives in the cards' package because HubSpot builds that folder alone;
 * the server, which has the whole tree, reads it from here. Instants are ms since 1970 UTC.
 *
 * Views are read tolerantly (a field that a card does not know is left out), since a new server may
 * meet an older card that HubSpot still serves; what a browser sends is read strictly.
 */

const instant = z.int();
const score = z.int().check(z.gte(0), z.lte(100));
const nullable = z.nullable;

/**
 * Signed whole points. `when`: from the first to the last time that it happened; null: nobody knows
 * when.
 */
const reason = z.object({
  label: z.string(),
  points: z.int(),
  when: nullable(z.object({ first: instant, last: instant, times: z.int() })),
});

/**
 * A cap or floor that changed the sum of a group of rules, or of the whole score (`group` null).
 */
const limit = z.object({
  group: nullable(z.string()),
  is: z.enum(['most', 'least']),
  bound: z.int(),
  points: z.int(),
});

const kindOfScore = z.object({
  points: score,
  /** how much of the whole score this one makes up, in per cent */
  share: score,
  /** the strongest first */
  reasons: z.array(reason),
  /** all the other rules */
  more: z.object({ count: z.int(), points: z.int() }),
  limits: z.array(limit),
  /** what rounding adds: with `reasons`, `more` and `limits` it makes `points`, exactly */
  rounding: z.int(),
});

/** `at` null: the sentence itself says when, or nobody knows */
const evidence = z.array(z.object({ what: z.string(), at: nullable(instant) }));

const bantAnswer = z.object({
  answer: z.enum(BANT_ANSWERS),
  /** where the answer comes from; null: there is none, or its source was not recorded */
  source: nullable(z.enum(['form', 'survey', 'rep', 'workflow', 'crm'])),
  /** when it was given, or first seen */
  at: nullable(instant),
  /** who gave it on a card; null: nobody, or it is not known who */
  by: nullable(z.string()),
  /** it is too old to count */
  askAgain: z.boolean(),
  /** false: the account keeps this answer in a property of its own, which may not take our words */
  editable: z.boolean(),
});

/** What somebody did with the contact on its card. */
const deed = z.object({
  ...DEED,
  /** the one who reads the card did it */
  own: z.boolean(),
});
export type ShownDeed = z.infer<typeof deed>;

const qualification = z.enum(['unqualified', 'mql', 'sql']);

const card = {
  now: instant,
  scoredAt: instant,
  /** a new evaluation is on its way: ask again in a moment */
  updating: z.boolean(),
  /** the last thing that the person did; null: nothing yet */
  lastActivity: nullable(z.object({ label: z.string(), at: instant })),
  score,
  /** fit letter A–D by interest number 1–4 */
  grade: z.string().check(z.regex(/^[A-D][1-4]$/)),
  explicit: kindOfScore,
  implicit: kindOfScore,
  relation: z.enum(['prospect', 'opportunity', 'customer', 'other']),
  qualification: z.object({ is: qualification, since: instant }),
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
  /** the track that the contact is left out of on purpose; absent: none */
  leftOut: z.optional(z.enum(['mql_nurture', 'dormant_sql', 'dormant_mql'])),
  next: z.object({
    touch: nullable(z.object({ kind: z.enum(['email', 'manual']), at: instant, task: nullable(z.string()) })),
    /** who owns the contact, by name */
    owner: nullable(z.string()),
    snoozedUntil: nullable(instant),
    snoozedBy: nullable(z.string()),
  }),
  /** sentences: why the person must not get correspondence; empty when they may */
  doNotContact: z.array(z.string()),
  /** the answer that sales owes, and by when; null: none */
  response: nullable(
    z.object({
      dueAt: instant,
      escalateAt: instant,
      answeredAt: nullable(instant),
      /** why an answer is owed; `label` null: no single activity is the cause */
      why: z.object({
        is: z.enum(['became_sql', 'hand_raise', 'lost_deal_woke', 'sql_woke', 'mql_woke']),
        label: nullable(z.string()),
        at: instant,
      }),
    }),
  ),
  /** why the contact is worth a look by sales before the score says so; null: it is not */
  ready: nullable(z.string()),
  handedBack: nullable(
    z.object({
      at: instant,
      by: nullable(z.string()),
      kind: nullable(z.enum(HAND_BACK_KINDS)),
      reason: nullable(z.string()),
    }),
  ),
  /** who made the contact sales qualified; null: its score did, or the contact is not an SQL */
  handedOver: nullable(z.object({ at: instant, by: nullable(z.string()), reason: nullable(z.string()) })),
  bant: z.object({ budget: bantAnswer, authority: bantAnswer, need: bantAnswer, timeline: bantAnswer }),
  /** `match`: the weights of the attributes that hold, in per cent of all */
  persona: nullable(
    z.object({
      label: z.string(),
      match: score,
      attributes: z.array(z.object({ label: z.string(), weight: z.number(), holds: z.boolean() })),
    }),
  ),
  /** the stage and its evidence as sentences, the newest first */
  journey: nullable(z.object({ stage: z.enum(['awareness', 'consideration', 'decision']), evidence })),
  product: nullable(z.object({ label: z.string(), evidence })),
  /** how well the contact knows the brand; absent: an older server */
  awareness: z.optional(z.object({ degree: z.enum(['none', 'low', 'medium', 'high']), days: z.int(), ways: z.int() })),
  /** by whose clock e-mail falls due; `timeZone` null: the account's; absent: an older server */
  clock: z.optional(
    z.object({
      from: z.enum(['contact', 'country', 'account']),
      timeZone: nullable(z.string()),
      /** of a country with several zones: by how much the last of them is ahead of `timeZone` */
      hoursAhead: z.optional(z.number()),
    }),
  ),
  /** `vouched`: a person has said that the data are right, whatever they look like */
  validity: z.object({
    is: z.enum(['valid', 'suspect', 'invalid']),
    reasons: z.array(z.string()),
    vouched: z.boolean(),
    vouchedBy: nullable(z.string()),
  }),
  /**
   * how many leads like this one buy; `little`: too few such leads are known; null: the contact is
   * no lead. `size`: people in the company; empty: unknown, null: any
   */
  chance: z.optional(
    nullable(
      z.union([
        z.literal('little'),
        z.object({
          /** null: only the count is told */
          chance: nullable(
            z.union([
              z.object({ is: z.literal('about'), of: z.int(), among: z.int() }),
              z.object({ is: z.literal('between'), low: z.int(), high: z.int() }),
              z.object({ is: z.literal('under'), among: z.int() }),
            ]),
          ),
          seen: z.int(),
          won: z.int(),
          from: z.int(),
          to: z.int(),
          size: nullable(z.string()),
          windowDays: z.int(),
        }),
      ]),
    ),
  ),
  /** always null: cards of earlier versions expect the field */
  conversion: z.optional(z.null()),
  /**
   * oldest first, at most 60; `cause`: what made the score jump there, `label` being a signal's
   * where one is known
   */
  history: z
    .array(
      z.object({
        at: instant,
        score,
        cause: nullable(z.object({ is: z.enum(['signal', 'activity', 'facts', 'faded']), label: z.string() })),
      }),
    )
    .check(z.maxLength(60)),
  /**
   * sentences: what a rule of the account forbids Ripen to write to this contact; absent: nothing
   */
  refused: z.optional(z.array(z.string())),
  /**
   * what has changed since the owner, or the reader, last looked; null: neither has looked before
   */
  news: nullable(
    z.object({
      since: instant,
      who: z.enum(['you', 'owner']),
      score: nullable(z.object({ from: score, to: score })),
      qualification: nullable(z.object({ from: qualification, to: qualification })),
      /** what the person did since then, the newest first */
      happened: z.array(z.object({ label: z.string(), times: z.int(), last: instant })),
    }),
  ),
  /** what people did with the contact on its card, the newest first */
  deeds: z.array(deed),
  may: z.object({ handToSales: z.boolean(), handBack: z.boolean() }),
};

export const scoreView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ok'), ...card }),
  /** the last score is shown, though it could not be brought up to date since then */
  z.object({ state: z.literal('stale'), staleSince: instant, ...card }),
  /** known, not evaluated yet; `stuckSince`: since when evaluations have failed */
  z.object({ state: z.literal('scoring'), stuckSince: nullable(instant) }),
  /** `problems`: sentences for an admin, where it is known what is missing */
  z.object({ state: z.literal('not_set_up'), problems: z.optional(z.array(z.string())) }),
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

/** The longest snooze that a rep can ask for at once. */
const LONGEST_SNOOZE_DAYS = 365;

/** Bodies of `POST /cards/score/{action}`, by action. The server refuses any other action. */
export const ACTION_BODIES = {
  recalculate: z.strictObject({}),
  bant: z.strictObject({ budget: answer, authority: answer, need: answer, timeline: answer }),
  'hand-to-sales': z.strictObject({ reason: z.optional(text) }),
  'hand-back': z
    .strictObject({ kind: z.enum(HAND_BACK_KINDS), reason: z.optional(text) })
    .check(z.refine(({ kind, reason }) => kind !== 'other' || Boolean(reason), 'expected words for another reason')),
  /** a person says that the data are right; false takes it back */
  vouch: z.strictObject({ right: z.boolean() }),
  /** null: wake the contact up */
  snooze: z.strictObject({ days: nullable(z.int().check(z.gte(1), z.lte(LONGEST_SNOOZE_DAYS))) }),
} as const;

export type ActionName = keyof typeof ACTION_BODIES;
export type ActionBody<Name extends ActionName> = z.infer<(typeof ACTION_BODIES)[Name]>;

/** Every answer of the server: the outcome, and the card after it. `seen`: it was only read. */
export const cardAnswer = z.object({ outcome: z.enum(['seen', 'noted', 'not_possible']), view: scoreView });
export type CardAnswer = z.infer<typeof cardAnswer>;
