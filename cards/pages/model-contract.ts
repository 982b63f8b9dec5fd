import * as z from 'zod/mini';

/*
 * Changing the model: what the page asks for, and what the server answers. A change is one thing
 * that a person chose; the server writes it into the draft.
 */

const count = z.int().check(z.gte(0));
const sentences = z.array(z.string());

/** A condition as it is built by choosing: parts, one level deep. */
export const CONDITION_OPERATORS = ['is', 'contains', 'at_least', 'below', 'known', 'unknown', 'within_days'] as const;
const builtCondition = z.object({
  join: z.enum(['all', 'any']),
  parts: z
    .array(
      z.object({
        field: z.string(),
        operator: z.enum(CONDITION_OPERATORS),
        /** one value, or several with commas between them; empty where the operator needs none */
        value: z.string(),
        /** holds where the rest does not */
        not: z.boolean(),
      }),
    )
    .check(z.minLength(1), z.maxLength(10)),
});
export type BuiltCondition = z.infer<typeof builtCondition>;

const modelChange = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('rule'),
    id: z.string(),
    points: z.optional(z.number()),
    /** null: never */
    halfLifeDays: z.optional(z.nullable(z.number())),
  }),
  z.object({ what: z.literal('delete'), id: z.string() }),
  z.object({ what: z.literal('move'), id: z.string(), by: z.union([z.literal(-1), z.literal(1)]) }),
  z.object({ what: z.literal('group'), id: z.string(), cap: z.number() }),
  z.object({
    what: z.literal('gate'),
    level: z.enum(['mql', 'sql']),
    way: z.enum(['enter', 'leave']),
    score: z.enum(['combined', 'explicit', 'implicit']),
    points: z.number(),
  }),
  z.object({ what: z.literal('grade'), of: z.enum(['fit', 'interest']), at: z.int(), from: z.number() }),
  z.object({
    what: z.literal('add'),
    label: z.string(),
    group: z.string(),
    points: z.number(),
    when: builtCondition,
  }),
]);
export type ModelChange = z.infer<typeof modelChange>;

/** A draft, and the edit of it that a person looks at. */
const draftKey = z.object({ draftId: z.string(), edit: z.int() });
const which = z.union([z.object({ draftId: z.string() }), z.object({ backTo: z.int() })]);
export type PlanWish = z.infer<typeof which>;

/** What people do with a model, and the bodies that the server takes. */
export const MODEL_ACTIONS = {
  change: z.object({ draft: z.nullable(draftKey), changes: z.array(modelChange).check(z.minLength(1)) }),
  discard: draftKey,
  /** says that it can be signed */
  review: draftKey,
  sign: z.object({ draftId: z.string(), hash: z.string(), side: z.enum(['marketing', 'sales']) }),
  /** for how many contacts a condition holds */
  count: z.object({ when: builtCondition }),
  /** compares everybody by the draft, or by an earlier version, with the version in force */
  compare: which,
  explain: z.object({ planId: z.string(), contactId: z.int() }),
  publish: z.object({ fingerprint: z.string(), note: z.string() }),
} as const;
export type ModelAction = keyof typeof MODEL_ACTIONS;
export type ModelBody<A extends ModelAction> = z.infer<(typeof MODEL_ACTIONS)[A]>;

const line = z.object({ label: z.string(), before: z.nullable(z.number()), after: z.nullable(z.number()) });

/** What became of it. */
export const modelDone = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done') }),
  z.object({
    outcome: z.literal('counted'),
    contacts: count,
    of: count,
    sentence: z.string(),
    isEstimate: z.boolean(),
  }),
  z.object({ outcome: z.literal('begun'), planId: z.string() }),
  z.object({
    outcome: z.literal('explained'),
    before: z.object({ score: z.number(), grade: z.string() }),
    after: z.object({ score: z.number(), grade: z.string() }),
    lines: z.array(line),
  }),
  z.object({ outcome: z.literal('published'), version: z.int(), movers: count }),
  /** nothing was done: the sentences say why */
  z.object({ outcome: z.literal('refused'), sentences, planId: z.optional(z.string()) }),
]);
export type ModelDone = z.infer<typeof modelDone>;

const estimate = z.object({ low: count, likely: count, high: count });
const row = z.object({ from: z.string(), to: z.string(), contacts: count });

/** A comparison of everybody, while it is made and afterwards. */
export const planView = z.discriminatedUnion('state', [
  z.object({
    state: z.enum(['running', 'done', 'cancelled', 'failed']),
    planId: z.string(),
    backTo: z.nullable(z.int()),
    judged: count,
    total: count,
    /** of a random part; absent: not yet, or the base is small */
    estimate: z.optional(z.object({ sample: count, movers: estimate, newSqls: estimate })),
    /** as far as was counted */
    counts: z.optional(
      z.object({
        movers: count,
        pointsOnly: count,
        newSqls: count,
        lostSqls: count,
        answersToday: count,
        emailsBefore: count,
        emailsAfter: count,
        calls: count,
        minutes: z.number(),
        qualification: z.array(row),
        grade: z.array(row),
        track: z.array(row),
        owners: z.array(z.object({ owner: z.string(), movers: count, newSqls: count, lostSqls: count })),
      }),
    ),
    fingerprint: z.nullable(z.string()),
    differences: sentences,
    /** some of them, those that matter most first */
    movers: z.array(
      z.object({
        id: z.int(),
        url: z.string(),
        name: z.nullable(z.string()),
        owner: z.nullable(z.string()),
        changes: sentences,
      }),
    ),
  }),
  z.object({ state: z.literal('none') }),
]);
export type PlanView = z.infer<typeof planView>;
export type PlanSeen = Exclude<PlanView, { readonly state: 'none' }>;

export const versionsView = z.object({
  versions: z.array(
    z.object({
      version: z.int(),
      at: z.int(),
      by: z.nullable(z.string()),
      note: z.string(),
      backTo: z.nullable(z.int()),
      inForce: z.boolean(),
      differences: sentences,
      moved: z.nullable(z.object({ movers: count, newSqls: count, lostSqls: count })),
    }),
  ),
});
export type VersionsView = z.infer<typeof versionsView>;

export const draftSeen = z.object({
  draftId: z.string(),
  edit: z.int(),
  hash: z.string(),
  isReviewed: z.boolean(),
  authors: sentences,
  /** whether whoever asks has edited it: then somebody else signs */
  isMine: z.boolean(),
  differences: sentences,
  warnings: z.array(z.object({ rule: z.nullable(z.string()), sentence: z.string() })),
  signatures: z.array(z.object({ side: z.enum(['marketing', 'sales']), by: z.string() })),
});
