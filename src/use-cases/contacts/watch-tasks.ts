/*
 * People tick off tasks in HubSpot, and no webhook says so: those that are open are looked at from
 * time to time.
 */

export type WatchedTask = {
  readonly contactId: number;
  readonly key: string;
  readonly kind: string;
  readonly hubspotId: number;
};

export type WatchPorts = {
  /** open tasks behind the given one, in a fixed order; none: that was all */
  readonly openTasks: (after: { readonly contactId: number; readonly key: string }) => Promise<readonly WatchedTask[]>;
  /** up to 100; a task that does not exist any more is absent */
  readonly readTaskStatus: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** these are not open any more */
  readonly settleClosed: (tasks: readonly WatchedTask[]) => Promise<void>;
  /** somebody did what these contacts were to be touched for */
  readonly noteTouched: (contactIds: readonly number[]) => Promise<void>;
};

/** Tasks that ask for a touch by hand: whoever ticks one off says that it is done. */
const TOUCHES = ['manual', 'late'];

/** Looks at every open task, 100 a call. Returns how many were found closed. */
export async function watchTasks(ports: WatchPorts): Promise<number> {
  let closed = 0;
  let after = { contactId: 0, key: '' };
  for (;;) {
    const tasks = await ports.openTasks(after);
    const last = tasks.at(-1);
    if (last === undefined) return closed;
    const statuses = await ports.readTaskStatus(tasks.map(({ hubspotId }) => `${hubspotId}`));
    const statusOf = ({ hubspotId }: WatchedTask) => statuses.get(`${hubspotId}`) ?? 'DELETED';
    const done = tasks.filter((task) => ['COMPLETED', 'DELETED'].includes(statusOf(task)));
    const touched = done.filter((task) => TOUCHES.includes(task.kind) && statusOf(task) === 'COMPLETED');
    // The word first: if this is interrupted between the two, it is said again.
    await ports.noteTouched([...new Set(touched.map(({ contactId }) => contactId))]);
    await ports.settleClosed(done);
    closed += done.length;
    after = last;
  }
}
