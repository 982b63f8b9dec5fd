import { expect, it, onTestFinished } from 'vitest';
import { loadSample } from '../../sandbox/sample/sample.ts';
import { movePortal } from '../../src/use-cases/portals/move/move-portal.ts';
import { freshDatabaseUrl } from '../support/database/database.ts';
import { deliver } from '../support/deliver.ts';
import { fewOfEach } from '../support/few-of-each.ts';
import { openWire } from '../support/programs/wire.ts';
import { someone } from '../support/someone.ts';
import { until } from '../support/until.ts';
import { testWorld } from '../support/world.ts';

/* One of several databases is away or says nothing, and comes back. */

/** An empty database, and the wire to it. */
async function wiredDatabase() {
  const { url: direct, drop } = await freshDatabaseUrl();
  const url = new URL(direct);
  const wire = await openWire(url.searchParams.get('host')!);
  onTestFinished(() => drop().finally(wire.close));
  url.search = '';
  url.host = `127.0.0.1:${wire.port}`;
  return { url: url.href, wire };
}

it('requests do not wait for the directory while it says nothing, and it does not hinder the other portals', async () => {
  const { url, wire } = await wiredDatabase();
  const two = await freshDatabaseUrl();
  onTestFinished(two.drop);
  const world = await testWorld({ database: { databaseUrl: url }, databases: new Map([['two', two.url]]) });
  const { sandbox, app } = world;
  const portalId = sandbox.portal().settings.id;
  const user = someone(sandbox.url, portalId);
  await app.database.db.insertInto('portal').values({ portal_id: 1, status: 'active', installed_at: 0 }).execute();
  const id = await user.creates({ jobtitle: 'Head of Marketing' });
  await world.install();
  await world.settled();

  wire.mute();
  await user.changes(id, { jobtitle: 'Head of Finance' });
  await until(
    'it is scored',
    () => sandbox.portal().records.contacts.get(id)?.properties['ripen_job_area'] === 'finance',
  );
  const taken = wire.taken();
  const deliveries = Array.from({ length: 8 }, (_, n) => ({
    eventId: n,
    portalId,
    subscriptionType: 'contact.propertyChange',
    objectId: Number(id),
    propertyName: 'country',
    propertyValue: 'France',
    occurredAt: sandbox.clock.now(),
  }));
  for (const event of deliveries) expect(await deliver(world, [event])).toMatchObject({ status: 204 });
  expect(wire.taken() - taken, 'attempts to ask').toBeLessThan(deliveries.length);
});

it('a process starts and installs while one of its databases is away, and serves that one when it is back', async () => {
  const { url, wire } = await wiredDatabase();
  wire.cut();

  const world = await testWorld({ databases: new Map([['two', url]]) });
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
