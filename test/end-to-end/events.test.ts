import { describe, expect, it } from 'vitest';
import type { World } from '../../demo/world.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import { UNKNOWN_ACCOUNT } from '../../src/domain/sync/account.ts';
import { LIST_NAMES } from '../../src/domain/sync/ripen-properties.ts';
import { findContact } from '../../src/store/contacts/contacts.ts';
import { findPortal } from '../../src/store/portals/portals.ts';
import { CONFIRM_AFTER_MS } from '../../src/use-cases/contacts/read/confirm-missing.ts';
import { tablesWithRows } from '../support/database/tables-with-rows.ts';
import { fewOfEach } from '../support/few-of-each.ts';
import { someone } from '../support/someone.ts';
import { DAY, testWorld } from '../support/world.ts';

async function installed(): Promise<{ world: World; user: ReturnType<typeof someone>; portalId: number }> {
  const world = await testWorld();
  loadSample(world.sandbox.portal(), fewOfEach(world.sandbox.clock.now()));
  await world.install();
  await world.settled();
  const portalId = world.sandbox.portal().settings.id;
  return { world, portalId, user: someone(world.sandbox.url, portalId) };
}

const contactOf = ({ sandbox }: World, id: string) => sandbox.state().contacts.find((c) => c.id === id);
const propertiesOf = (world: World, id: string) => contactOf(world, id)!.properties;
const idWith = ({ sandbox }: World, wanted: Record<string, string>): string =>
  sandbox.state().contacts.find((c) => Object.entries(wanted).every(([name, value]) => c.properties[name] === value))!
    .id;
const membersOf = ({ sandbox }: World, track: keyof typeof LIST_NAMES) =>
  sandbox.state().lists.find((list) => list.name === LIST_NAMES[track])!.members;
/** Behaviour is found by the timed search, once the search index has caught up. */
const letSearchFindIt = async (world: World): Promise<void> => {
  world.sandbox.clock.advance(6 * 60_000);
  await world.settled();
};

describe('what happens in the portal reaches the score', () => {
  it('a new contact is scored', async () => {
    const { world, user } = await installed();

    const id = await user.creates({
      email: 'ada@engines.example',
      jobtitle: 'Chief Executive Officer',
      country: 'Germany',
    });
    await world.settled();

    expect(propertiesOf(world, id)).toMatchObject({
      ripen_grade: expect.stringMatching(/^[A-D]4$/),
      ripen_qualification: 'unqualified',
      ripen_nurture_track: 'none',
    });
  });

  it('a changed title changes who they are', async () => {
    const { world, user } = await installed();
    const id = await user.creates({ email: 'ada@engines.example', country: 'Germany' });
    await world.settled();
    const before = Number(propertiesOf(world, id)['ripen_explicit_score']);

    await user.changes(id, { jobtitle: 'Owner' });
    await world.settled();

    expect(Number(propertiesOf(world, id)['ripen_explicit_score'])).toBeGreaterThan(before);
    expect(propertiesOf(world, id)['ripen_reasons']).toContain('+20 Leads the company or a whole function');
  });

  it('a request for a demo, of which no webhook tells, makes an SQL and wakes the dormant', async () => {
    const { world, user } = await installed();
    const id = idWith(world, { ripen_dormant_segment: 'dormant_mql', ripen_do_not_contact: 'false' });

    await user.delivers(id, { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' });
    await letSearchFindIt(world);

    expect(propertiesOf(world, id)).toMatchObject({
      ripen_qualification: 'sql',
      ripen_dormant_segment: 'none',
      ripen_nurture_track: 'sales_ready',
      lifecyclestage: 'salesqualifiedlead',
    });
    expect(membersOf(world, 'sales_ready')).toContain(id);
    expect(membersOf(world, 'dormant_mql')).not.toContain(id);
  });

  it('a lost deal puts the contact on review by hand, and a won one makes a customer', async () => {
    const { world, user } = await installed();
    const [lost, won] = [
      idWith(world, { ripen_nurture_track: 'sales_ready' }),
      idWith(world, { ripen_nurture_track: 'mql_nurture' }),
    ];
    world.sandbox.clock.advance(DAY);

    await user.delivers(lost, { kind: 'deal_lost' });
    await user.delivers(won, { kind: 'deal_won' });
    await world.settled();

    expect(propertiesOf(world, lost)).toMatchObject({
      ripen_dormant_segment: 'closed_lost',
      ripen_nurture_track: 'closed_lost_review',
      ripen_next_touch_kind: 'manual',
    });
    expect(propertiesOf(world, won)).toMatchObject({ ripen_nurture_track: 'customer' });
  });

  it('an opt-out takes the contact off every track that sends', async () => {
    const { world, user } = await installed();
    const id = idWith(world, { ripen_nurture_track: 'mql_nurture' });

    await user.delivers(id, { kind: 'unsubscribe' });
    await letSearchFindIt(world);

    expect(propertiesOf(world, id)).toMatchObject({
      ripen_nurture_track: 'no_correspondence',
      ripen_do_not_contact: 'true',
    });
    expect(membersOf(world, 'mql_nurture')).not.toContain(id);
    expect(membersOf(world, 'no_correspondence')).toContain(id);
  });

  it('a company that grows changes its people', async () => {
    const { world, user } = await installed();
    const person = world.sandbox.state().contacts.find((c) => c.associations['companies']?.length)!;
    const company = person.associations['companies']![0]!;

    await user.changes(company, { numberofemployees: '5' }, 'companies');
    await world.settled();
    const tiny = Number(propertiesOf(world, person.id)['ripen_explicit_score']);
    await user.changes(company, { numberofemployees: '500' }, 'companies');
    await world.settled();

    expect(Number(propertiesOf(world, person.id)['ripen_explicit_score'])).toBeGreaterThan(tiny);
  });

  it('a merge carries over what was known, and leaves one list', async () => {
    const { world, user } = await installed();
    const sql = idWith(world, { ripen_nurture_track: 'sales_ready' });
    const plain = await user.creates({ email: 'twin@engines.example' });
    await world.settled();

    await user.merges(plain, sql);
    await world.settled();

    const left = contactOf(world, plain)!;
    expect(left.properties).toMatchObject({ ripen_qualification: 'sql', ripen_nurture_track: 'sales_ready' });
    expect(contactOf(world, sql)).toBeUndefined();
    expect(
      world.sandbox
        .state()
        .lists.filter((l) => l.members.includes(plain))
        .map((l) => l.name),
    ).toEqual([LIST_NAMES.sales_ready]);
  });
});

describe('what is gone in the portal is gone here', () => {
  it.each([
    ['deleted', CONFIRM_AFTER_MS, (user: ReturnType<typeof someone>, id: string) => user.deletes(id)],
    ['erased for privacy', 0, (user: ReturnType<typeof someone>, id: string) => user.erases(id)],
  ])('a contact that was %s leaves no row', async (_how, afterMs, remove) => {
    const { world, user, portalId } = await installed();
    const id = idWith(world, { ripen_qualification: 'sql' });

    await remove(user, id);
    await world.settled();
    world.sandbox.clock.advance(afterMs);
    await world.settled();

    const { pool } = world.app.database;
    for (const table of ['contact', 'activity', 'activity_pack', 'score_point', 'score_history', 'task'])
      expect(
        (await pool.query(`select from ${table} where portal_id = $1 and contact_id = $2`, [portalId, id])).rowCount,
        table,
      ).toBe(0);
  });

  it('a restored contact is scored again', async () => {
    const { world, user, portalId } = await installed();
    const id = idWith(world, { ripen_qualification: 'sql' });
    await user.deletes(id);
    await world.settled();
    world.sandbox.clock.advance(CONFIRM_AFTER_MS);
    await world.settled();

    await user.restores(id);
    await world.settled();

    expect((await findContact(world.app.database.db, portalId, Number(id)))?.memory).toMatchObject({
      qualification: 'sql',
    });
  });

  it('a portal whose customer removed the app is sealed, erased after thirty days, and asked nothing more', async () => {
    const { world, portalId } = await installed();
    const { db, pool } = world.app.database;
    const { clock } = world.sandbox;
    const later = async (ms: number) => {
      clock.advance(ms);
      world.app.worker.wake();
      await world.app.worker.idle();
    };

    world.sandbox.uninstall();
    await later(40 * DAY);
    await later(DAY / 144);
    expect(await findPortal(db, portalId)).toMatchObject({ status: 'disconnected', eraseAt: clock.now() + 30 * DAY });
    expect((await pool.query('select from contact')).rowCount).toBeGreaterThan(0);
    await later(30 * DAY);

    expect(await findPortal(db, portalId)).toMatchObject({
      status: 'disconnected',
      tokens: null,
      account: UNKNOWN_ACCOUNT,
    });
    expect(await tablesWithRows(db, portalId), 'its number and the date stay').toEqual(['portal']);
    const calls = world.sandbox.calls.summary().total;
    await later(40 * DAY);
    expect(world.sandbox.calls.summary().total).toBe(calls);
  });
});

describe('own writes', () => {
  it('cause no more work: after everything is written, the echoes make no call', async () => {
    const { world } = await installed();
    const calls = world.sandbox.calls.summary().total;

    await world.sandbox.webhooks.idle();
    await world.settled();

    expect(world.sandbox.webhooks.counts().events).toBeGreaterThan(20);
    expect(world.sandbox.calls.summary().total).toBe(calls);
  });
});
