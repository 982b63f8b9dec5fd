import type { PublicationSeen, RolloutSeen, VersionsView } from '../../../../cards/pages/contracts/model-contract.ts';
import { differencesOf } from '../../../domain/changes/document/differences.ts';
import { readModel } from '../../../domain/model/model.ts';
import { UNKNOWN_ACCOUNT } from '../../../domain/sync/account.ts';
import { countDue } from '../../../store/contacts/contacts.ts';
import type { CardUser } from '../../../store/ledgers/audit.ts';
import { latestEdits } from '../../../store/models/drafts.ts';
import { findPlan, findPlanByFingerprint } from '../../../store/models/plans.ts';
import { countJudgedBy } from '../../../store/models/rollouts.ts';
import { rampOf } from '../../../store/models/versions.ts';
import { findPortal, type Portal } from '../../../store/portals/portals.ts';
import { ownerNames } from '../../contacts/read/owner-names.ts';
import { AHEAD } from '../../portals/read/read-stretch.ts';
import { whyOnlyReads } from '../may-edit.ts';
import type { ModelContext } from '../model-context.ts';
import { readRollout, readVersions } from '../read-models.ts';
import { teamsOf } from '../teams-of.ts';
import type { WhatIfResult } from '../what-if/what-if.ts';
import { wordsFor } from '../words-for.ts';
import { rampSeen } from './read-plan-page.ts';
import { rolloutSeen } from './rollout-seen.ts';
import { readPublication } from './schedule-plan.ts';

type Reading = Pick<ModelContext, 'db' | 'clock'>;

/** What the page Versions shows: all versions, what waits to be published, trial and roll-out. */
export async function readVersionsPage(
  { db, clock }: Reading,
  portalId: number,
  user: CardUser | null,
): Promise<VersionsView> {
  const portal = await findPortal(db, portalId);
  const nameOf = ownerNames(portal?.account ?? UNKNOWN_ACCOUNT);
  return {
    mayEdit: (await whyOnlyReads(db, portalId, user)) === null,
    ...(portal !== null && {
      timeZone: portal.account.timeZone,
      owners: portal.account.owners.map(({ id, name }) => ({ id, name })),
      teams: teamsOf(portal.account),
    }),
    ...(portal !== null && (await trialOf({ db }, portal))),
    ...(await publicationOf({ db, clock }, portalId)),
    ...(await rolloutOf({ db, clock }, portalId)),
    ...(await editsOf({ db }, portalId)),
    versions: (await readVersions({ db }, portalId)).map(
      ({ version, at, by, note, backTo, ramp, inForce, differences, moved }) => ({
        version,
        at,
        by: by?.name ?? null,
        note,
        backTo,
        inForce,
        ...(ramp !== null && { ramp: rampSeen(ramp, nameOf) }),
        differences: (differences ?? []).map(({ sentence }) => sentence),
        moved: moved && { movers: moved.movers, newSqls: moved.newSqls, lostSqls: moved.lostSqls },
      }),
    ),
  };
}

async function trialOf(
  { db }: Pick<Reading, 'db'>,
  { portalId, modelVersion: version, account }: Portal,
): Promise<Pick<VersionsView, 'trial'>> {
  const ramp = version === null ? null : await rampOf(db, portalId, version);
  if (version === null || ramp === null) return {};
  return {
    trial: {
      version,
      since: ramp.since,
      ramp: rampSeen(ramp, ownerNames(account)),
      owners: [...ramp.owners],
      contacts: await countJudgedBy(db, { portalId, version }),
    },
  };
}

/** The page shows so many edits of drafts. */
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
