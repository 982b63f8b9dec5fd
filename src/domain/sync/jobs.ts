import { z } from 'zod';
import { WEEK_LANGUAGES } from '../figures/week-words.ts';
import { LISTED_KINDS } from './segment-lists.ts';

/** Whether HubSpot's cursors go in a circle; absent: none was followed yet. */
const trail = z.object({ steps: z.number(), mark: z.string() }).readonly().optional();

/** Progress of the first reading of a portal. A restart continues it. */
const backfill = z
  .object({
    /** HubSpot's cursor; null before the first page */
    after: z.string().nullable(),
    trail,
    read: z.number(),
    /** contacts in the portal when it began, for an estimate; null: HubSpot has not told yet */
    total: z.number().nullable(),
    /** ms since 1970 UTC, like every instant here */
    startedAt: z.number(),
    finishedAt: z.number().nullable(),
  })
  .readonly();

/** Progress of a sweep; `startedAt` is null between two sweeps. */
const sweep = z
  .object({
    startedAt: z.number().nullable(),
    /** when the sweep before began */
    lastAt: z.number().nullable(),
    /** HubSpot's cursor, and the last id before it */
    after: z.string().nullable(),
    lastId: z.number(),
    trail,
    read: z.number(),
    /** contacts that Ripen must read again, and (`absent`) contacts that HubSpot did not list */
    differing: z.number(),
    absent: z.number(),
  })
  .readonly();

/** Progress of the roll-out of a new version of the model. */
const rollout = z
  .object({
    version: z.number(),
    /** the plan whose movers come first; null: there is none */
    planId: z.string().nullable(),
    /** the last mover that was made due; null: none yet, or all are */
    mover: z.object({ rank: z.number(), contactId: z.number() }).nullable(),
    movers: z.number(),
    /** after the movers: the last of all contacts that was made due; null: movers are not done */
    after: z.number().nullable(),
    /** contacts that were made due, of `total` */
    done: z.number(),
    total: z.number(),
    startedAt: z.number(),
    paused: z.boolean(),
    /** who paused it last; absent or null: nobody, or somebody unknown */
    pausedBy: z.object({ name: z.string(), at: z.number() }).readonly().nullable().optional(),
    /** when somebody last resumed it, and how far it was then; absent: nobody ever paused it */
    resumed: z.object({ at: z.number(), done: z.number() }).readonly().optional(),
  })
  .readonly();

/** A plan that Ripen is to publish at an instant. */
const publication = z
  .object({
    fingerprint: z.string(),
    by: z.object({ userId: z.number().nullable(), name: z.string() }).readonly(),
    note: z.string(),
    at: z.number(),
    /** so many contacts may move differently by then, in per cent of the movers */
    tolerance: z.number(),
    /** why Ripen did not publish the plan, and the plan that it made instead; null: it waits */
    refused: z
      .object({ sentences: z.array(z.string()).readonly(), planId: z.string().nullable(), at: z.number() })
      .readonly()
      .nullable(),
  })
  .readonly();

/** Progress of reading the past, to learn from it. */
const learning = z
  .object({
    learningId: z.string(),
    /** the last contact whose past was read, in falling order of ids; null: none yet */
    below: z.number().nullable(),
    /** calls made so far */
    calls: z.number(),
    /** all of the past is read, or the budget of calls is used up */
    isRead: z.boolean(),
  })
  .readonly();

/** Lists by segment that an admin asked for. */
const segmentLists = z
  .object({
    /** ids of the lists that Ripen made, by value; nobody asked for a kind that is absent */
    kinds: z.partialRecord(z.enum(LISTED_KINDS), z.record(z.string(), z.string())),
    /** what hindered Ripen, in sentences; null: it has not tried yet */
    problems: z.array(z.string()).readonly().nullable(),
  })
  .readonly();

/** Property histories that Ripen reads for a look back. */
const histories = z
  .object({
    /** the budget of calls that is left */
    callsLeft: z.number(),
    /** how many contacts' histories were read */
    read: z.number(),
    /** the properties whose histories are wanted */
    properties: z
      .object({ contact: z.array(z.string()).readonly(), company: z.array(z.string()).readonly() })
      .readonly(),
  })
  .readonly();

/** A weekly summary that a user wants; its key is the id of the user. */
const summary = z
  .object({
    weekday: z.int().min(1).max(7),
    hour: z.int().min(0).max(23),
    /** of everybody, or of the contacts that the reader owns */
    whose: z.enum(['all', 'own']),
    language: z.enum(WEEK_LANGUAGES),
    /** the task of the last summary, which the next one closes */
    last: z.object({ contactId: z.number(), key: z.string() }).readonly().nullable(),
  })
  .readonly();

const counters = z.object({ sent: z.number(), opened: z.number(), clicked: z.number() });
/**
 * What was counted of marketing e-mails that were sent in a span, and when HubSpot's own numbers
 * were read. Null: not yet.
 */
const mailStatistics = z
  .object({
    since: z.number(),
    until: z.number(),
    /** false: the account does not let Ripen read HubSpot's numbers */
    allowed: z.boolean(),
    mails: z
      .array(
        z.object({
          name: z.string(),
          /** the tracks of those contacts to whom it was sent */
          tracks: z.array(z.string()).readonly(),
          /** what Ripen saw of contacts in a track */
          seen: counters.readonly(),
          /** HubSpot's own, of all recipients; null: HubSpot has no e-mail of this name */
          hubspot: counters.extend({ delivered: z.number() }).readonly().nullable(),
        }),
      )
      .readonly(),
  })
  .readonly()
  .nullable();

/** How far the look for activities that no score needs has come; 0 between two looks. */
const forgetting = z.object({ after: z.number() }).readonly();

/** The key of a kind of which a portal has only one job. */
const single = z.literal('');
/** The id of a company or deal that changed, or of a user. */
const recordId = z.string();

/**
 * A job: work of a portal beside its contacts. A portal has at most one job of each kind and key. A
 * worker does the kinds in this order: nothing can be written before the account is provisioned,
 * and merges go before what they change.
 */
export const jobCodec = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('provision'), key: single, payload: z.object({ tries: z.number() }).nullable() }),
  z.object({
    kind: z.literal('merge'),
    /** names all merged contacts, so that another merge into the same contact is another job */
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
  z.object({ kind: z.literal('figures'), key: single, payload: z.null() }),
  z.object({ kind: z.literal('mail_statistics'), key: single, payload: mailStatistics }),
  z.object({ kind: z.literal('summary'), key: recordId, payload: summary }),
  z.object({ kind: z.literal('learn'), key: single, payload: learning }),
  z.object({ kind: z.literal('histories'), key: single, payload: histories }),
  z.object({ kind: z.literal('forget_activities'), key: single, payload: forgetting }),
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

/** The only kind that a worker does before the portal is active. */
export const SET_UP = 'provision' satisfies JobKind;
