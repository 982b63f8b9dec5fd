import { z } from 'zod';
import { SEGMENT_KINDS } from './segment-lists.ts';

/** The first reading of a portal, stored with the contacts that it has read: a restart goes on. */
const backfill = z
  .object({
    /** HubSpot's cursor; null before the first page */
    after: z.string().nullable(),
    read: z.number(),
    /** contacts in the portal when it began, for an estimate; null before HubSpot said */
    total: z.number().nullable(),
    /** ms since 1970, as every instant here */
    startedAt: z.number(),
    finishedAt: z.number().nullable(),
  })
  .readonly();

/** How far a sweep has come; between two sweeps `startedAt` is null. */
const sweep = z
  .object({
    startedAt: z.number().nullable(),
    /** when the one before began */
    lastAt: z.number().nullable(),
    /** HubSpot's cursor, and the last id before it */
    after: z.string().nullable(),
    lastId: z.number(),
    read: z.number(),
    /** contacts that are to be read again, and those that HubSpot did not list */
    differing: z.number(),
    absent: z.number(),
  })
  .readonly();

/** How far a new version of the model has been carried to the contacts. */
const rollout = z
  .object({
    version: z.number(),
    /** the plan whose movers come first; null: there is none */
    planId: z.string().nullable(),
    /** the last mover that was made due; null: none, or all of them were */
    mover: z.object({ rank: z.number(), contactId: z.number() }).nullable(),
    movers: z.number(),
    /** the last of all contacts that was made due after them; null: the movers are not done */
    after: z.number().nullable(),
    /** contacts that were made due, of how many */
    done: z.number(),
    total: z.number(),
    startedAt: z.number(),
    paused: z.boolean(),
    /** who stopped it last; absent: nobody, or nobody who is known */
    pausedBy: z.object({ name: z.string(), at: z.number() }).readonly().nullable().optional(),
    /** when it last went on, and how far it was then; absent: it has gone on since it began */
    resumed: z.object({ at: z.number(), done: z.number() }).readonly().optional(),
  })
  .readonly();

/** A plan that is to be published at an instant. */
const publication = z
  .object({
    fingerprint: z.string(),
    by: z.object({ userId: z.number().nullable(), name: z.string() }).readonly(),
    note: z.string(),
    at: z.number(),
    /** so many contacts may move otherwise by then, in per cent of the movers */
    tolerance: z.number(),
    /** why it was not published then, and the plan that was made then; null: it waits */
    refused: z
      .object({ sentences: z.array(z.string()).readonly(), planId: z.string().nullable(), at: z.number() })
      .readonly()
      .nullable(),
  })
  .readonly();

/** Learning from the past: how much of it is read. */
const learning = z
  .object({
    learningId: z.string(),
    /** the last contact whose past was read, the newest ones first; null: none yet */
    below: z.number().nullable(),
    /** calls made so far */
    calls: z.number(),
    /** the past is read, or its calls are used up */
    isRead: z.boolean(),
  })
  .readonly();

/** Lists by segment that an administrator asked for. */
const segmentLists = z
  .object({
    /** the ids of those that were made, by value; a kind that is absent was not asked for */
    kinds: z.partialRecord(z.enum(SEGMENT_KINDS), z.record(z.string(), z.string())),
    /** what stood in the way, in sentences; null: Ripen has not looked yet */
    problems: z.array(z.string()).readonly().nullable(),
  })
  .readonly();

/** Histories that somebody wants to look back with. */
const histories = z
  .object({
    /** calls that may still be made for them */
    callsLeft: z.number(),
    /** contacts whose histories were read */
    read: z.number(),
    /** whose histories are wanted */
    properties: z
      .object({ contact: z.array(z.string()).readonly(), company: z.array(z.string()).readonly() })
      .readonly(),
  })
  .readonly();

/** A portal has one job of such a kind. */
const single = z.literal('');
/** The id of the company or deal that changed. */
const recordId = z.string();

/**
 * Work of a portal that is not one contact. A portal has at most one job of each kind and key. The
 * kinds stand in the order in which they are worked on: nothing can be written before the account
 * is provisioned, and merges go before what they change.
 */
export const jobCodec = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('provision'), key: single, payload: z.object({ tries: z.number() }).nullable() }),
  z.object({
    kind: z.literal('merge'),
    /** names all that is merged, so that another merge into the same contact is another job */
    key: z.string(),
    payload: z.object({ into: z.number(), from: z.array(z.number()).readonly() }),
  }),
  z.object({ kind: z.literal('deal'), key: recordId, payload: z.object({}) }),
  z.object({ kind: z.literal('company'), key: recordId, payload: z.object({}) }),
  z.object({ kind: z.literal('publish'), key: single, payload: publication }),
  z.object({ kind: z.literal('rollout'), key: single, payload: rollout }),
  z.object({ kind: z.literal('backfill'), key: single, payload: backfill }),
  z.object({ kind: z.literal('sweep'), key: single, payload: sweep }),
  z.object({ kind: z.literal('reconcile'), key: single, payload: z.object({ since: z.number() }) }),
  z.object({ kind: z.literal('tasks'), key: single, payload: z.null() }),
  z.object({ kind: z.literal('segment_lists'), key: single, payload: segmentLists }),
  z.object({ kind: z.literal('chances'), key: single, payload: z.null() }),
  z.object({ kind: z.literal('learn'), key: single, payload: learning }),
  z.object({ kind: z.literal('histories'), key: single, payload: histories }),
]);

export type Job = z.infer<typeof jobCodec>;
export type JobKind = Job['kind'];
export type JobOf<Kind extends JobKind> = Extract<Job, { readonly kind: Kind }>;
export type PayloadOf<Kind extends JobKind> = JobOf<Kind>['payload'];

export type LearningProgress = PayloadOf<'learn'>;
export type BackfillProgress = PayloadOf<'backfill'>;
export type Publication = PayloadOf<'publish'>;
export type RolloutProgress = PayloadOf<'rollout'>;
export type SweepProgress = PayloadOf<'sweep'>;

export const JOB_KINDS: readonly JobKind[] = jobCodec.options.map(({ shape }) => shape.kind.value);

/** The one kind that is worked on before a portal is active. */
export const SET_UP = 'provision' satisfies JobKind;
