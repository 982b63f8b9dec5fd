import * as z from 'zod/mini';
import { LOOK_BACK_ACTIONS } from './look-back-contract.ts';
import { conflict, draftKey, modelChange, place, seenModel } from './part-contract.ts';

/*
 * Actions on the model, and the server's answers. A change is one choice of a person; the server
 * writes it into the draft.
 */

const count = z.int().check(z.gte(0));
const sentences = z.array(z.string());
const names = z.array(z.object({ name: z.string(), contacts: count }));
const side = z.enum(['marketing', 'sales']);
const choices = z.array(z.object({ value: z.string(), label: z.string() }));

/** For whom a version is tried: per cent of the contacts that come from now on, and whose. */
const rampWish = z.object({
  share: z.number().check(z.gte(0), z.lte(100)),
  owners: z.array(z.string()).check(z.maxLength(1_000)),
});
export type RampWish = z.infer<typeof rampWish>;

const which = z.union([
  /** `ramp` absent: it is to hold for all */
  z.object({ draftId: z.string(), ramp: z.optional(rampWish) }),
  z.object({ backTo: z.int() }),
  /** the version on trial, for others than now; null: for all */
  z.object({ trial: z.int(), ramp: z.nullable(rampWish) }),
]);
export type PlanWish = z.infer<typeof which>;

const settled = z.object({ edit: z.int(), holds: z.enum(['mine', 'theirs']) });

const wallTime = z.object({
  day: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
  time: z.string().check(z.regex(/^\d\d:\d\d$/)),
});

/** What people do with a model, and the bodies that the server takes. */
export const MODEL_ACTIONS = {
  change: z.object({
    seen: seenModel,
    changes: z.array(modelChange).check(z.minLength(1)),
    /** whose change holds where a colleague changed the same; the person has seen both */
    settled: z.optional(settled),
  }),
  discard: draftKey,
  /** marks the draft as ready to be signed */
  review: draftKey,
  sign: z.object({ draftId: z.string(), hash: z.string(), side: side }),
  /** counts the contacts of a condition */
  count: z.object({ when: z.json() }),
  /** the values of a property */
  values: z.object({ field: z.string() }),
  /** the forms and pages that contacts used */
  names: z.object({}),
  /** public holidays of a place; without a country: of the one that the account is in */
  holidays: z.object({ country: z.nullable(z.string()), region: z.nullable(z.string()), language: z.string() }),
  /** compares everybody by the draft, or by an earlier version, with the version in force */
  compare: which,
  /** one contact by a plan, or by the draft as it is now, and by the version in force */
  explain: z.union([
    z.object({ planId: z.string(), contactId: z.int() }),
    z.object({ draftId: z.string(), contactId: z.int() }),
  ]),
  /** contacts by name or address */
  find: z.object({ text: z.string().check(z.minLength(2), z.maxLength(200)) }),
  /** takes what the version in force changed into a draft that was begun before it */
  rebase: z.object({ draftId: z.string(), settled: z.optional(settled) }),
  /** `at`: not now, but when clocks in the account show this */
  publish: z.object({ fingerprint: z.string(), note: z.string(), at: z.optional(wallTime) }),
  /** gives up a publication that waits for its instant */
  drop: z.object({ fingerprint: z.string() }),
  /** stops the roll-out of a version, or lets it go on */
  pause: z.object({ version: z.int(), paused: z.boolean() }),
  ...LOOK_BACK_ACTIONS,
} as const;
export type ModelAction = keyof typeof MODEL_ACTIONS;
export type ModelBody<A extends ModelAction> = z.infer<(typeof MODEL_ACTIONS)[A]>;

const line = z.object({ label: z.string(), before: z.nullable(z.number()), after: z.nullable(z.number()) });

/** What became of an action. */
/** What a model says of a contact; from an older server only the first two. */
const explainedSide = z.object({
  score: z.number(),
  grade: z.string(),
  track: z.optional(z.string()),
  /** the track that a hold-out leaves the contact out of; absent: none */
  leftOut: z.optional(z.string()),
  /** why it must not be written to; empty: it may */
  doNotContact: z.optional(sentences),
});
export type ExplainedSide = z.infer<typeof explainedSide>;

export const modelDone = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done') }),
  z.object({
    outcome: z.literal('counted'),
    contacts: count,
    of: count,
    sentence: z.string(),
    isEstimate: z.boolean(),
  }),
  z.object({
    outcome: z.literal('values'),
    /** as HubSpot calls it; null: unknown */
    type: z.nullable(z.string()),
    options: z.array(z.object({ value: z.string(), label: z.string() })),
    /** the most frequent first */
    seen: z.array(z.object({ value: z.string(), label: z.string(), contacts: count })),
    /** false: Ripen reads it once a version that asks for it is published */
    isRead: z.boolean(),
  }),
  z.object({
    outcome: z.literal('names'),
    /** those that most contacts used first */
    forms: names,
    pages: names,
    /** false: forms that nobody used yet are not among them; absent: an older server */
    formsAreRead: z.optional(z.boolean()),
    /** false: they are still being counted */
    isDone: z.boolean(),
  }),
  z.object({
    outcome: z.literal('holidays'),
    country: z.nullable(z.string()),
    region: z.nullable(z.string()),
    countries: choices,
    /** none: the whole country has the same */
    regions: choices,
    /** of this year and the next two, in their order */
    days: z.array(z.object({ day: z.string(), name: z.string() })),
  }),
  z.object({ outcome: z.literal('begun'), planId: z.string() }),
  z.object({
    outcome: z.literal('explained'),
    before: explainedSide,
    after: explainedSide,
    lines: z.array(line),
    /** when either changes if nothing happens; null: never; absent: an older server */
    changesAt: z.optional(z.object({ before: z.nullable(z.int()), after: z.nullable(z.int()) })),
  }),
  z.object({
    outcome: z.literal('found'),
    contacts: z.array(z.object({ id: z.int(), url: z.string(), name: z.nullable(z.string()), company: z.string() })),
  }),
  z.object({ outcome: z.literal('published'), version: z.int(), movers: count }),
  z.object({ outcome: z.literal('scheduled'), at: z.int() }),
  /** nothing was done: the sentences say why */
  z.object({
    outcome: z.literal('refused'),
    sentences,
    places: z.optional(z.array(place)),
    planId: z.optional(z.string()),
  }),
  /** nothing was saved: a colleague changed the same meanwhile */
  z.object({ outcome: z.literal('conflict'), by: z.string(), edit: z.int(), conflicts: z.array(conflict) }),
]);
export type ModelDone = z.infer<typeof modelDone>;

/** A version that holds for a part of the contacts; `owners`: by name. */
const ramp = z.object({ from: z.int(), share: z.number(), owners: sentences });
export type RampSeen = z.infer<typeof ramp>;

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
    /** of the account */
    timeZone: z.string(),
    /** for whom it is to hold; absent: for all */
    ramp: z.optional(ramp),
    /** it is of the version on trial itself; absent: it is not */
    ofVersion: z.optional(z.int()),
    /** how the draft has changed since; absent: it has not */
    edited: z.optional(z.object({ by: z.string(), at: z.int(), differences: sentences })),
    differences: sentences,
    /** properties that Ripen has not read so far, so they count as unknown; absent: none */
    unread: z.optional(sentences),
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

/** What a plan would ask of sales: new SQLs a week, against what was answered in time. */
export const loadView = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('done'),
    /** how many weeks the figures are of */
    weeks: z.number(),
    /** on so many of these days Ripen watched the answers */
    watchedDays: count,
    /** who would get more than they answer comes first */
    rows: z.array(
      z.object({
        /** null: nobody's */
        who: z.nullable(z.string()),
        isTeam: z.boolean(),
        /** new SQLs on the day of publishing */
        atOnce: count,
        /** a week, by the model in force and by the draft */
        before: z.number(),
        after: z.number(),
        /** a week, within the deadline; null: too little is known */
        answered: z.nullable(z.number()),
      }),
    ),
  }),
  z.object({ state: z.enum(['running', 'none']) }),
]);
export type LoadView = z.infer<typeof loadView>;

/** What is published at an instant, or was refused then. */
const publication = z.object({
  fingerprint: z.string(),
  at: z.int(),
  by: z.string(),
  note: z.string(),
  differences: sentences,
  movers: z.nullable(count),
  /** why it was not published, and the comparison that was made then; null: it waits */
  refused: z.nullable(z.object({ sentences, planId: z.nullable(z.string()) })),
});
export type PublicationSeen = z.infer<typeof publication>;

/** How far a new version has come to the contacts. */
const rollout = z.object({
  version: z.int(),
  startedAt: z.int(),
  /** null: it goes on; `by` null: nobody who is known */
  paused: z.nullable(z.object({ by: z.nullable(z.string()), at: z.nullable(z.int()) })),
  /** contacts that move: they come first */
  movers: z.object({ done: count, of: count }),
  contacts: z.object({ done: count, of: count }),
  /** to HubSpot, about; null: it was published without a plan */
  calls: z.nullable(z.object({ done: count, of: count })),
  /** when it will be done, at the pace so far; null: not known */
  doneAt: z.nullable(z.int()),
});
export type RolloutSeen = z.infer<typeof rollout>;

export const versionsView = z.object({
  /** absent: an older server */
  mayEdit: z.optional(z.boolean()),
  /** of the account; absent: an older server */
  timeZone: z.optional(z.string()),
  /** absent: nothing is to be published */
  publication: z.optional(publication),
  /** absent: the version in force has come to all contacts */
  rollout: z.optional(rollout),
  /** the version in force holds for a part of the contacts; absent: for all */
  trial: z.optional(
    z.object({
      ...{ version: z.int(), since: z.int(), ramp, owners: z.array(z.string()) },
      /** contacts that it judges */
      contacts: z.object({ done: count, of: count }),
    }),
  ),
  /** who can be chosen for a trial; absent: an older server */
  owners: z.optional(z.array(z.object({ id: z.string(), name: z.string() }))),
  teams: z.optional(z.array(z.object({ name: z.string(), owners: z.array(z.string()) }))),
  /** of the open drafts, the newest first; absent: none, or an older server */
  edits: z.optional(z.array(z.object({ by: z.string(), at: z.int(), differences: sentences }))),
  versions: z.array(
    z.object({
      version: z.int(),
      at: z.int(),
      by: z.nullable(z.string()),
      note: z.string(),
      backTo: z.nullable(z.int()),
      inForce: z.boolean(),
      /** absent: it holds for all */
      ramp: z.optional(ramp),
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
  signatures: z.array(z.object({ side: side, by: z.string() })),
  /** signatures that an edit voided; absent: an older server */
  voided: z.optional(z.array(z.object({ side, by: z.string(), editor: z.string(), at: z.int() }))),
  /** another version came since it was begun, and what publishing it as it is would undo */
  behind: z.optional(z.object({ version: z.int(), by: z.string(), at: z.int(), undoes: sentences })),
});
