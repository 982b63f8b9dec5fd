import { expect, it } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import { pointsOf } from '../../src/store/ledgers/history.ts';
import { someone } from '../support/someone.ts';
import { START, testWorld } from '../support/world.ts';

it('a contact that a process judges by a clock ahead, and another by one behind, has a history that goes forward', async () => {
  const clock = createClock(START, 'frozen');
  let ahead = 5 * 60_000;
  const world = await testWorld({ sandbox: { clock }, app: { clock: { now: () => clock.now() + ahead } } });
  const { sandbox, app } = world;
  const portalId = sandbox.portal().settings.id;
  const user = someone(sandbox.url, portalId);
  const id = await user.creates({ email: 'ann@firm.example' });
  await world.install();
  await world.settled();

  ahead = 0;
  await user.changes(id, { jobtitle: 'Head of Marketing' });
  await world.settled();

  const shown = sandbox.state().contacts[0]?.properties['ripen_score'];
  const points = await pointsOf(app.database.db, { portalId, contactId: Number(id) });
  expect(Number(shown)).toBeGreaterThan(0);
  expect(`${points[0]?.score}`, 'the newest point is what HubSpot shows').toBe(shown);
});
