import { knownFacts } from '../../domain/lead/known-facts.ts';
import { compileTerritories, NO_TURNS, type Territory, territoryOf } from '../../domain/sales/routing.ts';
import { callsOf, ROWS_PER_CALL } from '../../hubspot/operations/records.ts';
import { isHubspotError } from '../../hubspot/transport/errors.ts';
import { troubleOf } from '../../postgres/trouble.ts';
import { noteContacts } from '../../store/contacts/note-contacts.ts';
import { holdTurns, keepTurns } from '../../store/ledgers/assignments.ts';
import { inTransaction } from '../../store/transaction.ts';
import { keepAtHand } from '../../store/work/at-hand.ts';
import type { Outputs } from '../../store/work/callbacks.ts';
import {
  deferCallbacks,
  finishCallbacks,
  type ReadyCallback,
  readyCallbacks,
  storeAnswers,
} from '../../store/work/callbacks.ts';
import { putTasks } from '../../store/work/tasks.ts';
import { allOf } from '../all-of.ts';
import type { RipenSettings } from '../contacts/judge/judge-contact.ts';
import type { Session } from '../session.ts';
import { tellApart } from '../tell-apart.ts';
import { answerEnrolments } from './answer-enrolments.ts';
import type { Answer, ContactInAction } from './workflow-action.ts';

/** So many calls go at the same time, so that answers keep up with the contacts. */
const CALLS_AT_ONCE = 3;
/** So many callbacks are answered at once. */
export const CALLBACKS_AT_ONCE = CALLS_AT_ONCE * ROWS_PER_CALL.records;

/**
 * Our answer may come before HubSpot has noted that it waits for one; HubSpot then says
 * `not_found`. For so long after the request Ripen tries again.
 */
const SETTLES_MS = 10 * 60_000;
const AGAIN_MS = 15_000;

/**
 * Answers some workflows whose contacts have been evaluated. It commits the answers before it sends
 * them, so a second try says the same; HubSpot refuses an answer that it has already, and the
 * callback is finished. Returns how many callbacks it took.
 */
export async function completeCallbacks(session: Session): Promise<number> {
  const { db, portalId, clock, log, metrics } = session;
  const ready = await readyCallbacks(db, { portalId, now: clock.now(), limit: CALLBACKS_AT_ONCE });
  if (ready.length === 0) return 0;

  // When HubSpot has stopped waiting, the action is not carried out either.
  const now = clock.now();
  const waitedFor = ready.filter(({ expiresAt }) => now < expiresAt);
  const late = ready.filter((callback) => !waitedFor.includes(callback));
  await finishCallbacks(db, portalId, idsOf(late));
  metrics.callbacks.inc({ outcome: 'late' }, late.length);

  const answers = await answersOf(session, waitedFor);
  const open = new Map(
    waitedFor.flatMap((callback) => (answers.has(callback.callbackId) ? [[callback.callbackId, callback]] : [])),
  );
  const settle = async ({ completed, failed }: Outcome) => {
    const early = failed.flatMap(({ callbackId, reason }) => {
      const isEarly = reason === 'not_found' && now < open.get(callbackId)!.createdAt + SETTLES_MS;
      return isEarly ? [callbackId] : [];
    });
    const callbackIds = [...completed, ...failed.map(({ callbackId }) => callbackId)];
    await deferCallbacks(db, portalId, { callbackIds: early, until: now + AGAIN_MS });
    await finishCallbacks(
      db,
      portalId,
      callbackIds.filter((callbackId) => !early.includes(callbackId)),
    );
    metrics.callbacks.inc({ outcome: 'completed' }, completed.length);
    metrics.callbacks.inc({ outcome: 'refused' }, failed.length);
    if (failed.length > 0) log.warn({ portalId, refused: failed.length }, 'HubSpot did not wait for some answers');
    for (const callbackId of callbackIds) open.delete(callbackId);
  };
  const completions = [...open.keys()].map((callbackId) => ({
    callbackId,
    outputFields: answers.get(callbackId)! as Answer,
  }));
  try {
    // HubSpot completes a callback once: the outcome of a call is stored though another fails.
    await allOf(
      callsOf('completeCallbacks', completions, ROWS_PER_CALL.records, ({ callbackId }) => callbackId).map(
        async (some) => settle(await session.hubspot.completeCallbacks(some)),
      ),
    );
  } catch (error) {
    // Without the permission HubSpot takes no answer; other work goes on.
    if (!isHubspotError(error, 'missing_scopes')) throw error;
    await settle({
      completed: [],
      failed: [...open.keys()].map((callbackId) => ({ callbackId, reason: 'missing_scopes' })),
    });
  }
  return ready.length;
}

type Outcome = {
  readonly completed: readonly string[];
  readonly failed: readonly { readonly callbackId: string; readonly reason: string }[];
};

const idsOf = (callbacks: readonly ReadyCallback[]): string[] => callbacks.map(({ callbackId }) => callbackId);

/**
 * The answers that an earlier try stored, and new ones. A callback that cannot be answered is
 * absent; it is tried again after a pause as long as it has waited so far.
 */
async function answersOf(session: Session, ready: readonly ReadyCallback[]): Promise<ReadonlyMap<string, Outputs>> {
  const { db, portalId, clock, hubspot, log, metrics, actions } = session;
  const answers = new Map(
    ready.flatMap(({ callbackId, outputs }) => (outputs === null ? [] : [[callbackId, outputs] as const])),
  );
  const unanswered = ready.filter(({ outputs }) => outputs === null);
  if (unanswered.length === 0) return answers;
  const needOwners = unanswered.some(({ action }) => actions.get(action)?.asksForOwners);
  const owners = needOwners ? new Set((await hubspot.owners()).map(({ id }) => id)) : null;
  await tellApart(unanswered, {
    work: async (callbacks) => {
      for (const { callbackId, outputs } of await answer(session, callbacks, owners)) answers.set(callbackId, outputs);
    },
    isAboutRecords: (error) => troubleOf(error) === null,
    costly: false,
    failed: async ({ callbackId, action, createdAt }, error) => {
      log.error({ portalId, action, error }, 'A workflow could not be answered');
      metrics.callbacks.inc({ outcome: 'failed' });
      const waited = Math.max(AGAIN_MS, clock.now() - createdAt);
      await deferCallbacks(db, portalId, { callbackIds: [callbackId], until: clock.now() + waited });
    },
  });
  return answers;
}

/**
 * Finds answers, and stores them with the notes, tasks and assignments that come of them. `owners`
 * is null if no action asks for one.
 */
async function answer(
  { db, portalId, clock, settings, actions }: Session,
  callbacks: readonly ReadyCallback[],
  owners: ReadonlySet<string> | null,
): Promise<readonly { readonly callbackId: string; readonly outputs: Outputs }[]> {
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    const held = owners === null ? null : await holdTurns(trx, portalId);
    const answered = answerEnrolments(actions, callbacks, {
      now,
      model: settings.compiled.model,
      owners: owners ?? new Set(),
      turns: held ?? NO_TURNS,
      territoryOf: territoriesIn(settings, now),
    });
    await noteContacts(trx, { portalId, notes: answered.notes, now });
    const tasks = answered.tasks.map(({ contactId, callbackId, dueAt, ...body }) => ({
      contactId,
      key: `routed:${callbackId}`,
      kind: 'routed',
      dueAt,
      body,
    }));
    await putTasks(trx, portalId, tasks, now);
    await keepAtHand(
      trx,
      portalId,
      tasks.map(({ contactId }) => contactId),
    );
    if (held !== null && answered.assignments.length > 0)
      await keepTurns(trx, portalId, { turns: answered.turns, assignments: answered.assignments, now });
    await storeAnswers(trx, portalId, answered.answers);
    return answered.answers;
  });
}

/** Finds the territory of a contact by its last reading and the inputs given since. */
function territoriesIn({ compiled, referenceData }: RipenSettings, now: number) {
  const territories = compileTerritories(compiled.model);
  return ({ facts, inputs, memory, decisions }: ContactInAction): Territory | undefined => {
    if (facts === null) return undefined;
    const current = { ...facts, contact: { ...facts.contact, ...inputs } };
    return territoryOf(territories, knownFacts(current, referenceData, { memory, decisions }), now);
  };
}
