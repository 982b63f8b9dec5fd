import { expect, it } from 'vitest';
import { createTasks, type TaskPorts, type TaskToCreate } from './create-tasks.ts';

const task = (contactId: number, who: Partial<TaskToCreate>): TaskToCreate => ({
  contactId,
  key: 'manual:1',
  subject: 'Get in touch',
  dueAt: 0,
  ownerId: null,
  queueId: null,
  ...who,
});

/**
 * Takes tasks for owners of these ids and for nobody; contact 666 is refused whatever it is for.
 */
function hubspot(owners: readonly string[]) {
  const calls: number[] = [];
  const create: TaskPorts['createTasks'] = async (rows) => {
    calls.push(rows.length);
    return rows.map(({ traceId, contactId, ownerId, queueId }) => {
      const isFine =
        contactId !== '666' && (ownerId === undefined || owners.includes(ownerId)) && queueId === undefined;
      return isFine
        ? { traceId, outcome: 'created', taskId: contactId }
        : { traceId, outcome: 'failed', reason: 'invalid', code: 'NO', propertyNames: [] };
    });
  };
  return { calls, create };
}

it('a task for an owner who has left, or for a queue that is gone, is for whoever takes it', async () => {
  const { calls, create } = hubspot(['1']);

  const settled = await createTasks({ createTasks: create }, [
    task(11, { ownerId: '1' }),
    task(12, { ownerId: '2' }),
    task(13, { queueId: '3' }),
  ]);

  expect(settled.map(({ contactId, outcome }) => [contactId, outcome])).toEqual([
    [11, 'created'],
    [12, 'created'],
    [13, 'created'],
  ]);
  expect(calls).toEqual([3, 2]);
});

it('a task for an owner who has left is for the fallback before it is for whoever takes it', async () => {
  const { create } = hubspot(['7']);
  const owners: (string | undefined)[] = [];
  const createAndNote: typeof create = (rows) => {
    owners.push(...rows.map(({ ownerId }) => ownerId));
    return create(rows);
  };

  const settled = await createTasks({ createTasks: createAndNote }, [task(11, { ownerId: '2' })], '7');

  expect(settled).toMatchObject([{ contactId: 11, outcome: 'created' }]);
  expect(owners).toEqual(['2', '7']);
});

it('what is refused whoever it is for has failed, and is settled once', async () => {
  const { calls, create } = hubspot(['1']);

  const settled = await createTasks({ createTasks: create }, [
    task(666, { ownerId: '1' }),
    task(666, { key: 'late:1' }),
  ]);

  expect(settled).toEqual([
    { contactId: 666, key: 'late:1', outcome: 'failed', error: 'task_refused NO', missing: [] },
    { contactId: 666, key: 'manual:1', outcome: 'failed', error: 'task_refused NO', missing: [] },
  ]);
  expect(calls).toEqual([2, 1]);
});

it('a task that lacks what the account requires of every task is not sent for nobody too', async () => {
  const calls: number[] = [];
  const create: TaskPorts['createTasks'] = async (rows) => {
    calls.push(rows.length);
    const refusal = {
      reason: 'invalid',
      code: 'MISSING_REQUIRED_PROPERTY',
      propertyNames: ['hs_task_priority'],
    } as const;
    return rows.map(({ traceId }) => ({ traceId, outcome: 'failed', ...refusal }));
  };

  const settled = await createTasks({ createTasks: create }, [task(11, { ownerId: '1' })]);

  expect(settled).toMatchObject([{ outcome: 'failed', missing: ['hs_task_priority'] }]);
  expect(calls).toEqual([1]);
});

it('what only its owner may get goes to nobody else, and needs only the contact that it is filed under', async () => {
  const linked: (readonly string[] | undefined)[] = [];
  const create: TaskPorts['createTasks'] = async (rows) => {
    linked.push(...rows.map(({ also }) => also));
    const { create: take } = hubspot(['1', '7']);
    return take(rows.map((row) => ({ ...row, contactId: row.also?.includes('666') ? '666' : row.contactId })));
  };
  const summary = { key: 'summary-5-2026-11-23', also: [12, 666], lines: ['So it is.'], onlyFor: 'owner' } as const;

  expect(await createTasks({ createTasks: create }, [task(11, { ...summary, ownerId: '1' })], '7')).toMatchObject([
    { contactId: 11, outcome: 'created' },
  ]);
  expect(linked).toEqual([['12', '666'], []]);
  expect(await createTasks(hubspotOf(['7']), [task(11, { ...summary, ownerId: '1', also: [] })], '7')).toMatchObject([
    { contactId: 11, outcome: 'failed' },
  ]);
});

const hubspotOf = (owners: readonly string[]): Pick<TaskPorts, 'createTasks'> => ({
  createTasks: hubspot(owners).create,
});
