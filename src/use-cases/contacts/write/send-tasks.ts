import { z } from 'zod';
import type { WriteRule } from '../../../domain/sync/write-rules.ts';
import type { TaskStatus } from '../../../hubspot/operations/tasks.ts';
import { isHubspotError } from '../../../hubspot/transport/errors.ts';
import { findWriteRules, takeProbe } from '../../../store/portals/write-rules.ts';
import {
  claimTasks,
  deferClosing,
  holdTasks,
  OPEN_AGAIN,
  type OpenTask,
  type SettledTask,
  settleClosed,
  settleTasks,
  tasksInDoubt,
  tasksToClose,
} from '../../../store/work/tasks.ts';
import { MAX_ATTEMPTS, type Session } from '../../session.ts';
import { accountRules, rememberRules } from '../account-rules.ts';
import { createTasks, settleTasksInDoubt, type TaskSettlement, type TaskToCreate } from './create-tasks.ts';

export const TASKS_AT_ONCE = 100;
/** Closing takes one call for each task. */
const CLOSED_AT_ONCE = 20;
/** After a refusal, closing a task is tried again so much later. */
const CLOSE_AGAIN_MS = 24 * 3_600_000;

/** Sends up to 100 tasks from the outbox. Returns how many it took. */
export async function sendTasks(session: Session): Promise<number> {
  const { db, portalId, clock } = session;
  const now = clock.now();
  const tasks = await claimTasks(db, { portalId, limit: TASKS_AT_ONCE, now });
  if (tasks.length === 0) return 0;
  const rule = await taskRule(session);
  // While the account requires a property that our tasks do not have, one task a day tries whether
  // it still does.
  const mayTry = rule === undefined || (rule.tryAt <= now && (await takeProbe(db, { portalId, rule, now })));
  const sent = rule === undefined ? tasks : mayTry ? tasks.slice(0, 1) : [];
  // A task that was refused before goes alone, so that it does not hold up the others.
  const groups = [sent.filter(({ attempts }) => attempts <= 1), ...sent.filter((t) => t.attempts > 1).map((t) => [t])];
  const { fallbackOwner = null } = session.settings.compiled.model.routing;
  const settled: TaskSettlement[] = [];
  for (const group of groups.filter(({ length }) => length > 0))
    settled.push(...(await createTasks(session.hubspot, group.map(taskOf), fallbackOwner)));

  const lacking = settled.find((task) => task.outcome === 'failed' && task.missing.length > 0);
  const missing = lacking?.outcome === 'failed' ? lacking.missing : [];
  if (missing.length > 0)
    await rememberRules(session, [{ part: 'task', value: '', code: 'MISSING_REQUIRED_PROPERTY', properties: missing }]);
  else if (rule !== undefined && settled.some(({ outcome }) => outcome === 'created'))
    await accountRules(session, []).forget(rule);
  const tryAt = (await taskRule(session))?.tryAt ?? 0;
  const waiting = tasks.filter((task) => !sent.includes(task));
  await settle(session, [
    ...settled.map((task) =>
      task.outcome === 'failed' && task.missing.length > 0 ? { ...task, outcome: 'pending' as const, tryAt } : task,
    ),
    ...waiting.map(({ contactId, key }) => ({ contactId, key, outcome: 'pending' as const, tryAt })),
  ]);
  if (missing.length > 0) await holdTasks(db, portalId, tryAt);
  return tasks.length;
}

const taskRule = async ({ db, portalId }: Session): Promise<WriteRule | undefined> =>
  (await findWriteRules(db, portalId)).find(({ part }) => part === 'task');

/** Closes some tasks that are no longer needed. Returns how many it took. */
export async function closeTasksInHubspot({ db, portalId, hubspot, metrics, clock, log }: Session): Promise<number> {
  const now = clock.now();
  const tasks = await tasksToClose(db, { portalId, limit: CLOSED_AT_ONCE, now });
  for (const { contactId, key, hubspotId, as } of tasks) {
    try {
      // What somebody has done with the task meanwhile stays.
      const isOurs =
        as !== OPEN_AGAIN || (await hubspot.readTaskStatus([`${hubspotId}`])).get(`${hubspotId}`) === 'DEFERRED';
      if (isOurs) await hubspot.updateTask(`${hubspotId}`, { status: as as TaskStatus });
    } catch (error) {
      if (isHubspotError(error, 'invalid', 'conflict')) {
        // Perhaps a rule of the account refuses it; other tasks may be closed all the same.
        log.warn({ portalId, contactId, error }, 'A task could not be closed');
        await deferClosing(db, { portalId, task: { contactId, key }, until: now + CLOSE_AGAIN_MS });
        continue;
      }
      // When somebody deleted the task, it counts as closed.
      if (!isHubspotError(error, 'not_found')) throw error;
    }
    await settleClosed(db, { portalId, tasks: [{ contactId, key, as }] });
    metrics.tasks.inc({ outcome: as === OPEN_AGAIN ? 'reopened' : 'closed' });
  }
  return tasks.length;
}

/**
 * Finds out, at the beginning of a session, whether HubSpot has the tasks that were being sent when
 * the last session ended.
 */
export async function settleDoubts(session: Session): Promise<void> {
  const doubtful = await tasksInDoubt(session.db, session.portalId);
  await settle(session, await settleTasksInDoubt(session.hubspot, doubtful.map(taskOf)));
}

async function settle(
  { db, portalId, metrics, clock, log }: Session,
  settlements: readonly (TaskSettlement | SettledTask)[],
): Promise<void> {
  const { deadLetters } = await settleTasks(db, {
    portalId,
    tasks: settlements,
    now: clock.now(),
    maxAttempts: MAX_ATTEMPTS,
    random: Math.random,
  });
  const failed = settlements.filter((one) => one.outcome === 'failed');
  if (failed.length > 0)
    log.warn({ portalId, codes: [...new Set(failed.map(({ error }) => error))], deadLetters }, 'Tasks were refused');
  for (const { outcome } of settlements) metrics.tasks.inc({ outcome });
}

const body = z.object({
  subject: z.string(),
  ownerId: z.string().nullable(),
  queueId: z.string().nullable().default(null),
  lines: z.array(z.string()).readonly().default([]),
  also: z.array(z.number()).readonly().default([]),
  onlyFor: z.literal('owner').optional(),
});

const taskOf = ({ contactId, key, dueAt, body: stored }: OpenTask): TaskToCreate => ({
  contactId,
  key,
  dueAt,
  ...body.parse(stored),
});
