import { noteContacts } from '../../../store/contacts/note-contacts.ts';
import { openTasks, settleClosed } from '../../../store/work/tasks.ts';
import type { Session } from '../../session.ts';

/**
 * Kinds of tasks that ask somebody to get in touch or to answer: whoever completes one says that it
 * is done.
 */
const TOUCHES = ['manual', 'late', 'respond', 'remind', 'escalate'];
const TASKS_AT_ONCE = 100;

/**
 * Asks HubSpot for the status of every open task: people complete tasks there, and no webhook says
 * so. Returns how many tasks were closed.
 */
export async function watchTasks({ db, portalId, hubspot, clock }: Session): Promise<number> {
  let closed = 0;
  let after = { contactId: 0, key: '' };
  for (;;) {
    const tasks = await openTasks(db, { portalId, after, limit: TASKS_AT_ONCE });
    const last = tasks.at(-1);
    if (last === undefined) return closed;
    const statuses = await hubspot.readTaskStatus(tasks.map(({ hubspotId }) => `${hubspotId}`));
    const statusOf = ({ hubspotId }: (typeof tasks)[number]) => statuses.get(`${hubspotId}`) ?? 'DELETED';
    const done = tasks.filter((task) => ['COMPLETED', 'DELETED'].includes(statusOf(task)));
    const touched = done.filter((task) => TOUCHES.includes(task.kind) && statusOf(task) === 'COMPLETED');
    // Note the touch first: if the process ends between the two, the next run notes it again.
    const now = clock.now();
    const contactIds = [...new Set(touched.map(({ contactId }) => contactId))];
    await noteContacts(db, {
      portalId,
      now,
      notes: contactIds.map((contactId) => ({ contactId, decisions: { touchedAt: now } })),
    });
    await settleClosed(db, { portalId, tasks: done });
    closed += done.length;
    after = last;
  }
}
