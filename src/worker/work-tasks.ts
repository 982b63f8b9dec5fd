import { z } from 'zod';
import { isHubspotError } from '../hubspot/errors.ts';
import type { TaskStatus } from '../hubspot/tasks.ts';
import { claimTasks, type OpenTask, settleClosed, settleTasks, tasksInDoubt, tasksToClose } from '../store/tasks.ts';
import { createTasks, settleTasksInDoubt, type TaskSettlement, type TaskToCreate } from '../use-cases/create-tasks.ts';
import type { Session } from './session.ts';

const BATCH = 100;
/** Closing takes a call each. */
const CLOSE_BATCH = 20;

/** Sends up to 100 tasks from the outbox, and closes some that are not needed any more. Returns how many. */
export async function workTasks(session: Session): Promise<number> {
  return (await sendTasks(session)) + (await closeTasksInHubspot(session));
}

async function sendTasks(session: Session): Promise<number> {
  const tasks = await claimTasks(session.db, { portalId: session.portalId, limit: BATCH });
  if (tasks.length === 0) return 0;
  await settle(session, await createTasks(session.hubspot, tasks.map(taskOf)));
  return tasks.length;
}

async function closeTasksInHubspot({ db, portalId, hubspot, metrics }: Session): Promise<number> {
  const tasks = await tasksToClose(db, { portalId, limit: CLOSE_BATCH });
  for (const { contactId, key, hubspotId, as } of tasks) {
    try {
      await hubspot.updateTask(`${hubspotId}`, { status: as as TaskStatus });
    } catch (error) {
      // Somebody deleted it: then it is out of the way too.
      if (!isHubspotError(error, 'not_found')) throw error;
    }
    await settleClosed(db, { portalId, tasks: [{ contactId, key }] });
    metrics.tasks.inc({ outcome: 'closed' });
  }
  return tasks.length;
}

/** For a session that has just begun: finds out what became of tasks that were being sent when the last one ended. */
export async function settleDoubts(session: Session): Promise<void> {
  const doubtful = await tasksInDoubt(session.db, session.portalId);
  await settle(session, await settleTasksInDoubt(session.hubspot, doubtful.map(taskOf)));
}

async function settle({ db, portalId, metrics }: Session, settlements: readonly TaskSettlement[]): Promise<void> {
  await settleTasks(db, { portalId, tasks: settlements });
  for (const { outcome } of settlements) metrics.tasks.inc({ outcome });
}

const body = z.object({
  subject: z.string(),
  ownerId: z.string().nullable(),
  queueId: z.string().nullable().default(null),
});

const taskOf = ({ contactId, key, dueAt, body: stored }: OpenTask): TaskToCreate => ({
  contactId,
  key,
  dueAt,
  ...body.parse(stored),
});
