import type { ModelBody, ModelDone } from '../../../../cards/pages/contracts/model-contract.ts';
import { instantAtClock } from '../../../domain/time/time-zone.ts';
import type { Author } from '../../../store/models/versions.ts';
import type { Portal } from '../../../store/portals/portals.ts';
import { CHANGED, type ModelDeskContext, refused } from '../model-desk.ts';
import { publishPlan } from './publish-plan.ts';
import { type ScheduleOutcome, schedulePlan } from './schedule-plan.ts';

/** Publishes the plan that the person saw: now, or at an instant of the account’s clocks. */
export async function publishSeenPlan(
  context: ModelDeskContext,
  { portalId, account }: Portal,
  by: Author,
  { fingerprint, note, at }: ModelBody<'publish'>,
): Promise<ModelDone> {
  if (at !== undefined) {
    const instant = instantAtClock(account.timeZone, at);
    if (instant === null) return refused('This day or time does not exist: choose another one.');
    const { outcome } = await schedulePlan(context, portalId, { fingerprint, by, note, at: instant });
    return outcome === 'scheduled' ? { outcome, at: instant } : refused(NOT_SCHEDULED[outcome]);
  }
  const done = await publishPlan(context, portalId, { fingerprint, by, note });
  context.wake();
  switch (done.outcome) {
    case 'published':
      return { outcome: 'published', version: done.version, movers: done.movers };
    case 'moved':
      return { outcome: 'refused', sentences: [...done.sentences], planId: done.planId };
    case 'no_note':
      return refused(NOT_SCHEDULED.no_note);
    case 'done_before':
      return refused(`This is published already, as version ${done.version}: look at the versions.`);
    case 'not_signed':
      return refused(`Not signed yet by: ${done.missing.join(', ')}. Ask somebody of each side to sign.`);
    case 'invalid':
      return refused(...done.problems);
    default:
      return refused(CHANGED);
  }
}

const NOT_SCHEDULED = {
  past: 'This instant is over: choose one that is to come.',
  no_note: 'Say in a note why the model changes.',
  no_plan: CHANGED,
  not_installed: CHANGED,
  done_before: 'This is published already: look at the versions.',
} as const satisfies Record<Exclude<ScheduleOutcome['outcome'], 'scheduled'>, string>;
