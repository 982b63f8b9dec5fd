import type { PublicationSeen, RolloutSeen, VersionsView } from '../../../cards/pages/model-contract.ts';
import { differencesOf } from '../../domain/changes/differences.ts';
import { readModel } from '../../domain/model/model.ts';
import { countDue } from '../../store/contacts/contacts.ts';
import type { CardUser } from '../../store/ledgers/audit.ts';
import { latestEdits } from '../../store/models/drafts.ts';
import { findPlan, findPlanByFingerprint } from '../../store/models/plans.ts';
import { isEditor } from '../../store/portals/editors.ts';
import { findPortal } from '../../store/portals/portals.ts';
import { AHEAD } from '../portals/read-stretch.ts';
import { readRollout, readVersions } from './read-models.ts';
import { rolloutSeen } from './rollout-seen.ts';
import { readPublication } from './schedule-plan.ts';
import type { ModelContext, WhatIfResult } from './what-if.ts';
import { wordsFor } from './words-for.ts';

type Reading = Pick<ModelContext, 'db' | 'clock'>;

/** Every version, the newest first; what is to come, and how far the last one has come. */
export async function readVersionsPage(
  { db, clock }: Reading,
  portalId: number,
  user: CardUser | null,
): Promise<VersionsView> {
  const portal = await findPortal(db, portalId);
  return {
    mayEdit: user !== null && (await isEditor(db, portalId, user.id)),
    ...(portal !== null && { timeZone: portal.account.timeZone }),
    ...(await publicationOf({ db, clock }, portalId)),
    ...(await rolloutOf({ db, clock }, portalId)),
    ...(await editsOf({ db }, portalId)),
    versions: (await readVersions({ db }, portalId)).map(
      ({ version, at, by, note, backTo, inForce, differences, moved }) => ({
        version,
        at,
        by: by?.name ?? null,
        note,
        backTo,
        inForce,
        differences: (differences ?? []).map(({ sentence }) => sentence),
        moved: moved && { movers: moved.movers, newSqls: moved.newSqls, lostSqls: moved.lostSqls },
      }),
    ),
  };
}

/** Edits that are told. */
const EDITS_TOLD = 5;

async function editsOf({ db }: Pick<Reading, 'db'>, portalId: number): Promise<Pick<VersionsView, 'edits'>> {
  const words = await wordsFor(db, portalId);
  const edits = (await latestEdits(db, portalId, EDITS_TOLD)).flatMap(({ document, before, by, at }) => {
    const [from, to] = [readModel(before), readModel(document)];
    if (from.outcome === 'invalid' || to.outcome === 'invalid') return [];
    return [
      { by: by.name, at, differences: differencesOf(from.model, to.model, words).map(({ sentence }) => sentence) },
    ];
  });
  return edits.length === 0 ? {} : { edits };
}

async function publicationOf({ db }: Reading, portalId: number): Promise<{ readonly publication?: PublicationSeen }> {
  const publication = await readPublication({ db }, portalId);
  if (publication === null) return {};
  const { fingerprint, at, by, note, refused } = publication;
  const plan = await findPlanByFingerprint(db, portalId, fingerprint);
  const result = plan?.result as WhatIfResult | null | undefined;
  return {
    publication: {
      fingerprint,
      at,
      by: by.name,
      note,
      differences: (result?.differences ?? []).map(({ sentence }) => sentence),
      movers: result?.movers ?? null,
      refused: refused && { sentences: [...refused.sentences], planId: refused.planId },
    },
  };
}

async function rolloutOf({ db, clock }: Reading, portalId: number): Promise<{ readonly rollout?: RolloutSeen }> {
  const progress = await readRollout({ db }, portalId);
  if (progress === null) return {};
  const plan = progress.planId === null ? null : await findPlan(db, portalId, progress.planId);
  const now = clock.now();
  const waiting = await countDue(db, portalId, now, AHEAD);
  return { rollout: rolloutSeen(progress, { waiting, result: (plan?.result as WhatIfResult | null) ?? null, now }) };
}
