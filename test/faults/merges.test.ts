import { describe, expect, test } from 'vitest';
import { associate } from '../../sandbox/portal/links.ts';
import { applyWrite } from '../../sandbox/portal/write/write.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import { MERGED_IDS } from '../../src/domain/merged.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { findContact } from '../../src/store/contacts/contacts.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { CONFIRM_AFTER_MS } from '../../src/use-cases/contacts/read/confirm-missing.ts';
import { webhookSubscriptions } from '../../src/use-cases/webhooks/webhook-subscriptions.ts';
import { deliver } from '../support/deliver.ts';
import { fewOfEach } from '../support/few-of-each.ts';
import { someone } from '../support/someone.ts';
import { DAY, testWorld } from '../support/world.ts';

/* Faults of merges and deletions, from end to end. */

const MINUTE = 60_000;

async function inhabited({ sample = false } = {}) {
  const world = await testWorld();
  if (sample) loadSample(world.sandbox.portal(), fewOfEach(world.sandbox.clock.now()));
  await world.install();
  await world.settled();
  const { sandbox, app } = world;
  const portalId = sandbox.portal().settings.id;
  const user = someone(sandbox.url, portalId);
  const later = async (ms: number) => {
    sandbox.clock.advance(ms);
    await world.settled();
  };
  return {
    world,
    sandbox,
    portalId,
    user,
    later,
    /** HubSpot's search shows a change some minutes later */
    searched: () => later(6 * MINUTE),
    props: (id: string) => sandbox.state().contacts.find((c) => c.id === id)?.properties ?? {},
    stored: (id: string) => findContact(app.database.db, portalId, Number(id)),
    /** what HubSpot itself fills in: no webhook tells of it */
    set: (id: string, values: Record<string, string>) => {
      const portal = sandbox.portal();
      const record = portal.records.contacts.resolve(id)!;
      applyWrite(portal, record, values, { type: 'CALCULATED', id: 'hubspot' }, { quiet: true });
    },
    counted: async (id: string, signal: string): Promise<number> => {
      const contact = await findContact(app.database.db, portalId, Number(id));
      const ofSignal = (contact?.activities ?? []).filter((a) => a.signal === signal);
      return ofSignal.reduce((sum, { quantity }) => sum + quantity, 0);
    },
    loseWebhooks: () => sandbox.webhooks.configure({ targetUrl: undefined }),
    hearWebhooks: () => sandbox.webhooks.configure({ targetUrl: `${world.config.publicUrl}/webhooks/hubspot` }),
    onlyWebhooks: (kinds: readonly string[]) =>
      sandbox.webhooks.configure({
        subscriptions: webhookSubscriptions(DEFAULT_MODEL).filter(({ subscriptionType }) =>
          kinds.some((kind) => subscriptionType.endsWith(kind)),
        ),
      }),
  };
}

const person = (name: string) => ({ email: `${name}@firm.example`, jobtitle: 'Owner' });
const asksForADemo = { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' };

describe('merges', () => {
  test('address-swap: counters that fall and rise again count nothing twice', async () => {
    const { user, world, searched, later, props, set, counted, sandbox } = await inhabited();
    const id = await user.creates({ email: 'ann@firm.example', jobtitle: 'Owner' });
    await world.settled();
    for (let month = 0; month < 3; month++) {
      await user.delivers(id, { kind: 'email_click', count: 2 });
      await searched();
      await later(30 * DAY);
    }
    const { hs_email_click: clicks, hs_email_first_click_date: first = '' } = props(id);
    set(id, { hs_email_click: '', hs_email_last_click_date: '', hs_email_first_click_date: '' });
    await user.changes(id, { email: 'ann.b@firm.example' });
    await world.settled();

    const now = new Date(sandbox.clock.now()).toISOString();
    const back = { hs_email_last_click_date: now, hs_email_first_click_date: first };
    set(id, { hs_email_click: `${Number(clicks) + 1}`, ...back });
    await user.changes(id, { email: 'ann@firm.example' });
    await searched();

    expect(await counted(id, 'email_click')).toBe(7);
  });

  test('merge-after-demo-request, and every habit of HubSpot: what happened between two readings is counted once', async () => {
    const { user, world, searched, later, set, counted, props } = await inhabited();
    const a = await user.creates({ email: 'ann@firm.example', jobtitle: 'Owner' });
    const b = await user.creates({ email: 'ann.b@firm.example' });
    const c = await user.creates({ email: 'carl@firm.example' });
    const d = await user.creates({ email: 'carl.d@firm.example' });
    await user.delivers(c, { kind: 'page_view', count: 3 });
    await user.delivers(d, { kind: 'page_view', count: 2 });
    await searched();
    await later(DAY);

    await user.delivers(a, asksForADemo);
    world.sandbox.clock.advance(MINUTE);
    await user.merges(a, b);
    await user.delivers(c, { kind: 'page_view', count: 1 });
    world.sandbox.clock.advance(MINUTE);
    await user.merges(c, d);
    // This account sums counters.
    set(c, { hs_analytics_num_page_views: '6', hs_analytics_num_visits: '3' });
    await searched();

    expect(props(a)['ripen_qualification']).toBe('sql');
    expect(await counted(a, 'contact_request')).toBe(1);
    expect(await counted(c, 'page_view')).toBe(6);
    expect(await counted(c, 'web_visit')).toBe(3);

    await user.merges(c, a);
    await searched();
    await user.delivers(c, { kind: 'page_view', count: 4 });
    await searched();

    expect(await counted(c, 'page_view')).toBe(10);
    expect(await counted(c, 'contact_request')).toBe(1);
  });

  test('a chain of merges told in reverse order counts once, in an account that lists no merged ids', async () => {
    const { user, world, searched, props, counted, set, loseWebhooks, sandbox, portalId } = await inhabited();
    const [a, b, c] = [
      await user.creates(person('ann')),
      await user.creates(person('bea')),
      await user.creates(person('cyd')),
    ];
    await world.settled();
    for (const id of [a, b, c]) await user.delivers(id, { kind: 'page_view', count: 3 });
    await user.delivers(c, asksForADemo);
    await searched();

    loseWebhooks();
    await user.merges(b, c);
    await user.merges(a, b);
    set(a, Object.fromEntries(MERGED_IDS.map((name) => [name, ''])));
    const merge = (into: string, from: string, eventId: number) => ({
      ...{ eventId, portalId, subscriptionType: 'contact.merge', occurredAt: sandbox.clock.now() },
      ...{ objectId: Number(into), primaryObjectId: Number(into), mergedObjectIds: [Number(from)] },
    });
    expect((await deliver(world, [merge(a, b, 1), merge(b, c, 2)])).status).toBe(204);
    await world.settled();
    await searched();

    expect(await counted(a, 'contact_request')).toBe(1);
    expect(await counted(a, 'page_view')).toBe(9);
    expect(props(a)['ripen_qualification']).toBe('sql');
  });

  test.each([
    ['in one delivery', ['merge', 'deletion']],
    ['the merge alone', ['merge']],
    ['the deletion alone', ['deletion']],
    ['neither', []],
  ])('merge-with-deletion: what is known is carried over, told by %s', async (_, told) => {
    const { user, world, searched, later, props, stored, onlyWebhooks, sandbox } = await inhabited();
    const a = await user.creates({ email: 'ann@firm.example', jobtitle: 'Owner', lifecyclestage: 'lead' });
    const b = await user.creates({ email: 'ann.b@firm.example', lifecyclestage: 'lead' });
    await world.settled();
    await user.delivers(b, asksForADemo);
    await searched();
    expect(props(b)['ripen_qualification']).toBe('sql');

    onlyWebhooks(told.filter((kind) => kind === 'merge'));
    await user.merges(a, b);
    if (told.includes('deletion')) {
      onlyWebhooks(['deletion']);
      const source = { type: 'CRM_UI', id: 'x' };
      sandbox.portal().emit({ kind: 'deletion', type: 'contacts', id: b, source, occurredAt: sandbox.clock.now() });
    }
    await world.settled();
    // A merge without webhook is found after a day without news.
    if (told.length === 0) await later(DAY + MINUTE);
    await later(CONFIRM_AFTER_MS);
    await searched();

    expect(props(a)['ripen_qualification']).toBe('sql');
    expect((await stored(a))?.activities.map(({ signal }) => signal)).toContain('contact_request');
    expect(await stored(b)).toBeNull();
  });
});

describe('what is gone in HubSpot', () => {
  test('lost-deletion: a write that does not find the contact leads to its erasing', async () => {
    const { user, world, searched, later, stored, loseWebhooks, hearWebhooks } = await inhabited();
    const id = await user.creates({ email: 'ann@firm.example', jobtitle: 'Owner' });
    await world.settled();
    await user.delivers(id, { kind: 'page_view', count: 3 });
    await searched();
    loseWebhooks();
    await user.deletes(id);
    hearWebhooks();
    for (let hours = 0; hours < 6 * 24 && (await stored(id)) !== null; hours += 12) await later(12 * 60 * MINUTE);

    expect(await stored(id)).toBeNull();
  });

  test('one answer alone erases nobody, and a deletion that is confirmed is erased within minutes', async () => {
    const { user, world, later, stored, sandbox, portalId } = await inhabited();
    const ids = [await user.creates({ email: 'ann@firm.example' }), await user.creates({ email: 'bob@firm.example' })];
    await world.settled();
    const [ann, bob] = ids as [string, string];
    const source = { type: 'CRM_UI', id: 'x' };
    sandbox.portal().emit({ kind: 'deletion', type: 'contacts', id: ann, source, occurredAt: sandbox.clock.now() });
    await user.deletes(bob);
    await world.settled();

    const shown = await world.app.database.pool.query('select contact_id from contact where missing_since is null');
    expect(shown.rows).toEqual([]);
    expect(await stored(bob)).not.toBeNull();
    await later(CONFIRM_AFTER_MS);

    expect(await stored(ann)).not.toBeNull();
    expect(await stored(bob)).toBeNull();
    // A page that was requested before the merge.
    const facts = (await stored(ann))!.facts!;
    const at = sandbox.clock.now() - MINUTE;
    const readings = [{ contactId: Number(bob), facts, at }];
    await storeReadContacts(world.app.database.db, { portalId, contacts: readings, now: sandbox.clock.now() });
    expect(await stored(bob)).toBeNull();
    await user.restores(bob);
    await world.settled();
    expect((await stored(bob))?.scoredAt).toBe(sandbox.clock.now());
  });

  test('whoever is restored is on its lists again, be it found at once or after days', async () => {
    const { user, world, searched, later, sandbox } = await inhabited();
    const ids = [await user.creates(person('ann')), await user.creates(person('bob'))];
    await world.settled();
    for (const id of ids) await user.delivers(id, asksForADemo);
    await searched();
    const listed = () => sandbox.state().lists.flatMap(({ name, members }) => members.map((id) => `${name}: ${id}`));
    const before = listed();
    expect(before).toHaveLength(2);
    for (const id of ids) await user.deletes(id);
    await user.restores(ids[0]!);
    await later(2 * DAY);
    await user.restores(ids[1]!);
    await searched();

    expect(listed()).toEqual(before);
  });

  test('a company: the contact goes by the first of its others that is there', async () => {
    const { user, world, props, sandbox } = await inhabited();
    const portal = sandbox.portal();
    const id = await user.creates(person('ann'));
    const firms = await Promise.all(
      ['3', '40', '5000'].map((numberofemployees) => user.creates({ name: 'Firm', numberofemployees }, 'companies')),
    );
    for (const firm of firms)
      associate(portal, { type: 'contacts', id }, { type: 'companies', id: firm }, true, { type: 'CRM_UI', id: 'x' });
    const size = async () => {
      await world.settled();
      return props(id)['ripen_company_size'];
    };
    expect(await size()).toBe('1000+');
    await user.deletes(firms[2]!, 'companies');
    expect(await size()).toBe('1-9');
    await user.deletes(firms[0]!, 'companies');
    expect(await size()).toBe('10-49');
    await user.deletes(firms[1]!, 'companies');
    expect(await size()).toBeUndefined();
  });
});

test('three days of lost webhooks of every type are made good', async () => {
  const { user, world, later, props, stored, loseWebhooks, hearWebhooks, sandbox } = await inhabited({ sample: true });
  const contacts = sandbox.state().contacts;
  const taken = new Set<string>();
  const pick = (fits: (c: (typeof contacts)[number]) => boolean): string => {
    const found = contacts.find((c) => !taken.has(c.id) && fits(c))!;
    taken.add(found.id);
    return found.id;
  };
  const track = (name: string) => (c: (typeof contacts)[number]) => c.properties['ripen_nurture_track'] === name;
  const restored = pick(track('dormant_mql'));
  await user.deletes(restored);
  await world.settled();
  await later(CONFIRM_AFTER_MS);
  expect(await stored(restored)).toBeNull();

  const deleted = pick(track('mql_nurture'));
  const erased = pick(track('none'));
  const sql = pick(track('sales_ready'));
  const optedOut = pick(track('mql_nurture'));
  const lost = pick(track('sales_ready'));
  const employee = pick((c) => (c.associations['companies'] ?? []).length > 0);
  const customer = pick(track('mql_nurture'));
  const company = contacts.find((c) => c.id === employee)!.associations['companies']![0]!;
  const left = await user.creates({ email: 'left@merged.example' });
  const retitled = await user.creates({ email: 'retitled@firm.example' });
  await world.settled();
  const title = Number(props(retitled)['ripen_explicit_score']);

  loseWebhooks();
  sandbox.clock.advance(60 * MINUTE);
  await user.deletes(deleted);
  await user.erases(erased);
  await user.merges(left, sql);
  await user.restores(restored);
  await user.delivers(optedOut, { kind: 'unsubscribe' });
  await user.delivers(lost, { kind: 'deal_lost' });
  await user.changes(company, { numberofemployees: '77' }, 'companies');
  await user.changes(retitled, { jobtitle: 'Owner' });
  await user.changes(customer, { lifecyclestage: 'customer', hubspot_owner_id: '' });
  const created = await user.creates({ email: 'new@firm.example', jobtitle: 'Owner' });
  sandbox.clock.advance(3 * DAY);
  hearWebhooks();
  sandbox.calls.reset();

  const isGood = async () =>
    (await Promise.all([deleted, erased, sql].map(stored))).every((contact) => contact === null) &&
    (await stored(left))?.memory?.qualification === 'sql' &&
    props(left)['ripen_qualification'] === 'sql' &&
    (await stored(restored))?.scoredAt != null &&
    props(optedOut)['ripen_nurture_track'] === 'no_correspondence' &&
    props(lost)['ripen_nurture_track'] === 'closed_lost_review' &&
    (await stored(employee))?.facts?.company['numberofemployees'] === '77' &&
    Number(props(retitled)['ripen_explicit_score']) > title &&
    props(customer)['ripen_nurture_track'] === 'customer' &&
    props(created)['ripen_score'] !== undefined;
  let minutes = 0;
  await world.settled();
  for (; minutes < 15 && !(await isGood()); minutes++) await later(MINUTE);

  const { total, counts } = sandbox.calls.summary();
  const pages = counts.filter(({ method, route }) => method === 'GET' && /objects\/[^/]*\/\{objectType\}$/.test(route));
  console.info(
    `Three days of lost webhooks, ${contacts.length} contacts: made good in ${minutes} minutes, ${total} calls ` +
      `(${pages.reduce((sum, { count }) => sum + count, 0)} for the list of all contacts)`,
  );
  expect(await isGood()).toBe(true);
  expect(minutes).toBeLessThanOrEqual(10);
  expect(total).toBeLessThan(120);
});
