import { parseInstant } from '../../src/domain/time/time.ts';
import { dropPublication, pauseRollout } from '../../src/store/models/rollouts.ts';
import { type PublishWish, publishPlan } from '../../src/use-cases/models/publish/publish-plan.ts';
import {
  readPublication,
  type ScheduleOutcome,
  schedulePlan,
} from '../../src/use-cases/models/publish/schedule-plan.ts';
import { readRollout } from '../../src/use-cases/models/read-models.ts';
import {
  argument,
  type Call,
  type Command,
  listed,
  percentOf,
  portalOf,
  Refusal,
  textOf,
  withDatabase,
  wrongCall,
} from './call.ts';
import { noPortal, versionOf } from './models.ts';
import { moves, people } from './sentences.ts';
import { refusalOf, sayPlan, sayStep } from './show-plan.ts';

/** Commands that publish a plan, and show or steer what comes of it. */
export const PUBLISHING: Readonly<Record<string, Command>> = {
  publish: async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const { plan: fingerprint, by, note } = call.values;
    if (fingerprint === undefined || by === undefined || note === undefined)
      throw wrongCall(
        'Expected --plan with the fingerprint of a plan that was looked at, --by with a name and --note.',
      );
    const tolerance = call.values.tolerance === undefined ? undefined : percentOf(call, 'tolerance');
    const wanted = { fingerprint, by: { userId: null, name: by }, note };
    const wish = { ...wanted, ...(tolerance !== undefined && { tolerance }) };
    if (call.values.at !== undefined) return schedule(call, portalId, wish, call.values.at);
    if (tolerance !== undefined)
      throw wrongCall('--tolerance needs --at. Without --at exactly the plan that was shown is published.');
    await withDatabase(call, async (context) => {
      const outcome = await publishPlan(context, portalId, wish, { onStep: sayStep(call) });
      switch (outcome.outcome) {
        case 'published':
          return call.print(
            `Version ${outcome.version} holds now. The server rolls it out to ${people(outcome.movers)} that ${moves(outcome.movers)}, then to all others, and writes only what changes.`,
          );
        case 'moved':
          call.tell(listed('The plan does not hold any more, and nothing has changed:', outcome.sentences));
          sayPlan(call, outcome);
          throw new Refusal('Look at the new plan, and publish it.', 3);
        case 'no_plan':
        case 'done_before':
        case 'no_note':
          throw notTaken(outcome, portalId, fingerprint);
        case 'not_signed':
          throw new Refusal(
            `The version in force asks for two signatures, and nothing has changed: ${outcome.missing.join(' and ')} must sign the draft first.`,
          );
        default:
          throw refusalOf(outcome, portalId);
      }
    });
  },
  scheduled: async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const wish = call.args[1];
    if (wish !== undefined && wish !== 'cancel') throw wrongCall(`Expected cancel, and ${wish} came.`);
    await withDatabase(call, async (context) => {
      await versionOf(context, portalId, undefined);
      if (wish === 'cancel' && (await dropPublication(context.db, portalId)))
        return call.print('Nothing is scheduled any more.');
      const publication = await readPublication(context, portalId);
      if (call.values.json) return call.print(textOf(publication));
      if (publication === null) return call.print('Nothing is scheduled.');
      const { fingerprint, at, by, note, refused } = publication;
      call.print(`Plan ${fingerprint} by ${by.name} for ${new Date(at).toISOString()}: ${note}`);
      if (refused === null) return;
      for (const sentence of ['It was not published:', ...refused.sentences]) call.print(`  ${sentence}`);
    });
  },
  rollout: async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const wish = call.args[1];
    const { by = null } = call.values;
    if (wish !== undefined && wish !== 'pause' && wish !== 'resume')
      throw wrongCall(`Expected pause or resume, and ${wish} came.`);
    await withDatabase(call, async (context) => {
      await versionOf(context, portalId, undefined);
      const isFound =
        wish === undefined ||
        (await pauseRollout(context.db, { portalId, paused: wish === 'pause', now: context.clock.now(), by }));
      if (!isFound) throw new Refusal(`No roll-out is under way, so there is none to ${wish}.`);
      const rollout = await readRollout(context, portalId);
      call.print(
        rollout === null
          ? 'The version in force has reached every contact.'
          : `Version ${rollout.version} has been handed to ${rollout.done} of ${rollout.total} contacts${rollout.paused ? ', and waits' : ''}.`,
      );
    });
  },
};

/** Why a plan can be neither published nor scheduled. */
function notTaken(
  outcome: Extract<ScheduleOutcome, { readonly outcome: 'no_plan' | 'no_note' | 'done_before' }>,
  portalId: number,
  fingerprint: string,
): Refusal {
  switch (outcome.outcome) {
    case 'no_plan':
      return new Refusal(
        `There is no plan ${fingerprint}: "npm run -s model -- what-if ${portalId} FILE" makes one and shows it.`,
      );
    case 'done_before':
      return new Refusal(`This plan is version ${outcome.version} already.`);
    case 'no_note':
      return new Refusal('Expected a note that says why.');
  }
}

async function schedule(call: Call, portalId: number, wish: PublishWish, text: string): Promise<void> {
  const at = parseInstant(text);
  if (at === null) throw wrongCall(`Expected --at with an instant such as 2026-12-01T08:00Z, and ${text} came.`);
  await withDatabase(call, async (context) => {
    const outcome = await schedulePlan(context, portalId, { ...wish, at });
    switch (outcome.outcome) {
      case 'scheduled':
        return call.print(`The server publishes plan ${wish.fingerprint} at ${new Date(at).toISOString()}.`);
      case 'past':
        throw new Refusal(`${new Date(at).toISOString()} is over.`);
      case 'not_installed':
        throw noPortal(portalId);
      default:
        throw notTaken(outcome, portalId, wish.fingerprint);
    }
  });
}
