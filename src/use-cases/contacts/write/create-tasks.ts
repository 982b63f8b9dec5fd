import type { NewHubspotTask } from '../../../hubspot/operations/tasks.ts';

/*
 * Touches by hand become tasks for the owner. HubSpot has no idempotency key for a create, so each
 * task carries a mark of its own. When it is unknown whether a task was created (a crash, a lost
 * answer), Ripen looks for its mark before it creates the task again.
 */

export type TaskToCreate = {
  readonly contactId: number;
  readonly key: string;
  readonly subject: string;
  /** ms since 1970 UTC */
  readonly dueAt: number;
  readonly ownerId: string | null;
  /** the queue of tasks where it waits until somebody takes it; null: none */
  readonly queueId: string | null;
  /** what the body says, before the mark */
  readonly lines?: readonly string[];
  /** other contacts that it is linked to, as far as HubSpot has them */
  readonly also?: readonly number[];
  /** nobody else gets it */
  readonly onlyFor?: 'owner' | undefined;
};

export type TaskSettlement = { readonly contactId: number; readonly key: string } & (
  | { readonly outcome: 'created'; readonly hubspotId: number }
  | { readonly outcome: 'failed'; readonly error: string; readonly missing: readonly string[] }
  /** HubSpot surely does not have it: it is to be created again */
  | { readonly outcome: 'pending' }
);

export type TaskPorts = {
  readonly createTasks: (rows: readonly NewHubspotTask[]) => Promise<
    readonly ({ readonly traceId: string } & (
      | { readonly outcome: 'created'; readonly taskId: string }
      | {
          readonly outcome: 'failed';
          readonly reason: 'not_found' | 'invalid';
          readonly code: string;
          readonly propertyNames: readonly string[];
        }
      | { readonly outcome: 'unknown' }
    ))[]
  >;
  readonly tasksOfContacts: (
    contactIds: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly { readonly id: string; readonly body: string }[]>>;
};

/**
 * Creates up to 100 tasks. The answer lacks tasks of which HubSpot did not say whether it created
 * them: they stay in doubt.
 */
export async function createTasks(
  { createTasks: create }: Pick<TaskPorts, 'createTasks'>,
  tasks: readonly TaskToCreate[],
  fallbackOwner: string | null = null,
): Promise<TaskSettlement[]> {
  // HubSpot refuses a task for an owner who has left, or for a queue that was deleted. Then the
  // task goes to the fallback owner, and if HubSpot refuses that, too, to nobody in particular.
  const settled = await attempt(create, tasks);
  const forFallback = fallbackOwner === null ? settled : await again(create, tasks, settled, fallbackOwner);
  return again(create, tasks, forFallback, null);
}

/**
 * Sends refused tasks again, for another owner; what only its owner may get goes to the same one,
 * linked to one contact alone. It leaves out tasks that lack a property which the account requires
 * of every task: HubSpot would refuse them again.
 */
async function again(
  create: TaskPorts['createTasks'],
  tasks: readonly TaskToCreate[],
  settled: readonly TaskSettlement[],
  ownerId: string | null,
): Promise<TaskSettlement[]> {
  const refused = new Set(settled.filter((s) => s.outcome === 'failed' && s.missing.length === 0).map(markOf));
  const others = tasks
    .filter((task) => refused.has(markOf(task)))
    .flatMap((task): TaskToCreate[] => {
      if (task.onlyFor === 'owner') return ownerId === null && task.also !== undefined ? [{ ...task, also: [] }] : [];
      return task.ownerId !== ownerId || task.queueId !== null ? [{ ...task, ownerId, queueId: null }] : [];
    });
  if (others.length === 0) return [...settled];
  const marks = new Set(others.map(markOf));
  return [...settled.filter((task) => !marks.has(markOf(task))), ...(await attempt(create, others))];
}

async function attempt(create: TaskPorts['createTasks'], tasks: readonly TaskToCreate[]): Promise<TaskSettlement[]> {
  const results = new Map((await create(tasks.map(asNewTask))).map((r) => [r.traceId, r]));
  return tasks.flatMap((task): TaskSettlement[] => {
    const { contactId, key } = task;
    const result = results.get(markOf(task));
    if (result?.outcome === 'created')
      return [{ contactId, key, outcome: 'created', hubspotId: Number(result.taskId) }];
    if (result?.outcome === 'failed') return [{ contactId, key, outcome: 'failed', ...refusalOf(result) }];
    return [];
  });
}

type Refused = { readonly reason: string; readonly code: string; readonly propertyNames: readonly string[] };

/** `missing`: properties that the account requires of every task, and that ours do not have. */
function refusalOf({ reason, code, propertyNames }: Refused) {
  return {
    error: ['task_refused', reason === 'not_found' ? reason : code, ...propertyNames].join(' '),
    missing: code === 'MISSING_REQUIRED_PROPERTY' ? propertyNames : [],
  };
}

/**
 * Finds out whether HubSpot has tasks that are in doubt. Where the tasks of a contact cannot be
 * read, they stay in doubt.
 */
export async function settleTasksInDoubt(
  { tasksOfContacts }: Pick<TaskPorts, 'tasksOfContacts'>,
  doubtful: readonly TaskToCreate[],
): Promise<TaskSettlement[]> {
  if (doubtful.length === 0) return [];
  const found = await tasksOfContacts([...new Set(doubtful.map((t) => `${t.contactId}`))]);
  return doubtful.flatMap((task): TaskSettlement[] => {
    const { contactId, key } = task;
    const ofContact = found.get(`${contactId}`);
    if (ofContact === undefined) return [];
    const twin = ofContact.find(({ body }) => body.includes(markOf(task)));
    return [
      twin === undefined
        ? { contactId, key, outcome: 'pending' }
        : { contactId, key, outcome: 'created', hubspotId: Number(twin.id) },
    ];
  });
}

const asNewTask = (task: TaskToCreate) => ({
  traceId: markOf(task),
  contactId: `${task.contactId}`,
  ...(task.also !== undefined && { also: task.also.map(String) }),
  subject: task.subject,
  body: [...(task.lines ?? []), `Made by Ripen. Reference: ${markOf(task)}`].join('<br>'),
  dueAt: task.dueAt,
  ...(task.ownerId === null ? {} : { ownerId: task.ownerId }),
  ...(task.queueId === null ? {} : { queueId: task.queueId }),
});

/** The mark of a task of a contact; it never changes. */
const markOf = ({ contactId, key }: Pick<TaskToCreate, 'contactId' | 'key'>): string => `ripen-${contactId}-${key}`;
