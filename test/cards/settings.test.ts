import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { overviewView } from '../../cards/pages/contracts/contract.ts';
import { workView } from '../../cards/pages/contracts/work-contract.ts';
import { type Settings, settingsDone, settingsView } from '../../cards/settings/contract.ts';
import type { World } from '../../demo/world.ts';
import { applyWrite, createRecord } from '../../sandbox/portal/write/write.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { agreementOf } from '../../src/domain/sales/agreement.ts';
import { appendCorrespondence } from '../../src/store/ledgers/correspondence.ts';
import { recordTouches } from '../../src/store/ledgers/touches.ts';
import { isEditor, takeEditor } from '../../src/store/portals/editors.ts';
import { updatePortal } from '../../src/store/portals/portals.ts';
import { callAsCard } from '../support/card-client.ts';
import { DAY, START, testWorld } from '../support/world.ts';

const USER = { type: 'CRM_UI', id: 'userId:7' };
const SETTINGS = '/cards/settings';
/** Installed Ripen, and so may change its settings. */
const EDITOR = 901;

/** An installed portal with the given contacts, all scored; ids in the order given. */
async function worldOf(...contacts: Readonly<Record<string, string>>[]): Promise<{ world: World; ids: number[] }> {
  const world = await testWorld();
  const portal = world.sandbox.portal();
  const ids = contacts.map((values) => Number(createRecord(portal, 'contacts', values, USER).id));
  await world.install();
  await world.settled();
  return { world, ids };
}

/** The answer as the page reads it; fails unless both sides agree on every field. */
async function settingsOf(world: World): Promise<Settings> {
  const reply = await callAsCard(world, { path: SETTINGS });
  expect(reply).toMatchObject({ status: 200 });
  expect(reply.headers.get('cache-control')).toBe('no-store');
  const parsed = settingsView.parse(reply.body);
  expect(parsed, 'a field that the page does not know').toEqual(reply.body);
  if (parsed.state !== 'ok') throw new Error(`Not set up: ${parsed.state}`);
  return parsed;
}

const GOOD = { email: 'ada@acme.example', firstname: 'Ada', lastname: 'Lovelace', company: 'Acme' };

describe('the settings page', () => {
  it('shows the agreement of the model that the portal works by', async () => {
    const { world } = await worldOf(GOOD);

    const { agreement, model } = await settingsOf(world);

    expect(model).toEqual({ name: DEFAULT_MODEL.name, version: 1 });
    const agreementIn = (language?: 'ja') => agreementOf(DEFAULT_MODEL, (id) => `owner ${id}`, language);
    expect(agreement).toEqual(agreementIn());
    const [japanese, unknown] = await Promise.all(
      ['ja', 'constructor'].map((language) => callAsCard(world, { path: `${SETTINGS}?language=${language}` })),
    );
    expect(japanese!.body).toMatchObject({ agreement: agreementIn('ja') });
    expect(unknown!.body).toMatchObject({ agreement: agreementIn() });
  });

  it('counts whose data can be believed, and names what is wrong', async () => {
    const { world } = await worldOf(GOOD, { ...GOOD, email: 'not an address' }, { ...GOOD, email: 'x@mailinator.com' });

    const { quality } = await settingsOf(world);

    expect(quality.valid + quality.suspect + quality.invalid + quality.unjudged).toBe(
      world.sandbox.state().contacts.length,
    );
    expect(quality.invalid).toBeGreaterThan(0);
    expect(quality.reasons).toContainEqual({ what: 'The e-mail address is not written like one.', count: 1 });
  });

  it('lists who did what on the score cards, with whom', async () => {
    const { world, ids } = await worldOf(GOOD);
    const [owner] = world.sandbox.portal().owners.values();
    const act = { method: 'POST', path: `/cards/score/snooze?contactId=${ids[0]}` } as const;
    expect(await callAsCard(world, { ...act, body: { days: 7 }, userId: owner!.userId })).toMatchObject({
      status: 200,
    });

    const { deeds } = await settingsOf(world);

    expect(deeds).toMatchObject([
      {
        contact: { id: ids[0], name: 'Ada Lovelace', company: 'Acme' },
        by: `${owner!.firstName} ${owner!.lastName}`,
        what: 'snooze',
        at: START,
        until: START + 7 * DAY,
      },
    ]);
  });

  it('says what was due and did not happen, and why', async () => {
    const { world, ids } = await worldOf(GOOD);
    const portalId = world.sandbox.portal().settings.id;
    const [contactId] = ids as [number];
    const touch = { contactId, track: 'dormant_mql', kind: 'email' } as const;
    const at = START - DAY;
    await recordTouches(world.app.database.db, portalId, [
      { ...touch, dueAt: at, event: 'missed', at, cause: 'Nobody sent it' },
      { ...touch, track: 'dormant_sql', dueAt: at, event: 'done', at, cause: null },
      { ...touch, dueAt: START - 400 * DAY, event: 'missed', at, cause: 'Too long ago to be told' },
    ]);

    const { touches } = await settingsOf(world);

    expect(touches).toMatchObject({ done: 1, missed: 1, causes: [{ what: 'Nobody sent it', count: 1 }] });
    expect(touches.latest).toMatchObject([{ contact: { id: contactId }, track: 'MQL gone quiet', dueAt: at }]);
    expect(touches.latest[0]?.contact.url).toMatch(
      new RegExp(`^https://.+/contacts/${portalId}/record/0-1/${contactId}$`),
    );
  });

  it('names each send to somebody who was excluded, and no other', async () => {
    const { world, ids } = await worldOf(GOOD, { ...GOOD, email: 'bea@acme.example' });
    const { db } = world.app.database;
    const portalId = world.sandbox.portal().settings.id;
    const [ada, bea] = ids as [number, number];
    await appendCorrespondence(db, portalId, [
      { contactId: ada, kind: 'excluded', at: START - 9 * DAY, rules: ['Opted out of e-mail'] },
      { contactId: ada, kind: 'send', at: START - 2 * DAY, campaign: 'Autumn sale' },
      { contactId: bea, kind: 'send', at: START - 2 * DAY, campaign: 'Autumn sale' },
    ]);

    const { correspondence } = await settingsOf(world);

    expect(correspondence).toMatchObject({
      sends: 1,
      violations: [
        {
          contact: { id: ada },
          at: START - 2 * DAY,
          campaign: 'Autumn sale',
          excludedSince: START - 9 * DAY,
          rules: ['Opted out of e-mail'],
        },
      ],
    });
  });

  it('lists who is ready for sales unnoticed', async () => {
    const bant = { ripen_bant_budget: 'yes', ripen_bant_need: 'yes' };
    const { world, ids } = await worldOf(GOOD);
    const portal = world.sandbox.portal();
    const late = createRecord(portal, 'contacts', { ...GOOD, email: 'cy@acme.example', ...bant }, USER);
    await world.settled();

    const { ready } = await settingsOf(world);

    expect(ready.contacts).toEqual([
      {
        contact: {
          id: Number(late.id),
          url: expect.any(String),
          name: 'Ada Lovelace',
          company: 'Acme',
          score: 12,
          grade: 'C4',
          owner: null,
        },
        why: ['Has a budget and a need'],
        since: START,
      },
    ]);
    expect(ready).toMatchObject({ count: 1, reasons: [{ what: 'Has a budget and a need', count: 1 }] });
    expect(ids).not.toContain(ready.contacts[0]?.contact.id);
  });

  it('lists what waits for sales, and tells the admin what belongs to nobody', async () => {
    const { world } = await worldOf(GOOD);
    const { sandbox } = world;
    const sql = { ...GOOD, lifecyclestage: 'salesqualifiedlead' };
    const owners = { nobodys: undefined, left: '70004', owned: '70001' };
    const ids = Object.values(owners).map((owner, index) => {
      const values = { ...sql, email: `person.${index}@acme.example`, ...(owner && { hubspot_owner_id: owner }) };
      return Number(createRecord(sandbox.portal(), 'contacts', values, USER).id);
    });
    await world.settled();

    const { workList, attention } = await settingsOf(world);

    expect(workList).toMatchObject({ count: 3, late: 0, withoutOwner: 2, fallback: 'not_set' });
    expect(workList!.owners?.length).toBeGreaterThan(0);
    expect(workList!.items.map(({ contact, owner }) => [contact.id, owner === null])).toEqual([
      [ids[0], true],
      [ids[1], true],
      [ids[2], false],
    ]);
    expect(workList!.items[2]).toMatchObject({ what: DEFAULT_MODEL.response!.task, dueAt: START + DAY / 3 });
    expect(attention).toMatchObject([{ sentence: expect.stringMatching(/belong to nobody/), count: 2 }]);

    // The app's page asks for the same lists by what contacts are told apart.
    const { workList: _, ready, quality, touches, correspondence, deeds } = await settingsOf(world);
    const chosen = async (query: string) => {
      const { body } = await callAsCard(world, { path: `/cards/pages/work?${query}` });
      const seen = workView.parse(body);
      expect(seen, 'a field that the page does not know').toEqual(body);
      if (seen.state !== 'ok') throw new Error(seen.state);
      return seen;
    };
    expect(await chosen('list=sales')).toMatchObject({ list: 'sales', workList });
    expect(await chosen('list=ready')).toMatchObject({ list: 'ready', ready });
    expect(await chosen('list=quality&order=constructor')).toMatchObject({ list: 'quality', quality });
    expect(await chosen('list=nurture')).toMatchObject({ list: 'nurture', touches, correspondence });
    expect(await chosen('list=deeds')).toMatchObject({ list: 'deeds', deeds });
    expect(await chosen('owner_id=70001&order=score&months=3')).toMatchObject({
      list: 'sales',
      workList: { count: 1, items: [{ contact: { id: ids[2] } }] },
      filters: expect.arrayContaining([expect.objectContaining({ id: 'owner_id', chosen: '70001' })]),
    });
    const { filters } = await chosen('source=Nobody%20has%20it');
    expect(filters.find(({ id }) => id === 'source')!.options).toContainEqual({
      value: 'Nobody has it',
      label: 'Nobody has it',
      contacts: 0,
    });

    // Saved as lists in HubSpot: they exist before anybody is on them, and HubSpot fills them.
    const ask = async (method: 'GET' | 'POST', path = '') =>
      (
        await callAsCard(world, {
          method,
          path: `/cards/pages${path}`,
          ...(method === 'POST' && { body: {} }),
          userId: EDITOR,
        })
      ).body;
    const saved = async () => {
      const view = overviewView.parse(await ask('GET'));
      return view.state === 'ok' ? view.savedLists! : expect.fail(view.state);
    };
    expect(await saved()).toMatchObject({ quality: 'not_asked', sales: 'not_asked' });
    expect(await ask('POST', '/lists/sales')).toEqual({ outcome: 'done' });
    await world.settled();
    const { lists, ...states } = await saved();
    expect(states).toEqual({ quality: 'not_asked', sales: 'made', problems: [] });
    const made = lists.filter(({ name }) => name.startsWith('Ripen: waits for sales: '));
    expect(made.map(({ of }) => of)).toEqual(['unanswered', 'woke', 'by_hand', 'without_owner']);
    const held = () => made.map(({ name }) => [...sandbox.portal().lists.byName(name)!.members.keys()].map(Number));
    // Whose owner has left keeps that owner in HubSpot.
    expect(held()).toEqual([ids, [], [], [ids[0]]]);

    const answered = new Date(sandbox.clock.now()).toISOString();
    const first = sandbox.portal().records.contacts.get(`${ids[0]}`)!;
    applyWrite(sandbox.portal(), first, { notes_last_contacted: answered, hubspot_owner_id: '70001' }, USER);
    await world.settled();
    expect(held()).toEqual([ids.slice(1), [], [], []]);
  });

  it('belongs to the portal that HubSpot signed, and to no other', async () => {
    const { world } = await worldOf(GOOD);

    expect(await callAsCard(world, { path: SETTINGS, portalId: 4711 })).toMatchObject({
      body: { state: 'not_set_up' },
    });
    expect(await callAsCard(world, { path: SETTINGS, secret: 'guessed' })).toMatchObject({ status: 401 });
    expect(await callAsCard(world, { path: `${SETTINGS}?portalId=4711` })).toMatchObject({ status: 400 });
  });

  it('names who is doubtful and who must be left alone: score, owner, why, since when', async () => {
    const { world } = await worldOf(
      { ...GOOD, hubspot_owner_id: '70001' },
      { ...GOOD, email: 'not an address', hubspot_owner_id: '70001' },
      { email: 'bob@acme.example', hs_email_optout: 'true' },
      { email: 'eve@acme.example', firstname: 'Eve 😀'.repeat(40), hs_email_optout: 'true' },
    );

    const { quality, correspondence } = await settingsOf(world);

    const doubtful = [...quality.suspectContacts, ...quality.invalidContacts];
    expect(doubtful).toHaveLength(quality.suspect + quality.invalid);
    const [invalid] = quality.invalidContacts;
    expect(invalid).toMatchObject({
      contact: { name: 'Ada Lovelace', score: expect.any(Number), owner: expect.stringMatching(/\w+ \w+/) },
      why: expect.arrayContaining(['The e-mail address is not written like one.']),
      since: START,
    });
    expect(correspondence.excludedContacts).toHaveLength(correspondence.excluded);
    expect(correspondence.excludedContacts).toContainEqual({
      contact: expect.objectContaining({ name: 'bob@acme.example', owner: null }),
      why: [expect.stringMatching(/opted out/i)],
      since: expect.any(Number),
    });
    const names = correspondence.excludedContacts.map(({ contact }) => contact.name ?? '');
    expect(names).toContainEqual(expect.stringMatching(/^(Eve 😀)+(E|Ev|Eve|Eve )?…$/u));
    expect(Math.max(...names.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it('says how far the set-up is until everybody is scored, and when behaviour was looked for', async () => {
    const world = await testWorld();
    createRecord(world.sandbox.portal(), 'contacts', GOOD, USER);
    world.sandbox.faults.add({ path: '/crm/objects/*', times: 1, effect: { kind: 'delay', milliseconds: 500 } });
    await world.install();

    const early = settingsView.parse((await callAsCard(world, { path: SETTINGS })).body);
    expect(early.progress).toMatchObject({ scored: 0 });

    await world.settled();
    const settled = await settingsOf(world);
    expect(settled.progress).toBeUndefined();
    expect(settled.syncedAt).toBeLessThanOrEqual(START);
  });

  it('makes lists by what contacts are when somebody asks, and HubSpot fills them', async () => {
    const { world } = await worldOf(
      { ...GOOD, country: 'Deutschland' },
      { ...GOOD, email: 'bea@acme.example', country: 'Germany' },
      { ...GOOD, email: 'cy@acme.example', country: 'Austria' },
      { ...GOOD, email: 'ed@acme.example', country: 'Switzerland' },
      { ...GOOD, email: 'flo@acme.example', country: 'Spain' },
    );
    const portal = world.sandbox.portal();
    const ask = async (body: object) =>
      callAsCard(world, { method: 'POST', path: `${SETTINGS}/lists`, body, userId: EDITOR });
    const byCountry = async () => (await settingsOf(world)).segments?.kinds.find(({ kind }) => kind === 'country');
    const membersOf = (name: string) => portal.lists.byName(name)?.members.size;
    expect(await byCountry()).toEqual({
      kind: 'country',
      values: [
        { what: 'Germany', count: 2 },
        { what: 'Austria', count: 1 },
        { what: 'Spain', count: 1 },
        { what: 'Switzerland', count: 1 },
      ],
      lists: { state: 'not_asked' },
    });
    expect(await ask({ by: 'postcode' })).toMatchObject({ status: 400 });

    const reply = await ask({ by: 'country' });
    expect(settingsDone.parse(reply.body)).toEqual({ outcome: 'lists_asked' });
    await world.settled();

    expect([membersOf('Ripen: country: Germany'), membersOf('Ripen: country: Austria')]).toEqual([2, 1]);
    expect(await byCountry()).toMatchObject({ lists: { state: 'made', count: 4, problems: [] } });

    // A day later the new country has a list; a list that somebody deleted does not come back.
    portal.lists.remove(portal.lists.byName('Ripen: country: Austria')!, START);
    createRecord(portal, 'contacts', { ...GOOD, email: 'di@acme.example', country: 'France' }, USER);
    await world.settled();
    world.sandbox.clock.advance(DAY);
    await world.settled();
    expect(membersOf('Ripen: country: France')).toBe(1);
    expect(membersOf('Ripen: country: Austria')).toBeUndefined();

    // Asked again, Ripen makes the list again, and reports a list of others with the same name.
    portal.lists.remove(portal.lists.byName('Ripen: country: France')!, START);
    portal.lists.create({ name: 'Ripen: country: France', objectTypeId: '0-1' }, START);
    await ask({ by: 'country' });
    await world.settled();
    expect(membersOf('Ripen: country: Austria')).toBe(1);
    expect((await byCountry())?.lists).toEqual({
      state: 'made',
      count: 4,
      problems: [expect.stringContaining('"Ripen: country: France" exists, and does not fill itself')],
    });

    // Work lists on the page: who is doubted gets lists when somebody asks, the others have theirs.
    const saved = async () => {
      const view = overviewView.parse((await callAsCard(world, { path: '/cards/pages' })).body);
      if (view.state !== 'ok') throw new Error(view.state);
      return view.savedLists!;
    };
    expect(await saved()).toMatchObject({ quality: 'not_asked', problems: [] });
    createRecord(portal, 'contacts', { ...GOOD, email: 'x@test.invalid', firstname: 'asdf', lastname: 'qwertz' }, USER);
    await world.settled();
    const save = async (userId: number) =>
      (await callAsCard(world, { method: 'POST', path: '/cards/pages/lists/quality', body: {}, userId })).body;
    expect(await save(7)).toMatchObject({ outcome: 'refused' });
    for (const _ of ['asked', 'asked again']) {
      expect(await save(EDITOR)).toEqual({ outcome: 'done' });
      await world.settled();
      const { quality, problems, lists } = await saved();
      expect({ quality, problems }).toEqual({ quality: 'made', problems: [] });
      expect(lists.map(({ of, name }) => [of, name])).toEqual([
        ['sales_ready', 'Ripen: sales ready'],
        ['ready', 'Ripen: ready'],
        ['due', 'Ripen: due'],
        ['no_correspondence', 'Ripen: no correspondence'],
        ['suspect', 'Ripen: validity: Suspect'],
      ]);
      const { id } = portal.lists.byName('Ripen: validity: Suspect')!;
      expect(lists.at(-1)!.url).toBe(`https://app.hubspot.com/contacts/${portal.settings.id}/objectLists/${id}`);
    }
    expect(membersOf('Ripen: validity: Suspect')).toBe(1);
    expect(membersOf('Ripen: validity: Valid')).toBeUndefined();
  });

  it('does not put anybody back on the list of editors when a request is sent again', async () => {
    const { world } = await worldOf(GOOD);
    const portal = world.sandbox.portal();
    const { userId } = portal.owners.get('70002')!;
    const change = (may: 'yes' | 'no', timestamp: number) =>
      callAsCard(world, {
        method: 'POST',
        path: `${SETTINGS}/editor`,
        body: { userId: `${userId}`, may },
        timestamp,
        userId: EDITOR,
      });
    await change('yes', START);
    expect(await isEditor(world.app.database.db, portal.settings.id, userId)).toBe(true);
    await change('no', START + 1);

    expect(await change('yes', START)).toMatchObject({ status: 200, body: { outcome: 'editors_changed' } });

    expect(await isEditor(world.app.database.db, portal.settings.id, userId)).toBe(false);
  });

  it('lets super admins and editors say who may change the model, and nobody who only looks', async () => {
    const { world } = await worldOf(GOOD);
    const { db } = world.app.database;
    const portalId = world.sandbox.portal().settings.id;
    const change = async (by: number, userId: number, may: 'yes' | 'no') => {
      const body = { userId: `${userId}`, may };
      return (await callAsCard(world, { method: 'POST', path: `${SETTINGS}/editor`, body, userId: by })).body;
    };
    const page = async (userId: number) =>
      settingsView.parse((await callAsCard(world, { path: SETTINGS, userId })).body) as Settings;

    expect((await page(7)).editors).toMatchObject({ mayChange: false, superAdmins: ['Cleo Account'] });
    expect((await page(7)).editors?.may).toEqual([{ userId: EDITOR, name: 'user 901', by: null }]);
    expect(await change(7, 902, 'yes')).toEqual({ outcome: 'not_allowed' });
    expect(await isEditor(db, portalId, 902)).toBe(false);
    expect(await change(903, 902, 'yes')).toEqual({ outcome: 'editors_changed' });
    expect((await page(902)).editors).toMatchObject({
      mayChange: true,
      may: [{ userId: EDITOR }, { userId: 902, name: 'Ben Rainmaker', by: 'Cleo Account' }],
    });
    expect(await change(902, EDITOR, 'no')).toEqual({ outcome: 'editors_changed' });

    // Where no super admin is known, the list alone says who may: it never ends empty.
    await updatePortal(db, portalId, { account: { superAdmins: [] } });
    expect(await change(902, 902, 'no')).toEqual({ outcome: 'last_editor' });
    await takeEditor(db, portalId, 902);
    expect((await page(8)).editors).toMatchObject({ mayChange: true, superAdmins: [] });
    expect((await page(7)).editors).toMatchObject({ mayChange: false });
  });

  it('tries again what is set aside', async () => {
    const { world, ids } = await worldOf(GOOD);
    const portalId = world.sandbox.portal().settings.id;
    await world.app.database.pool.query(
      `insert into dead_letter (portal_id, what, key, error, at, retry_at) values ($1, 'contact', $2, 'evaluation', $3, $3)`,
      [portalId, `${ids[0]}`, START + DAY],
    );
    expect((await settingsOf(world)).attention).toMatchObject([{ count: 1 }]);

    const { body } = await callAsCard(world, { method: 'POST', path: `${SETTINGS}/retry`, body: {}, userId: EDITOR });

    expect(settingsDone.parse(body)).toEqual({ outcome: 'retried', count: 1 });
    await world.settled();
    expect((await settingsOf(world)).attention).toBeUndefined();
  });

  it('disconnects the account that confirms its number, and no other', async () => {
    const { world } = await worldOf(GOOD);
    const portalId = world.sandbox.portal().settings.id;
    const press = (confirm: string, more = {}) =>
      callAsCard(world, { method: 'POST', path: `${SETTINGS}/disconnect`, body: { confirm }, userId: EDITOR, ...more });

    expect((await press(`${portalId}`, { userId: 7 })).body, 'who is on no list').toEqual({ outcome: 'not_allowed' });
    expect((await press('1')).body).toEqual({ outcome: 'not_confirmed' });
    expect((await press(`${portalId}`, { secret: 'guessed' })).status).toBe(401);
    expect((await callAsCard(world, { method: 'POST', path: `${SETTINGS}/explode`, body: {} })).status).toBe(404);
    expect((await settingsOf(world)).state).toBe('ok');

    expect((await press(` ${portalId} `)).body).toEqual({ outcome: 'disconnected' });

    expect(world.sandbox.grants.installed(portalId)).toBeUndefined();
    expect((await callAsCard(world, { path: SETTINGS })).body).toMatchObject({ state: 'not_set_up' });
    expect((await press(`${portalId}`)).body).toEqual({ outcome: 'disconnected' });
  });
});

describe('the links for own reports', () => {
  const OURS = 62_515;
  const THEIRS = 62_516;

  it('give the history of their account alone, safe for spreadsheets, until somebody ends them', async () => {
    const logged: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
    const world = await testWorld({ log, sandbox: { portals: [{ id: OURS }, { id: THEIRS }] } });
    const { sandbox } = world;
    for (const id of [OURS, THEIRS])
      for (const city of ['=1+1', 'Graz', 'Linz'])
        createRecord(
          sandbox.portal(id),
          'contacts',
          { ...GOOD, email: `${city}${id}@acme.example`, city, lifecyclestage: city === 'Linz' ? 'customer' : 'lead' },
          USER,
        );
    for (const id of [OURS, THEIRS]) await world.install(id);
    await world.settled();
    const ours = sandbox.state(OURS).contacts.map(({ id }) => Number(id));
    const act = async (wish: string, portalId: number, userId = EDITOR) =>
      settingsDone.parse(
        (await callAsCard(world, { method: 'POST', path: `${SETTINGS}/feed`, body: { wish }, portalId, userId })).body,
      );
    const linksOf = async (portalId: number) => {
      const done = await act('make', portalId);
      if (done.outcome !== 'feed_made') throw new Error(done.outcome);
      return done.links as [string, string];
    };
    const get = async (url: string) => {
      const response = await fetch(url);
      return { status: response.status, text: await response.text(), headers: response.headers };
    };
    const feedSeen = async () => (await settingsOf(world)).feed;

    expect(await feedSeen(), 'off unless somebody makes it').toBeNull();
    expect(await act('make', OURS, 12), 'not by everybody').toEqual({ outcome: 'not_allowed' });
    const [entries, scores] = await linksOf(OURS);
    expect(await feedSeen()).toEqual({ madeAt: START, madeBy: expect.any(String), usedAt: null });
    const [entriesRead, scoresRead] = [await get(entries), await get(scores)];
    expect(entriesRead.headers.get('content-disposition')).toBe('attachment; filename=ripen-entries.csv');
    expect(entriesRead.headers.get('cache-control')).toBe('no-store');

    const rows = (text: string) => text.trimEnd().split('\r\n');
    const [columns, ...entered] = rows(entriesRead.text);
    expect(columns).toBe('contact_id,kind,value,since,until');
    const captured = entered.filter((row) => row.includes(',stage,captured,'));
    expect(captured.map((row) => Number(row.split(',')[0]))).toEqual([...ours].sort((a, b) => a - b));
    expect(entered.filter((row) => row.includes(',track,customer,'))).toHaveLength(1);
    const [scoreColumns, ...points] = rows(scoresRead.text);
    expect(scoreColumns).toBe('contact_id,at,score,explicit_score,implicit_score,qualification,dormant_segment');
    expect(new Set(points.map((row) => Number(row.split(',')[0])))).toEqual(new Set(ours));
    for (const row of [...entered, ...points]) {
      expect(row, 'ids, words of Ripen and instants').toMatch(/^\d+(?:,(?:[a-z_]*|\d+|[\d-]+T[\d:.]+Z))+$/);
      expect(ours, 'nobody of another account').toContain(Number(row.split(',')[0]));
    }
    expect((await feedSeen())?.usedAt).toBe(START);

    // A secret of one account says nothing of another one, and the database does not hold it.
    const [theirs] = await linksOf(THEIRS);
    const secretOf = (url: string) => /\/feeds\/\d+\.([\w-]+)\//.exec(url)![1]!;
    const stored = await world.app.database.db.selectFrom('feed').selectAll().execute();
    expect(JSON.stringify(stored.map(({ hash }) => hash.toString('latin1')))).not.toContain(secretOf(entries));
    const crossed = entries.replace(secretOf(entries), secretOf(theirs));
    const wrong = entries.replace(secretOf(entries), `${secretOf(entries).slice(0, -1)}_`);
    const gone = await get(entries.replace(`${OURS}.`, '4711.'));
    for (const url of [crossed, wrong, entries.replace('entries', 'contacts'), entries.replace(/\.[\w-]{43}/, '.x')])
      expect(await get(url)).toMatchObject({ status: 404, text: gone.text });
    expect(gone.status).toBe(404);

    // New links end the old ones; ended links are none.
    const [anew] = await linksOf(OURS);
    expect(await get(entries)).toMatchObject({ status: 404 });
    expect(await get(anew)).toMatchObject({ status: 200, text: entriesRead.text });
    expect(await act('revoke', OURS, 12)).toEqual({ outcome: 'not_allowed' });
    expect(await act('revoke', OURS)).toEqual({ outcome: 'feed_revoked' });
    expect(await get(anew)).toMatchObject({ status: 404, text: gone.text });
    expect(await get(theirs)).toMatchObject({ status: 200 });
    for (const url of [entries, anew, theirs]) expect(logged.join('')).not.toContain(secretOf(url));
  });
});
