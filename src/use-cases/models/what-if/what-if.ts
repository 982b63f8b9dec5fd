import { createHash, randomUUID } from 'node:crypto';
import { type Difference, differencesOf } from '../../../domain/changes/document/differences.ts';
import { canonicalText } from '../../../domain/changes/document/documents.ts';
import type { Ramp } from '../../../domain/changes/ramp.ts';
import { estimateOf, type WhatIfEstimate } from '../../../domain/changes/what-if/estimate.ts';
import { rankOf } from '../../../domain/changes/what-if/moves.ts';
import { newWhatIfTally, type WhatIfCounts } from '../../../domain/changes/what-if/tally.ts';
import type { Model } from '../../../domain/model/model.ts';
import { propertiesRead } from '../../../domain/model/reads.ts';
import { type BaseMark, markOfBase, someOfBase } from '../../../store/models/base.ts';
import { addToPlan, endPlan, putPlan, type StoredMover } from '../../../store/models/plans.ts';
import type { ModelContext } from '../model-context.ts';
import { wordsFor } from '../words-for.ts';
import { type ComparisonOfBase, comparisonOfBase } from './compare-base.ts';
import type { ComparedContact } from './compare-contact.ts';
import { type NotPrepared, prepareComparison, type Wanted } from './prepare-comparison.ts';

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
/** So many contacts are read at once; most of them are told by their gists. */
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
    if (drawn.of > SAMPLE) {
      const compare = comparisonOfBase(context, portalId, prepared, signal);
      const estimate = await firstEstimate(compare, drawn, now, estimateBy);
      await addToPlan(db, plan, { movers: [], progress: unjudged, result: { estimate }, now: clock.now() });
      yield { step: 'estimate', estimate };
    }

    // Before the first page is read, so that what comes later is news; but it reads everybody, so
    // the estimate does not wait for it.
    const mark = await markOfBase(db, portalId);
    const total = mark.contacts;
    const compare = comparisonOfBase(context, portalId, prepared, signal);
    const found = newFindings(now);
    for (let after: number | null = 0; after !== null; ) {
      after = await compare.part({ after, limit: GISTS }, found.take);
      const movers = found.endPage();
      const [judged, counts] = [found.judged(), found.counts()];
      if (!(await addToPlan(db, plan, { movers, progress: { judged, total }, result: { counts }, now: clock.now() }))) {
        state = 'cancelled';
        return { outcome: 'cancelled' };
      }
      yield { step: 'progress', judged, total, counts };
    }
    const result: WhatIfResult = {
      ...found.counts(),
      differences: differencesOf(models.current, models.draft, await wordsFor(db, portalId)),
      ramp,
      failed: found.failed(),
      unread: unreadBy(models.current, models.draft),
      moversDigest: found.moversDigest(),
      holdsUntil: compare.holdsUntil(),
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

/** From as many contacts of the random sample as it compares until `by`, by `performance.now`. */
async function firstEstimate(
  compare: ComparisonOfBase,
  drawn: Awaited<ReturnType<typeof someOfBase>>,
  now: number,
  by: number,
): Promise<WhatIfEstimate> {
  const tally = newWhatIfTally(now);
  const ids = drawn.contactIds.slice(0, SAMPLE);
  for (let from = 0; from < ids.length && (from === 0 || performance.now() < by); from += SAMPLED_AT_ONCE)
    await compare.part({ contactIds: ids.slice(from, from + SAMPLED_AT_ONCE) }, (_, one) => {
      if (one !== null) tally.add(one);
    });
  return estimateOf(tally.counts(), drawn.of, drawn.doubt);
}

/** What the walk over all contacts has found so far. */
function newFindings(now: number) {
  const tally = newWhatIfTally(now);
  const digest = createHash('sha256');
  let [judged, failed] = [0, 0];
  let movers: StoredMover[] = [];
  return {
    take(contactId: number, one: ComparedContact | null): void {
      judged++;
      if (one === null) {
        failed++;
        return;
      }
      tally.add(one);
      if (one.move.is !== 'move') return;
      const { change } = one.move;
      movers.push({ contactId, rank: rankOf(change), change });
    },
    /** Returns the movers of the page, by their ids. */
    endPage(): readonly StoredMover[] {
      const page = movers.sort((a, b) => a.contactId - b.contactId);
      for (const { contactId, change } of page) digest.update(`${contactId} ${JSON.stringify(change)}\n`);
      movers = [];
      return page;
    },
    judged: () => judged,
    failed: () => failed,
    counts: () => tally.counts(),
    moversDigest: () => digest.digest('hex'),
  };
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

function unreadBy(current: Model, draft: Model): WhatIfResult['unread'] {
  const [known, wanted] = [propertiesRead(current), propertiesRead(draft)];
  return {
    contact: wanted.contact.filter((name) => !known.contact.includes(name)),
    company: wanted.company.filter((name) => !known.company.includes(name)),
  };
}
