import { isDeepStrictEqual } from 'node:util';
import { markOfBase } from '../../../store/models/base.ts';
import { findPlanByFingerprint, moversThatDiffer, type StoredPlan } from '../../../store/models/plans.ts';
import { type Author, rampOf } from '../../../store/models/versions.ts';
import { findModel } from '../../../store/portals/models.ts';
import { findPortal } from '../../../store/portals/portals.ts';
import type { ModelContext } from '../model-context.ts';
import type { Wanted } from '../what-if/prepare-comparison.ts';
import { type WhatIfOutcome, type WhatIfResult, type WhatIfStep, wholeWhatIf } from '../what-if/what-if.ts';
import { type PutInForceOutcome, putInForce } from './put-in-force.ts';

export type PublishWish = {
  /** the fingerprint of the plan that the person saw */
  readonly fingerprint: string;
  readonly by: Author;
  /** why the model changes */
  readonly note: string;
  /**
   * per cent of the movers that may move otherwise than the plan said, not counting the day of the
   * next touch and points; absent: none may
   */
  readonly tolerance?: number;
};

export type PublishOutcome =
  | { readonly outcome: 'published'; readonly version: number; readonly movers: number }
  /** contacts would move otherwise than the plan said: the differences, and the new plan */
  | {
      readonly outcome: 'moved';
      readonly sentences: readonly string[];
      readonly planId: string;
      readonly fingerprint: string;
      readonly result: WhatIfResult;
    }
  | { readonly outcome: 'no_note' }
  /** there is no such plan, or it is not finished */
  | { readonly outcome: 'no_plan' }
  /** the plan is published already, as this version */
  | { readonly outcome: 'done_before'; readonly version: number }
  | Extract<PutInForceOutcome, { readonly outcome: 'not_signed' }>
  | Exclude<WhatIfOutcome, { readonly outcome: 'done' }>;

/**
 * Publishes exactly what a plan said. If there are news since, or time has changed something, it
 * makes the plan again. If the same contacts still move in the same way, it publishes; otherwise it
 * changes nothing and says what differs.
 */
export async function publishPlan(
  context: ModelContext,
  portalId: number,
  wish: PublishWish,
  { signal, onStep }: { readonly signal?: AbortSignal; readonly onStep?: (step: WhatIfStep) => void } = {},
): Promise<PublishOutcome> {
  const { db } = context;
  const { fingerprint, by, note, tolerance = 0 } = wish;
  if (note.trim() === '') return { outcome: 'no_note' };
  const shown = await findPlanByFingerprint(db, portalId, fingerprint);
  if (shown === null) return { outcome: 'no_plan' };
  if (shown.publishedAs !== null) return { outcome: 'done_before', version: shown.publishedAs };
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.status === 'disconnected') return { outcome: 'not_installed' };
  if (await holdsAlready(db, portalId, shown, portal.modelVersion))
    return { outcome: 'done_before', version: portal.modelVersion! };
  const told = shown.result as WhatIfResult;
  const plan = { planId: shown.planId, movers: told.movers, ramp: shown.ramp };

  let carriedOut = plan;
  let basis = portal.modelVersion;
  if (!(await isAsItWas(context, portalId, shown, told, portal.modelVersion))) {
    const again = await wholeWhatIf(context, portalId, wantedOf(shown), {
      ...(signal && { signal }),
      ...(onStep && { onStep }),
    });
    if (again.outcome !== 'done') return again;
    const isOtherVersion = shown.version !== portal.modelVersion;
    const isSame = again.result.moversDigest === told.moversDigest;
    const plans = { portalId, planId: shown.planId, otherId: again.planId };
    const { added, gone, other } = await moversThatDiffer(db, { ...plans, apart: tolerance === 0 ? [] : OF_TIME });
    const isFar = tolerance === 0 ? !isSame : added + gone + other > (told.movers * tolerance) / 100;
    if (isOtherVersion || isFar) {
      const sentences = [
        ...(isOtherVersion
          ? [`Version ${portal.modelVersion} is in force now; the plan was made for version ${shown.version}.`]
          : []),
        ...(await whatMoved(context, portalId, { planId: shown.planId, result: told }, again)),
      ];
      return {
        outcome: 'moved',
        sentences,
        planId: again.planId,
        fingerprint: again.fingerprint,
        result: again.result,
      };
    }
    carriedOut = { planId: again.planId, movers: again.result.movers, ramp: again.result.ramp ?? null };
    basis = shown.version;
  }
  const done = await putInForce(context, portalId, {
    document: shown.document,
    by,
    note: note.trim(),
    backTo: shown.backTo,
    plan: carriedOut,
    after: basis,
  });
  if (done.outcome === 'published') return { ...done, movers: carriedOut.movers };
  // Somebody else published in the meantime: begin again with the version that is in force now.
  return done.outcome === 'overtaken' ? publishPlan(context, portalId, wish, { ...(signal && { signal }) }) : done;
}

const wantedOf = ({ backTo, document, ramp }: StoredPlan): Wanted =>
  backTo === null
    ? { document, ...(ramp !== null && { ramp: { share: ramp.share, owners: ramp.owners } }) }
    : { backTo };

/** Changes that time alone makes for nearly everybody: the day of the next touch, points. */
const OF_TIME = ['touch', 'score'];

/**
 * Whether the document of the plan is in force for everybody already. A process may have published
 * it by a plan that it made again, and ended before it told.
 */
async function holdsAlready(
  db: ModelContext['db'],
  portalId: number,
  { document, version, ramp }: StoredPlan,
  inForce: number | null,
): Promise<boolean> {
  if (inForce === null || inForce <= version || ramp !== null) return false;
  if ((await rampOf(db, portalId, inForce)) !== null) return false;
  return isDeepStrictEqual(await findModel(db, portalId, inForce), document);
}

/** Whether there are no news since the plan was made, and time has changed nothing. */
async function isAsItWas(
  { db, clock }: ModelContext,
  portalId: number,
  { version, at }: StoredPlan,
  { mark, holdsUntil }: WhatIfResult,
  inForce: number | null,
): Promise<boolean> {
  const now = clock.now();
  if (version !== inForce || now < at || (holdsUntil !== null && now >= holdsUntil)) return false;
  const { contacts, news } = await markOfBase(db, portalId);
  return contacts === mark.contacts && news === mark.news;
}

type CountedPlan = { readonly planId: string; readonly result: WhatIfResult };

async function whatMoved(
  { db }: ModelContext,
  portalId: number,
  shown: CountedPlan,
  again: CountedPlan,
): Promise<string[]> {
  const differ = await moversThatDiffer(db, { portalId, planId: shown.planId, otherId: again.planId });
  const sentences = [`${shown.result.movers} contacts were to move, and ${again.result.movers} would move now.`];
  if (differ.added > 0) sentences.push(`${differ.added} of them were not among those that were shown.`);
  if (differ.gone > 0) sentences.push(`${differ.gone} that were shown would not move any more.`);
  if (differ.other > 0) sentences.push(`${differ.other} would move in another way.`);
  return sentences;
}
