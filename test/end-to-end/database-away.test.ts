import { expect, it, onTestFinished } from 'vitest';
import { loadSample } from '../../sandbox/sample/sample.ts';
import { movePortal } from '../../src/use-cases/portals/move/move-portal.ts';
import { freshDatabaseUrl } from '../support/database/database.ts';
import { fewOfEach } from '../support/few-of-each.ts';
import { openWire } from '../support/programs/wire.ts';
import { someone } from '../support/someone.ts';
import { until } from '../support/until.ts';
import { testWorld } from '../support/world.ts';

/* One of several databases is away when a process starts, and comes back. */

it('a process starts and installs while one of its databases is away, and serves that one when it is back', async () => {
  const two = await freshDatabaseUrl();
  const url = new URL(two.url);
  const wire = await openWire(url.searchParams.get('host')!);
  onTestFinished(() => two.drop().finally(wire.close));
  url.search = '';
  url.host = `127.0.0.1:${wire.port}`;
  wire.cut();

  const world = await testWorld({ databases: new Map([['two', url.href]]) });
  const { sandbox, app, config } = world;
  const portalId = sandbox.portal().settings.id;
  const scoreOf = (id: string) => sandbox.portal().records.contacts.get(id)?.properties['ripen_job_area'];
  const ready = async () => (await fetch(`${config.publicUrl}/health/ready`)).json() as Promise<{ away?: unknown }>;
  // The fewest accounts are in the other one, which nobody can use.
  await app.database.db.insertInto('portal').values({ portal_id: 1, status: 'active', installed_at: 0 }).execute();
  loadSample(sandbox.portal(), fewOfEach(sandbox.clock.now(), 1));
  await world.install();
  const id = await someone(sandbox.url, portalId).creates({ jobtitle: 'Head of Marketing' });
  await until('it is scored', () => scoreOf(id) === 'marketing');
  expect(await ready()).toEqual({ ready: true, away: [{ database: 'two', reason: 'unreachable' }] });

  wire.heal();
  await until('both can be used', async () => (await ready()).away === undefined);
  expect(await movePortal(app.places, portalId, 'two')).toMatchObject({ outcome: 'moved' });
  await someone(sandbox.url, portalId).changes(id, { jobtitle: 'Head of Finance' });
  await until('it is scored there', () => scoreOf(id) === 'finance');
});
