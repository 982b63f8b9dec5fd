import * as z from 'zod/mini';

/*
 * Figures of what Ripen does. Instants are ms since 1970 UTC. A rate is null if it would be of
 * fewer than 20 contacts.
 */

const instant = z.int();
const count = z.int().check(z.gte(0));
const percent = z.number().check(z.gte(0), z.lte(100));

/** A share in per cent of `n`, with the interval in which it lies with a confidence of 95 %. */
const rate = z.nullable(z.object({ n: count, percent, low: percent, high: percent }));
export type RateSeen = z.infer<typeof rate>;

const STAGES = ['captured', 'mql', 'sql', 'opportunity', 'customer'] as const;
const stage = z.enum(STAGES);
export type StageSeen = z.infer<typeof stage>;

/** How many reached each stage, or one after it. */
const reached = z.object({ captured: count, mql: count, sql: count, opportunity: count, customer: count });
/** Who is in a later stage and never was in this one. */
const skipped = z.object({ mql: count, sql: count, opportunity: count });

/** `rates`: of each stage after the first, the share of the stage before, and of all. */
const passed = { reached, skipped, rates: z.array(z.object({ stage, step: rate, overall: rate })) };

const FILTERS = [
  'source',
  'persona',
  'country',
  'industry',
  'company_size',
  'product',
  'track',
  'segment',
  'territory',
  'owner_id',
] as const;
/** A filter of the figures, with its values; null: unknown. */
export const filter = z.object({
  id: z.enum(FILTERS),
  options: z.array(z.object({ value: z.nullable(z.string()), label: z.nullable(z.string()), contacts: count })),
  chosen: z.nullable(z.string()),
});
export type FilterSeen = z.infer<typeof filter>;

/** when what is shown was counted, if something has changed since; null: nothing has */
const countedAt = z.nullable(instant);

/** in which a share lies with a confidence of 95 % */
const range = z.object({ low: percent, high: percent });
const notSetUp = z.object({ state: z.literal('not_set_up') });

export const funnelView = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ok'),
    now: instant,
    timeZone: z.string(),
    /** by the month in which contacts were captured, the newest first */
    months: z.array(z.object({ from: instant, ...passed })),
    total: z.object(passed),
    stays: z.array(
      z.object({
        stage,
        entered: count,
        ended: z.object({ next: count, lost: count, silent: count, open: count }),
        /** days after which half had moved on; null: half have not, or too few were watched */
        medianDays: z.nullable(z.number()),
        /** the share that had moved on after so many days, in per cent */
        curve: z.array(z.object({ days: count, next: percent })),
        /** what had become of all after so many days, in per cent, with ranges; empty: too few */
        after: z.array(
          z.object({
            days: count,
            next: percent,
            lost: percent,
            silent: percent,
            ranges: z.object({ next: range, lost: range, silent: range }),
            atRisk: count,
          }),
        ),
      }),
    ),
    countedAt,
    filters: z.array(filter),
  }),
  notSetUp,
]);
export type FunnelView = z.infer<typeof funnelView>;
export type FunnelSeen = Extract<FunnelView, { readonly state: 'ok' }>;

/** The share of a source, and that of all others. */
const ripener = z.object({
  value: z.string(),
  rate: z.object({ n: count, percent, low: percent, high: percent }),
  others: percent,
});
export type RipenerSeen = z.infer<typeof ripener>;
/** null: of fewer than 20 */
const each = z.nullable(z.number().check(z.gte(0)));
const counted = { captured: count, valid: count, mql: count, sql: count, customer: count };
export const sourcesView = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ok'),
    now: instant,
    kinds: z.array(
      z.object({
        kind: z.enum(['source', 'campaign', 'first_form', 'first_page']),
        rows: z.array(
          z.object({
            /** null: unknown, or all others */
            value: z.nullable(z.string()),
            isRest: z.boolean(),
            ...counted,
            /** of those who were captured */
            rates: z.object({ valid: rate, mql: rate, sql: rate, customer: rate }),
          }),
        ),
      }),
    ),
    /** captured so many days ago or longer; `compared`: sources that can be told apart */
    ripening: z.object({ days: count, compared: count, more: z.array(ripener), less: z.array(ripener) }),
    /** from capture until a customer, by the sources above */
    wins: z.array(
      z.object({
        value: z.nullable(z.string()),
        captured: count,
        won: count,
        /** days after which half were won; null: half are not, or too few were watched */
        medianDays: z.nullable(count),
        /** how many were won after as long as 20 were watched; null: too few */
        until: z.nullable(z.object({ days: count, percent, low: percent, high: percent })),
      }),
    ),
    /** in months of which somebody said what a source cost; null: part of a source has no cost */
    costs: z.nullable(
      z.array(
        z.object({
          value: z.string(),
          amount: z.number(),
          months: count,
          ...counted,
          each: z.object({ captured: each, valid: each, mql: each, sql: each, customer: each }),
        }),
      ),
    ),
    countedAt,
    filters: z.array(filter),
  }),
  notSetUp,
]);
export type SourcesView = z.infer<typeof sourcesView>;
export type SourcesSeen = Extract<SourcesView, { readonly state: 'ok' }>;

/** Lines of source, month and cost. */
export const costsActions = { put: z.object({ text: z.string().check(z.maxLength(100_000)) }) } as const;
export type CostsBody = z.infer<(typeof costsActions)['put']>;
export const costsDone = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done'), costs: count }),
  /** nothing was kept: the server does not understand these lines, counted from 1 */
  z.object({ outcome: z.literal('not_understood'), lines: z.array(count) }),
  z.object({ outcome: z.literal('refused'), sentences: z.array(z.string()) }),
]);
export type CostsDone = z.infer<typeof costsDone>;

const became = { mql: count, sql: count, rates: z.object({ mql: rate, sql: rate }) };
export const contentView = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ok'),
    now: instant,
    /** everybody, whatever they met */
    all: z.object({ captured: count, ...became }),
    kinds: z.array(
      z.object({
        kind: z.enum(['form', 'page', 'mail', 'other']),
        rows: z.array(
          z.object({
            what: z.string(),
            /** of the buying journey; null: the model does not say */
            stage: z.nullable(z.enum(['awareness', 'consideration', 'decision'])),
            /** contacts that met it before they were MQL, or SQL; and how many became it */
            beforeMql: count,
            beforeSql: count,
            ...became,
          }),
        ),
      }),
    ),
    countedAt,
    filters: z.array(filter),
  }),
  notSetUp,
]);
export type ContentView = z.infer<typeof contentView>;
export type ContentSeen = Extract<ContentView, { readonly state: 'ok' }>;

/** Answers that sales owed, for one value such as an owner. */
const speed = z.object({
  /** null: nobody, none */
  label: z.nullable(z.string()),
  owed: count,
  kept: count,
  late: count,
  missed: count,
  waiting: count,
  dropped: count,
  escalated: count,
  /** of those that were answered or whose deadline has passed */
  inTime: rate,
  /** working hours; null: half of them had no answer, or there are too few */
  median: z.nullable(z.number()),
  isEnough: z.boolean(),
});
export type SpeedRow = z.infer<typeof speed>;

export const speedView = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ok'),
    now: instant,
    /** null: the model owes no answers */
    hours: z.nullable(z.object({ answer: z.number(), escalate: z.number() })),
    total: speed,
    kinds: z.array(z.object({ kind: z.enum(['why', 'owner', 'territory']), rows: z.array(speed) })),
    /** the newest first */
    months: z.array(z.object({ from: instant, speed })),
    countedAt,
    filters: z.array(filter),
  }),
  notSetUp,
]);
export type SpeedView = z.infer<typeof speedView>;
export type SpeedSeen = Extract<SpeedView, { readonly state: 'ok' }>;

/** How many are in a track or a segment now, and came and went in the period. */
const stay = z.object({
  value: z.string(),
  now: count,
  entered: count,
  left: count,
  next: z.array(z.object({ value: z.string(), contacts: count })),
});
const mailRates = z.object({ opened: rate, clicked: rate });
export const tracksView = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ok'),
    now: instant,
    tracks: z.array(stay),
    segments: z.array(stay),
    touches: z.array(
      z.object({
        track: z.string(),
        kind: z.enum(['email', 'manual']),
        due: count,
        done: count,
        missed: count,
        late: count,
        open: count,
        cancelled: count,
        /** done, of those that were done or missed */
        kept: rate,
        causes: z.array(z.object({ what: z.string(), count })),
      }),
    ),
    /** mails that were sent, by the track of the contact then; null: in none */
    mails: z.array(
      z.object({
        track: z.nullable(z.string()),
        sent: count,
        opened: count,
        clicked: count,
        rates: mailRates,
      }),
    ),
    /** e-mails that contacts in tracks got, by Ripen and by HubSpot; null: not counted yet */
    statistics: z.nullable(
      z.object({
        since: instant,
        until: instant,
        /** false: the account does not let Ripen read HubSpot's numbers */
        allowed: z.boolean(),
        mails: z.array(
          z.object({
            name: z.string(),
            tracks: z.array(z.string()),
            seen: z.object({ sent: count, opened: count, clicked: count, rates: mailRates }),
            /** of all recipients; null: HubSpot has no e-mail of this name */
            hubspot: z.nullable(
              z.object({ sent: count, delivered: count, opened: count, clicked: count, rates: mailRates }),
            ),
          }),
        ),
      }),
    ),
    /** who left the nurture of MQLs, and how many of them as SQL */
    nurtured: z.object({ left: count, sql: count, rate }),
    /** how many were dormant at the end of each month and woke up in it, the newest first */
    dormant: z.array(
      z.object({ from: instant, segments: z.array(z.object({ segment: z.string(), dormant: count, woke: count })) }),
    ),
    countedAt,
    filters: z.array(filter),
  }),
  notSetUp,
]);
export type TracksView = z.infer<typeof tracksView>;
export type TracksSeen = Extract<TracksView, { readonly state: 'ok' }>;
