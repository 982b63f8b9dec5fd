import { describe, expect, it } from 'vitest';
import { lastEvaluation } from '../../demo/last-evaluation.ts';
import type { World } from '../../demo/world.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import { LIST_NAMES } from '../../src/domain/sync/ripen-properties.ts';
import { addJobs } from '../../src/store/work/jobs.ts';
import { newBackfill } from '../../src/use-cases/portals/read/backfill-contacts.ts';
import { fewOfEach } from '../support/few-of-each.ts';
import { shownOtherwise } from '../support/shown-again.ts';
import { DAY, tally, testWorld } from '../support/world.ts';

describe('a portal that installs Ripen', () => {
  it('has every contact scored, qualified, segmented and on the list of its track, and on no other', async () => {
    const world = await testWorld();
    loadSample(world.sandbox.portal());

    await world.install();
    await world.settled();

    const { contacts, lists } = world.sandbox.state();
    expect(contacts).toHaveLength(303);
    for (const { id, properties } of contacts) {
      expect(properties, `contact ${id}`).toMatchObject({
        ripen_score: expect.stringMatching(/^\d{1,3}$/),
        ripen_grade: expect.stringMatching(/^[A-D][1-4]$/),
        ripen_scored_at: expect.any(String),
        ripen_model_version: '1',
      });
      const track = properties['ripen_nurture_track'];
      const onLists = lists.filter((list) => list.members.includes(id)).map((list) => list.name);
      expect(onLists.sort(), `lists of contact ${id}`).toEqual(
        [
          ...(track === 'none' ? [] : [LIST_NAMES[track as keyof typeof LIST_NAMES]]),
          ...(properties['ripen_ready'] ? [LIST_NAMES.ready] : []),
        ].sort(),
      );
    }
    for (const property of ['ripen_qualification', 'ripen_dormant_segment', 'ripen_nurture_track'])
      expect(Object.keys(tally(world, property)).length, `kinds of ${property}`).toBeGreaterThanOrEqual(3);
    expect(world.sandbox.calls.summary()).toMatchObject({ rateLimited: 0 });
  });

  it('never sees a lifecycle stage moved back, nor touched where Ripen must not', async () => {
    const world = await testWorld();
    const portal = world.sandbox.portal();
    loadSample(portal, fewOfEach(portal.clock.now()));
    const order = world.sandbox.portal().settings.lifecycle.stages.map((stage) => stage.value);
    const before = new Map(world.sandbox.state().contacts.map((c) => [c.id, c.properties['lifecyclestage']]));

    await world.install();
    await world.settled();

    const moved = world.sandbox.state().contacts.filter((c) => c.properties['lifecyclestage'] !== before.get(c.id));
    expect(moved.length).toBeGreaterThan(10);
    for (const { id, properties } of moved) {
      const from = before.get(id);
      const to = properties['lifecyclestage'] ?? '';
      expect(order.indexOf(to), `${id}: ${from} to ${to}`).toBeGreaterThan(
        from === undefined ? -1 : order.indexOf(from),
      );
      expect(['marketingqualifiedlead', 'salesqualifiedlead']).toContain(to);
      expect(['customer', 'opportunity', 'evangelist']).not.toContain(from);
    }
  });

  it('explains each written score to the thousandth', async () => {
    const world = await testWorld();
    loadSample(world.sandbox.portal(), fewOfEach(world.sandbox.clock.now()));

    await world.install();
    await world.settled();

    for (const { id, properties } of world.sandbox.state().contacts) {
      const { scores } = (await lastEvaluation(world, Number(id)))!;
      for (const kind of ['explicit', 'implicit', 'combined'] as const) {
        const sum = scores[kind].contributions.reduce((total, { milli }) => total + milli, 0);
        const shown = properties[kind === 'combined' ? 'ripen_score' : `ripen_${kind}_score`];
        expect(sum, `${kind} score of ${id}`).toBe(Number(shown) * 1000);
      }
    }
    expect(await shownOtherwise(world)).toEqual([]);
  });

  it('gets no write from a second backfill when nothing has changed', async () => {
    const world = await testWorld();
    loadSample(world.sandbox.portal(), fewOfEach(world.sandbox.clock.now()));
    await world.install();
    await world.settled();
    const portalId = world.sandbox.portal().settings.id;
    world.sandbox.calls.reset();

    const now = world.sandbox.clock.now();
    await addJobs(world.app.database.db, {
      portalId,
      jobs: [{ kind: 'backfill', key: '', payload: newBackfill(now), runAt: now }],
      ifPresent: 'replace',
    });
    world.app.worker.wake();
    await world.settled();

    const routes = world.sandbox.calls.summary().counts.map((c) => `${c.method} ${c.route}`);
    expect(routes).toContain('GET /crm/objects/2026-09/{objectType}');
    expect(routes.filter((route) => /update|memberships|PATCH|batch\/create/.test(route))).toEqual([]);
  });

  it('can be installed from the marketplace, without a state of ours', async () => {
    const world = await testWorld();
    const url = world.sandbox.marketplaceInstall(`${world.config.publicUrl}/oauth/callback`);

    const answer = await fetch(url, { redirect: 'manual' });

    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toMatch(/^https:\/\/app\.hubspot\.com\//);
    await world.settled();
    expect(world.sandbox.state().lists).toHaveLength(Object.keys(LIST_NAMES).length);
  });

  it.each([
    ['no state and no return address', (url: URL) => url.searchParams.delete('returnUrl')],
    [
      'a return address that is not of HubSpot',
      (url: URL) => url.searchParams.set('returnUrl', 'https://hubspot.com.evil.example/'),
    ],
    ['a state that this browser did not get', (url: URL) => url.searchParams.set('state', 'made.up.state')],
  ])('is not installed with %s', async (_what, spoil) => {
    const world = await testWorld();
    const url = new URL(world.sandbox.marketplaceInstall(`${world.config.publicUrl}/oauth/callback`));
    spoil(url);

    const answer = await fetch(url, { redirect: 'manual' });

    expect(answer.status).toBe(400);
    expect((await world.app.database.pool.query('select from portal')).rowCount).toBe(0);
  });

  it('keeps the list that somebody gave another name, and makes no twin of it', async () => {
    const world = await testWorld();
    const portal = world.sandbox.portal();
    loadSample(portal, fewOfEach(portal.clock.now()));
    await world.install();
    await world.settled();
    const before = world.sandbox.state().lists;

    Object.assign(portal.lists.byName(LIST_NAMES.customer)!, { name: 'Our customers' });
    world.sandbox.clock.advance(DAY);
    await world.settled();

    const after = world.sandbox.state().lists;
    const renamed = (name: string) => (name === LIST_NAMES.customer ? 'Our customers' : name);
    expect(after.map(({ name }) => name).sort()).toEqual(before.map(({ name }) => renamed(name)).sort());
    const members = after.find(({ name }) => name === 'Our customers')!.members;
    expect(members).toEqual(before.find(({ name }) => name === LIST_NAMES.customer)!.members);
  });

  it('gets back, within a day, the list and the property that an admin deleted', async () => {
    const world = await testWorld();
    const portal = world.sandbox.portal();
    loadSample(portal, fewOfEach(portal.clock.now()));
    await world.install();
    await world.settled();
    const before = world.sandbox.state();

    portal.lists.remove(portal.lists.byName(LIST_NAMES.customer)!, world.sandbox.clock.now());
    await archiveProperty(world, 'ripen_reasons');
    world.sandbox.calls.reset();
    world.sandbox.clock.advance(DAY);
    await world.settled();

    const after = world.sandbox.state();
    expect(after.lists.map((l) => l.name)).toEqual(before.lists.map((l) => l.name));
    // One search for what is gone, and no question by name, which would be answered with an error.
    const asked = new Map(world.sandbox.calls.summary().counts.map(({ route, count }) => [route, count]));
    expect(asked.get('/crm/lists/2026-09/search')).toBe(1);
    expect(asked.get('/crm/lists/2026-09/object-type-id/{objectTypeId}/name/{name}')).toBeUndefined();
    const members = (state: typeof before) => state.lists.find((l) => l.name === LIST_NAMES.customer)!.members;
    expect(members(after)).toEqual(members(before));
    expect(members(after).length).toBeGreaterThan(2);
    expect(after.contacts.filter((c) => c.properties['ripen_reasons']).length).toBeGreaterThan(20);
  });
});

/** As an admin with API access would. */
async function archiveProperty({ sandbox }: World, name: string): Promise<void> {
  const { accessToken } = sandbox.install();
  const answer = await fetch(`${sandbox.url}/crm/properties/2026-09/contacts/${name}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${accessToken}` },
  });
  expect(answer.status).toBe(204);
}
