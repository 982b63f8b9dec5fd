import { createHash, randomUUID } from 'node:crypto';
import { type Difference, differencesOf } from '../../domain/changes/differences.ts';
import { canonicalText } from '../../domain/changes/documents.ts';
import { rankOf } from '../../domain/changes/moves.ts';
import type { Ramp } from '../../domain/changes/ramp.ts';
import { estimateOf, newWhatIfTally, type WhatIfCounts, type WhatIfEstimate } from '../../domain/changes/tally.ts';
import type { Model } from '../../domain/model/model.ts';
import { propertiesRead } from '../../domain/model/reads.ts';
import {
  type BaseMark,
  idsOfBase,
  markOfBase,
  readBase,
  readStanding,
  someOfBase,
  type Which,
} from '../../store/models/base.ts';
import { addToPlan, endPlan, putPlan, type StoredMover } from '../../store/models/plans.ts';
import type { Db } from '../../store/transaction.ts';
import { takeTurns } from '../contacts/take-turns.ts';
import { type ComparedContact, compareStanding, type Sides, standingWish } from './compare-contact.ts';
import { comparePage } from './compare-page.ts';
import type { ModelContext } from './model-context.ts';
import { type NotPrepared, prepareComparison, type Wanted } from './prepare-comparison.ts';
import { wordsFor } from './words-for.ts';

/** What a draft would change, for every contact. */
export type WhatIfResult = WhatIfCounts & {
  readonly differences: readonly Difference[];
  /** the contacts for whom the draft is to hold; absent or null: all */
  readonly ramp?: Ramp | null;
  /** contacts that could not be judged */
  readonly failed: number;
  /** properties that the draft reads and that Ripen has not read so far: they count as unknown */
  readonly unread: { readonly contact: readonly string[]; readonly company: readonly string[] };
  /** a hash of the movers and their changes: plans with the same one move the same */
  readonly moversDigest: string;
  /** from this instant on, time alone may change the result; null: never */
  readonly holdsUntil: number | null;
  readonly mark: BaseMark;
};

export type WhatIfStep =
  | { readonly step: 'begun'; readonly planId: string }
  | { readonly step: 'estimate'; readonly estimate: WhatIfEstimate }
  | { readonly step: 'progress'; readonly judged: number; readonly total: number; readonly counts: WhatIfCounts };

export type WhatIfOutcome =
  | {
      readonly outcome: 'done';
      readonly planId: string;
      /** names this plan and its result: who publishes gives it */
      readonly fingerprint: string;
      readonly result: WhatIfResult;
    }
  | { readonly outcome: 'cancelled' }
  | NotPrepared;

/** The first estimate judges at most so many contacts; the others tell how many there are. */
const SAMPLE = 500;
const DRAWN = 2_000;
/** So many of them are judged before the next look at the clock, from the first step on. */
const SAMPLED_AT_ONCE = 50;
const ESTIMATE_MS = 1_200;
/** So many contacts are read and judged at once; of those of whom a gist suffices, so many. */
const PAGE = 500;
const GISTS = 2_000;

/**
 * Compares a draft with the version in force for every contact, from what is stored. It calls
 * HubSpot not once, and changes no contact. It yields an estimate from a random sample, then its
 * progress. It stores the movers with the plan, page by page.
 */
export async function* whatIf(
  context: ModelContext,
  portalId: number,
  wanted: Wanted,
  { signal }: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<WhatIfStep, WhatIfOutcome> {
  const { db, clock } = context;
  const estimateBy = performance.now() + ESTIMATE_MS;
  const prepared = await prepareComparison(context, portalId, wanted);
  if (prepared.outcome !== 'ready') return prepared;
  const { models, current, draft, document, backTo, now } = prepared;
  const ramp = draft.ramp?.ramp ?? null;
  const drawn = await someOfBase(db, portalId, DRAWN);
  const plan = { portalId, planId: randomUUID() };
  const version = current.compiled.model.version;
  const unjudged = { judged: 0, total: drawn.of };
  if (!(await putPlan(db, portalId, { ...plan, version, backTo, document, ramp, at: now, progress: unjudged })))
    return { outcome: 'not_installed' };
  let state: 'cancelled' | 'failed' | 'done' = 'failed';
  try {
    yield { step: 'begun', planId: plan.planId };
    let holdsUntil = Infinity;
    // Only the earliest change by time matters, so contacts need not look for later ones.
    const compared = async function* (contactIds: readonly number[]) {
      const contacts = await readBase(db, portalId, { contactIds });
      yield* comparePage(context, portalId, prepared, contacts, now, { signal, horizon: () => holdsUntil });
    };
    if (drawn.of > SAMPLE) {
      const tally = newWhatIfTally(now);
      const ids = drawn.contactIds.slice(0, SAMPLE);
      for (let from = 0; from < ids.length && (from === 0 || performance.now() < estimateBy); from += SAMPLED_AT_ONCE) {
        const which = { contactIds: ids.slice(from, from + SAMPLED_AT_ONCE) };
        const sample = await partOfBase(db, portalId, prepared, which, now, signal);
        for (const { one } of sample.kept) tally.add(one);
        for await (const { one } of compared(sample.touched)) if (one !== null) tally.add(one);
      }
      const estimate = estimateOf(tally.counts(), drawn.of, drawn.doubt);
      await addToPlan(db, plan, { movers: [], progress: unjudged, result: { estimate }, now: clock.now() });
      yield { step: 'estimate', estimate };
    }

    // Before the first page is read, so that what comes later is news; but it reads everybody, so
    // the estimate does not wait for it.
    const mark = await markOfBase(db, portalId);
    const total = mark.contacts;
    const tally = newWhatIfTally(now);
    const digest = createHash('sha256');
    let failed = 0;
    let judged = 0;
    const take = (one: ComparedContact, nextAt: number | null) => {
      tally.add(one);
      for (const at of [nextAt, one.draft?.evaluation.nextChangeAt, one.current?.evaluation.nextChangeAt])
        if (typeof at === 'number' && at > now && at < holdsUntil) holdsUntil = at;
    };
    for (let after = 0; ; ) {
      const page = await partOfBase(db, portalId, prepared, { after, limit: GISTS }, now, signal);
      const movers: StoredMover[] = [];
      const takeMove = (contactId: number, one: ComparedContact, nextAt: number | null) => {
        take(one, nextAt);
        if (one.move.is !== 'move') return;
        const { change } = one.move;
        movers.push({ contactId, rank: rankOf(change), change });
      };
      for (const { contactId, one, nextAt } of page.kept) takeMove(contactId, one, nextAt);
      judged += page.kept.length;
      for (let from = 0; from < page.touched.length; from += PAGE)
        for await (const { contactId, one, nextAt } of compared(page.touched.slice(from, from + PAGE))) {
          judged++;
          if (one === null) failed++;
          else takeMove(contactId, one, nextAt);
        }
      movers.sort((a, b) => a.contactId - b.contactId);
      for (const { contactId, change } of movers) digest.update(`${contactId} ${JSON.stringify(change)}\n`);
      const counts = tally.counts();
      if (!(await addToPlan(db, plan, { movers, progress: { judged, total }, result: { counts }, now: clock.now() }))) {
        state = 'cancelled';
        return { outcome: 'cancelled' };
      }
      yield { step: 'progress', judged, total, counts };
      if (page.last === null) break;
      after = page.last;
    }
    const result: WhatIfResult = {
      ...tally.counts(),
      differences: differencesOf(models.current, models.draft, await wordsFor(db, portalId)),
      ramp,
      failed,
      unread: unreadBy(models.current, models.draft),
      moversDigest: digest.digest('hex'),
      holdsUntil: holdsUntil === Infinity ? null : holdsUntil,
      mark,
    };
    const fingerprint = createHash('sha256')
      .update(
        JSON.stringify([portalId, version, backTo, canonicalText(models.draft), ramp, now, mark, result.moversDigest]),
      )
      .digest('hex')
      .slice(0, 32);
    if (!(await endPlan(db, plan, { state: 'done', fingerprint, result }))) {
      state = 'cancelled';
      return { outcome: 'cancelled' };
    }
    state = 'done';
    return { outcome: 'done', planId: plan.planId, fingerprint, result };
  } catch (error) {
    if (!signal?.aborted) throw error;
    state = 'cancelled';
    return { outcome: 'cancelled' };
  } finally {
    // This runs, too, when the caller stops asking for steps.
    if (state !== 'done') await endPlan(db, plan, { state: state === 'failed' ? 'failed' : 'cancelled' });
  }
}

/** Runs a comparison to its end. */
export async function wholeWhatIf(
  context: ModelContext,
  portalId: number,
  wanted: Wanted,
  { signal, onStep }: { readonly signal?: AbortSignal; readonly onStep?: (step: WhatIfStep) => void } = {},
): Promise<WhatIfOutcome> {
  const steps = whatIf(context, portalId, wanted, signal === undefined ? {} : { signal });
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
    onStep?.(value);
  }
}

type Part = {
  /** contacts of which the stored evaluation tells what the draft shows */
  readonly kept: readonly {
    readonly contactId: number;
    readonly one: ComparedContact;
    readonly nextAt: number | null;
  }[];
  /** ids of contacts that are to be compared */
  readonly touched: readonly number[];
  /** the id of the last contact; null: the next page would have none */
  readonly last: number | null;
};

/** Contacts of the base. Of those whose gist tells what the draft shows, it reads no more. */
async function partOfBase(
  db: Db,
  portalId: number,
  sides: Sides,
  which: Which,
  now: number,
  signal: AbortSignal | undefined,
): Promise<Part> {
  const { untouched } = sides;
  const lastOf = (ids: readonly number[]) =>
    'limit' in which && ids.length === which.limit ? (ids.at(-1) ?? null) : null;
  if (untouched === null) {
    const ids = await idsOfBase(db, portalId, which);
    return { kept: [], touched: ids, last: lastOf(ids) };
  }
  const standing = await readStanding(db, portalId, { ...which, ...standingWish(untouched, sides.draft) });
  const kept: Part['kept'][number][] = [];
  const touched: number[] = [];
  const sort = function* (): Generator<undefined, void> {
    for (const base of standing) {
      const { contactId } = base;
      const one = compareStanding(sides, base, now);
      if (one === null) touched.push(contactId);
      else kept.push({ contactId, one, nextAt: one.holdsUntil });
      yield;
    }
  };
  await takeTurns(sort(), () => signal?.throwIfAborted());
  return { kept, touched, last: lastOf(standing.map(({ contactId }) => contactId)) };
}

function unreadBy(current: Model, draft: Model): WhatIfResult['unread'] {
  const [known, wanted] = [propertiesRead(current), propertiesRead(draft)];
  return {
    contact: wanted.contact.filter((name) => !known.contact.includes(name)),
    company: wanted.company.filter((name) => !known.company.includes(name)),
  };
}
