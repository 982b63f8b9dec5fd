import { expect, it } from 'vitest';
import { someone } from '../support/someone.ts';
import { until } from '../support/until.ts';
import { testWorld } from '../support/world.ts';

it('a change that is taken back while its evaluation is being written is taken back in HubSpot too', async () => {
  const world = await testWorld();
  const { sandbox } = world;
  const user = someone(sandbox.url, sandbox.portal().settings.id);
  await user.creates({ email: 'ann@firm.example', jobtitle: 'Student', country: 'Germany' });
  await world.install();
  await world.settled();
  const before = sandbox.state();
  const [{ id }] = before.contacts as unknown as readonly [{ id: string }];
  // HubSpot takes the write and loses the answer, so that it comes again after a pause.
  sandbox.faults.add({
    method: 'POST',
    path: '/crm/objects/2026-09/contacts/batch/update',
    effect: { kind: 'reset', applied: true },
  });
  await user.changes(id, { jobtitle: 'Chief Executive Officer' });
  await until('the write was lost', () => sandbox.faults.pending().length === 0);

  await user.changes(id, { jobtitle: 'Student' });
  await world.settled();

  expect(sandbox.state()).toEqual(before);
});
