import { z } from 'zod';
import { claimTasks, type OpenTask, settleTasks, tasksInDoubt } from '../store/tasks.ts';
import { createTasks, settleTasksInDoubt, type TaskSettlement, type TaskToCreate } from '../use-cases/create-tasks.ts';
import type { Session } from './session.ts';

const BATCH = 100;

/** Sends up to 100 tasks from the outbox. Returns how many. */
export async function workTasks(session: Session): Promise<number> {
  const tasks = await claimTasks(session.db, { portalId: session.portalId, limit: BATCH });
  if (tasks.length === 0) return 0;
  await settle(session, await createTasks(session.hubspot, tasks.map(taskOf)));
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

const body = z.object({ subject: z.string(), ownerId: z.string().nullable() });

const taskOf = ({ contactId, key, dueAt, body: stored }: OpenTask): TaskToCreate => ({
  contactId,
  key,
  dueAt,
  ...body.parse(stored),
});
