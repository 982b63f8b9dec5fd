import type { PlanSeen, PlanView } from '../../../cards/pages/model-contract.ts';
import type { Change } from '../../domain/changes/moves.ts';
import type { WhatIfCounts, WhatIfEstimate } from '../../domain/changes/tally.ts';
import { findPeople } from '../../store/portals/people.ts';
import { findPortal } from '../../store/portals/portals.ts';
import { ownerNames } from '../contacts/owner-names.ts';
import { readMovers, readPlan } from './read-models.ts';
import type { ModelContext, WhatIfResult } from './what-if.ts';

type Reading = Pick<ModelContext, 'db' | 'clock'>;

/** Movers that the page names; HubSpot's own lists have all of them once it is published. */
const NAMED = 100;

/** A comparison as people read it, while it is made and afterwards. */
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
    ).map((one) => [one.contactId, one]),
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
    differences: (result?.differences ?? []).map(({ sentence }) => sentence),
    movers: movers.map(({ contactId: id, change }) => {
      const person = people.get(id);
      return {
        id,
        url: `https://${portal.uiDomain ?? 'app.hubspot.com'}/contacts/${portalId}/record/0-1/${id}`,
        name: person?.name || person?.email || null,
        owner: person?.ownerId == null ? null : nameOf(person.ownerId),
        changes: changesIn(change as Change, ownerOf),
      };
    }),
  };
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

/** `qualification mql → sql` */
function changesIn({ score, ...kinds }: Change, ownerOf: (owner: string) => string): string[] {
  const steps = Object.entries(kinds).map(([kind, { from, to }]) => {
    const say = (value: string) =>
      value === '' ? 'none' : kind === 'owner' ? ownerOf(value) : value.replaceAll('_', ' ');
    return `${kind} ${say(from)} → ${say(to)}`;
  });
  return [...steps, `score ${score.from} → ${score.to}`];
}
