import { isDeepStrictEqual } from 'node:util';
import type { PlanSeen, PlanView, RampSeen } from '../../../../cards/pages/contracts/model-contract.ts';
import { differencesOf } from '../../../domain/changes/document/differences.ts';
import type { Ramp } from '../../../domain/changes/ramp.ts';
import type { WhatIfEstimate } from '../../../domain/changes/what-if/estimate.ts';
import type { Change } from '../../../domain/changes/what-if/moves.ts';
import type { WhatIfCounts } from '../../../domain/changes/what-if/tally.ts';
import { readModel } from '../../../domain/model/model.ts';
import { openDrafts } from '../../../store/models/drafts.ts';
import type { StoredPlan } from '../../../store/models/plans.ts';
import { findModel } from '../../../store/portals/models.ts';
import { findPeople } from '../../../store/portals/people.ts';
import { findPortal } from '../../../store/portals/portals.ts';
import { ownerNames } from '../../contacts/read/owner-names.ts';
import type { ModelContext } from '../model-context.ts';
import { readMovers, readPlan } from '../read-models.ts';
import { recordUrl } from '../what-if/find-contacts.ts';
import type { WhatIfResult } from '../what-if/what-if.ts';
import { wordsFor } from '../words-for.ts';

type Reading = Pick<ModelContext, 'db' | 'clock'>;

/** The page names so many movers; once the plan is published, HubSpot's lists have all of them. */
const NAMED = 100;

/** What the page of a comparison shows, finished or not. */
export async function readPlanPage({ db, clock }: Reading, portalId: number, planId: string): Promise<PlanView> {
  const portal = await findPortal(db, portalId);
  const plan = portal === null ? null : await readPlan({ db, clock }, portalId, planId);
  if (portal === null || plan === null) return { state: 'none' };
  const result = plan.result as (Partial<WhatIfResult> & { estimate?: WhatIfEstimate; counts?: WhatIfCounts }) | null;
  const counts = plan.state === 'done' ? (result as WhatIfResult) : result?.counts;
  const nameOf = ownerNames(portal.account);
  const movers = await readMovers({ db }, portalId, planId, { limit: NAMED });
  const people = new Map(
    (
      await findPeople(
        db,
        portalId,
        movers.map(({ contactId }) => contactId),
      )
    ).map((person) => [person.contactId, person]),
  );
  const ownerOf = (owner: string) => (/^\d+$/.test(owner) ? nameOf(owner) : owner);
  return {
    state: plan.state,
    planId,
    backTo: plan.backTo,
    ...plan.progress,
    ...(result?.estimate && {
      estimate: {
        sample: result.estimate.sample,
        movers: result.estimate.movers,
        newSqls: result.estimate.newSqls,
      },
    }),
    ...(counts && { counts: countsSeen(counts, ownerOf) }),
    fingerprint: plan.fingerprint,
    timeZone: portal.account.timeZone,
    ...(plan.ramp !== null && { ramp: rampSeen(plan.ramp, nameOf) }),
    ...(await whatIsCompared(db, portalId, plan)),
    differences: (result?.differences ?? []).map(({ sentence }) => sentence),
    ...(await notReadSoFar(db, portalId, result?.unread)),
    movers: movers.map(({ contactId: id, change }) => {
      const person = people.get(id);
      return {
        id,
        url: recordUrl(portal, id),
        name: person?.name || person?.email || null,
        owner: person?.ownerId == null ? null : nameOf(person.ownerId),
        changes: changesIn(change as Change, ownerOf),
      };
    }),
  };
}

/** Names of the properties that the comparison counts as unknown: they were not read so far. */
async function notReadSoFar(
  db: Reading['db'],
  portalId: number,
  unread: WhatIfResult['unread'] | undefined,
): Promise<Pick<PlanSeen, 'unread'>> {
  const fields = [...(unread?.contact ?? []), ...(unread?.company ?? []).map((name) => `company.${name}`)];
  if (fields.length === 0) return {};
  return { unread: fields.map((await wordsFor(db, portalId)).ofField) };
}

function countsSeen(counts: WhatIfCounts, ownerOf: (owner: string) => string): NonNullable<PlanSeen['counts']> {
  const { movers, pointsOnly, newSqls, lostSqls, answers, emails, cost, matrix } = counts;
  return {
    movers,
    pointsOnly,
    newSqls,
    lostSqls,
    answersToday: answers.withinADay,
    emailsBefore: emails.before,
    emailsAfter: emails.after,
    calls: cost.calls,
    minutes: Math.ceil(cost.seconds / 6) / 10,
    qualification: [...matrix.qualification],
    grade: [...matrix.grade],
    track: [...matrix.track],
    owners: counts.owners.map((one) => ({ ...one, owner: ownerOf(one.owner) })),
  };
}

/** `email 2026-11-20T09:00:00.000Z`: the day is enough. */
const TIME_OF_DAY = /T[\d:.]+Z$/;

/** `qualification mql → sql` */
function changesIn({ score, ...kinds }: Change, ownerOf: (owner: string) => string): string[] {
  const steps = Object.entries(kinds).map(([kind, { from, to }]) => {
    const say = (value: string) =>
      value === '' ? 'none' : kind === 'owner' ? ownerOf(value) : value.replaceAll('_', ' ').replace(TIME_OF_DAY, '');
    return `${kind} ${say(from)} → ${say(to)}`;
  });
  return [...steps, `score ${score.from} → ${score.to}`];
}

/**
 * Whether a plan compares the version in force with itself, and who edited its draft since and how.
 */
async function whatIsCompared(
  db: Reading['db'],
  portalId: number,
  { backTo, version, document }: StoredPlan,
): Promise<Pick<PlanSeen, 'ofVersion' | 'edited'>> {
  if (backTo !== null) return {};
  if (isDeepStrictEqual(document, await findModel(db, portalId, version))) return { ofVersion: version };
  const [compared, words] = [readModel(document), await wordsFor(db, portalId)];
  if (compared.outcome !== 'valid') return {};
  const drafts = (await openDrafts(db, portalId)).flatMap((draft) => {
    const last = readModel(draft.last.document);
    if (last.outcome !== 'valid') return [];
    const differences = differencesOf(compared.model, last.model, words).map(({ sentence }) => sentence);
    return [{ by: draft.last.by.name, at: draft.last.at, differences }];
  });
  // Nobody knows which draft the plan is of. If one says exactly what the plan says, it is
  // unchanged.
  const [edited] = drafts;
  return edited === undefined || drafts.some(({ differences }) => differences.length === 0) ? {} : { edited };
}

/** For whom a version holds, with the names of the owners. */
export const rampSeen = ({ from, share, owners }: Ramp, nameOf: (owner: string) => string): RampSeen => ({
  from,
  share,
  owners: owners.map(nameOf),
});
