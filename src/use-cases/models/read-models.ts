import { type Difference, differencesOf } from '../../domain/changes/document/differences.ts';
import { type Model, readModel } from '../../domain/model/model.ts';
import type { RolloutProgress } from '../../domain/sync/jobs.ts';
import { findPlan, moversOf, type StoredMover, type StoredPlan } from '../../store/models/plans.ts';
import { listVersions, type StoredVersion } from '../../store/models/versions.ts';
import { findModel } from '../../store/portals/models.ts';
import { findPortal } from '../../store/portals/portals.ts';
import { findJob } from '../../store/work/jobs.ts';
import type { ModelContext } from './model-context.ts';
import type { WhatIfResult } from './what-if/what-if.ts';
import { wordsFor } from './words-for.ts';

/* Reads models, their versions and plans for people to look at. */

type Reading = Pick<ModelContext, 'db'>;

export type ModelFound =
  | {
      readonly outcome: 'found';
      readonly version: number;
      readonly inForce: boolean;
      /** in the words and the order of this version of Ripen */
      readonly model: Model;
    }
  /** this version of Ripen cannot use the published document */
  | { readonly outcome: 'unreadable'; readonly problems: readonly string[] }
  | { readonly outcome: 'no_version' }
  | { readonly outcome: 'not_installed' };

/** A version of a portal's model; without `version`: the one in force. */
export async function readVersion({ db }: Reading, portalId: number, version?: number): Promise<ModelFound> {
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.status === 'disconnected' || portal.modelVersion === null)
    return { outcome: 'not_installed' };
  const wanted = version ?? portal.modelVersion;
  const document = await findModel(db, portalId, wanted);
  if (document === null) return { outcome: 'no_version' };
  const read = readModel(document);
  if (read.outcome === 'invalid') return { outcome: 'unreadable', problems: read.problems };
  return {
    outcome: 'found',
    version: wanted,
    inForce: wanted === portal.modelVersion,
    model: { ...read.model, version: wanted },
  };
}

export type VersionSeen = StoredVersion & {
  readonly inForce: boolean;
  /** what differs from the version before; null: there is none, or one of them cannot be read */
  readonly differences: readonly Difference[] | null;
  /** what it moves, by its plan; null: it had no plan */
  readonly moved: Pick<WhatIfResult, 'movers' | 'newSqls' | 'lostSqls' | 'contacts'> | null;
};

/** All versions, the newest first, with the differences and movers of each. */
export async function readVersions(context: Reading, portalId: number): Promise<readonly VersionSeen[]> {
  const { db } = context;
  const [portal, versions] = [await findPortal(db, portalId), await listVersions(db, portalId)];
  const words = await wordsFor(db, portalId);
  const seen: VersionSeen[] = [];
  let model = await modelOf(db, portalId, versions[0]?.version);
  for (const [index, stored] of versions.entries()) {
    const before = await modelOf(db, portalId, versions[index + 1]?.version);
    const plan = stored.planId === null ? null : await findPlan(db, portalId, stored.planId);
    const result = plan?.result as WhatIfResult | null | undefined;
    seen.push({
      ...stored,
      inForce: stored.version === portal?.modelVersion,
      differences: model === null || before === null ? null : differencesOf(before, model, words),
      moved: result
        ? { movers: result.movers, newSqls: result.newSqls, lostSqls: result.lostSqls, contacts: result.contacts }
        : null,
    });
    model = before;
  }
  return seen;
}

async function modelOf(db: Reading['db'], portalId: number, version: number | undefined): Promise<Model | null> {
  const read = readModel(version === undefined ? null : await findModel(db, portalId, version));
  return read.outcome === 'valid' ? read.model : null;
}

/** A plan, finished or not; null: there is none. */
export async function readPlan(
  { db, clock }: Pick<ModelContext, 'db' | 'clock'>,
  portalId: number,
  planId: string,
): Promise<StoredPlan | null> {
  const plan = await findPlan(db, portalId, planId);
  const isLost = plan?.state === 'running' && clock.now() - plan.heardAt > SILENT_MS;
  return plan && isLost ? { ...plan, state: 'failed' } : plan;
}

/**
 * A running comparison reports every few seconds. If it was silent so long, its process has ended.
 */
const SILENT_MS = 5 * 60_000;

/** A page of the movers of a plan, those that matter most first. */
export const readMovers = (
  { db }: Reading,
  portalId: number,
  planId: string,
  page: { readonly after?: { readonly rank: number; readonly contactId: number } | undefined; readonly limit: number },
): Promise<readonly StoredMover[]> => moversOf(db, { portalId, planId }, page);

/** How far the version in force is rolled out; null: to all contacts. */
export const readRollout = async ({ db }: Reading, portalId: number): Promise<RolloutProgress | null> =>
  (await findJob(db, portalId, 'rollout', ''))?.payload ?? null;
