import { expect, it } from 'vitest';
import {
  contentView,
  funnelView,
  sourcesView,
  speedView,
  tracksView,
} from '../../cards/pages/contracts/figures-contract.ts';
import { createRecord } from '../../sandbox/portal/write/write.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { putEditor } from '../../src/store/portals/editors.ts';
import { startAccount } from '../support/account.ts';
import { callAsCard } from '../support/card-client.ts';
import { DAY, testWorld } from '../support/world.ts';
import { figuresOf } from '../support/year/year-recount.ts';

const USER = { type: 'CRM_UI', id: 'userId:7' };
const FUNNEL = '/cards/pages/figures/funnel';

it('tells a year of the funnel on the first day, from the dates that HubSpot gives for stages', async () => {
  const world = await testWorld();
  const portal = world.sandbox.portal();
  const now = world.sandbox.clock.now();
  const date = (monthsAgo: number) => {
    const then = new Date(now);
    return new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() - monthsAgo, 10)).toISOString();
  };
  const stages = [
    { lifecyclestage: 'lead' },
    { lifecyclestage: 'marketingqualifiedlead', hs_v2_date_entered_marketingqualifiedlead: date(4) },
    {
      lifecyclestage: 'customer',
      hs_lifecyclestage_salesqualifiedlead_date: date(3),
      hs_v2_date_entered_customer: date(2),
    },
  ];
  for (const [index, dates] of stages.entries()) {
    const record = createRecord(portal, 'contacts', { email: `p${index}@acme.example` }, USER);
    record.properties = {
      ...record.properties,
      createdate: date(5),
      country: 'CL',
      hs_analytics_source: 'PAID_SEARCH',
      ...dates,
    };
  }
  const others = [...portal.records.contacts.walk()].length - stages.length;
  await world.install();
  await world.settled();

  const ask = async (query = '') => {
    const reply = await callAsCard(world, { path: `${FUNNEL}${query}` });
    expect(reply).toMatchObject({ status: 200 });
    const view = funnelView.parse(reply.body);
    expect(view, 'a field that the page does not know').toEqual(reply.body);
    if (view.state !== 'ok') throw new Error(view.state);
    return view;
  };
  const all = await ask();
  const paid = await ask('?source=PAID_SEARCH&months=60');

  expect(all.total.reached.captured).toBe(stages.length + others);
  expect(all.months[5]).toMatchObject({
    reached: { captured: 3, mql: 2, sql: 1, opportunity: 1, customer: 1 },
    skipped: { mql: 1, sql: 0, opportunity: 1 },
    rates: [{ overall: null }, { overall: null }, { overall: null }, { overall: null }],
  });
  expect(paid.months).toHaveLength(60);
  expect(paid.total.reached).toEqual({ captured: 3, mql: 2, sql: 1, opportunity: 1, customer: 1 });
  expect(paid.stays).toMatchObject([{ stage: 'captured', entered: 3 }, {}, {}, {}]);
  expect(all.filters.find(({ id }) => id === 'country')?.options).toContainEqual({
    value: 'CL',
    label: 'Chile',
    contacts: 3,
  });
  for (const [name, view] of [
    ['speed', speedView],
    ['tracks', tracksView],
    ['sources', sourcesView],
    ['content', contentView],
  ] as const) {
    const { body } = await callAsCard(world, { path: `/cards/pages/figures/${name}?months=60` });
    expect(view.parse(body), 'a field that the page does not know').toEqual(body);
    expect(body).toMatchObject({ state: 'ok' });
  }
  // What a source cost, as a person types it in; nothing of what the server does not understand.
  const put = (text: string) => callAsCard(world, { path: '/cards/pages/costs/put', method: 'POST', body: { text } });
  await putEditor(world.app.database.db, portal.settings.id, { userId: 7, name: 'Ada', at: now, by: 'Ada' });
  const month = new Date(now).toISOString().slice(0, 7);
  expect(await put(`Paid search;${month};300\nElsewhere;${month};1`)).toMatchObject({
    body: { outcome: 'not_understood', lines: [2] },
  });
  const costs = async (query: string) => {
    const { body } = await callAsCard(world, { path: `/cards/pages/figures/sources?months=60${query}` });
    const read = sourcesView.parse(body);
    return read.state === 'ok' ? read.costs : read.state;
  };
  expect(await costs('')).toEqual([]);
  const fiveAgo = date(5).slice(0, 7);
  expect(await put(`Source;Month;Cost\npaid search;${fiveAgo};300,50`)).toMatchObject({
    body: { outcome: 'done', costs: 1 },
  });
  expect(await costs('')).toMatchObject([
    {
      value: 'PAID_SEARCH',
      amount: 300.5,
      months: 1,
      captured: 3,
      mql: 2,
      sql: 1,
      customer: 1,
      each: { captured: null },
    },
  ]);
  expect(await costs('&source=PAID_SEARCH')).toHaveLength(1);
  expect(await costs('&source='), 'of other sources').toEqual([]);
  expect(await costs('&persona='), 'of a part of a source').toBeNull();
  expect(await put(`PAID_SEARCH;${fiveAgo};`)).toMatchObject({ body: { outcome: 'done' } });
  expect(await costs('')).toEqual([]);
  expect(await put(`PAID_SEARCH;${month};70`)).toMatchObject({ body: { outcome: 'done' } });
  expect(await costs(''), 'what brought nobody was paid all the same').toMatchObject([
    { value: 'PAID_SEARCH', amount: 70, months: 1, captured: 0, each: { captured: null } },
  ]);
  expect(await callAsCard(world, { path: FUNNEL, portalId: 4711 })).toMatchObject({ body: { state: 'not_set_up' } });
  expect(await callAsCard(world, { path: FUNNEL, secret: 'guessed' })).toMatchObject({ status: 401 });
});

it('tells what HubSpot counts of e-mails beside what Ripen saw, while it may', async () => {
  const world = await testWorld();
  const { sandbox } = world;
  const record = (n: number) => createRecord(sandbox.portal(), 'contacts', { email: `p${n}@acme.example` }, USER).id;
  const people = Array.from({ length: 21 }, (_, n) => record(n));
  const stranger = record(99);
  const nextDay = async () => {
    sandbox.clock.advance(DAY);
    await world.settled();
  };
  const ask = async () => {
    const { body } = await callAsCard(world, { path: '/cards/pages/figures/tracks' });
    const view = tracksView.parse(body);
    expect(view, 'a field that the page does not know').toEqual(body);
    return view.state === 'ok' ? view.statistics : view.state;
  };
  await world.install();
  await world.settled();
  for (const id of people) sandbox.deliver(id, { kind: 'form_submission', page: 'Guide', form: 'Download the guide' });
  await nextDay();
  for (const id of [...people, stranger]) sandbox.deliver(id, { kind: 'email_sent', name: 'Nurture 1' });
  for (const id of [...people.slice(0, 7), stranger]) sandbox.deliver(id, { kind: 'email_click', count: 1 });
  sandbox.calls.keep(Number.POSITIVE_INFINITY);
  await nextDay();
  await nextDay();
  const seen = { sent: 21, clicked: 7, rates: { clicked: { n: 21, percent: 33.3 } } };
  const hubspot = { sent: 22, delivered: 22, clicked: 8, rates: { clicked: { n: 22, percent: 36.4 } } };

  const mail = { name: 'Nurture 1', tracks: ['mql_nurture'], seen };
  expect(await ask()).toMatchObject({ allowed: true, mails: [{ ...mail, hubspot }] });
  const asked = sandbox.calls.exchanges().filter(({ path }) => path.startsWith('/marketing/emails'));
  expect(asked.length, 'calls of two days').toBeLessThanOrEqual(4);

  sandbox.faults.add({ path: '/marketing/emails/2026-09', effect: { kind: 'status', status: 403 } });
  await nextDay();
  expect(await ask()).toMatchObject({ allowed: false, mails: [{ ...mail, hubspot: null }] });
  await nextDay();
  expect(await ask(), 'once it may again').toMatchObject({ allowed: true, mails: [{ ...mail, hubspot }] });
});

it('tells of lives that go astray what a person counts by hand', async () => {
  const account = await startAccount({
    calendar: { ...DEFAULT_MODEL.calendar, holidays: ['2026-11-23'] },
    routing: {
      automatic: true,
      territories: [
        {
          id: 'dach',
          label: 'Germany, Austria, Switzerland',
          when: { field: 'lead.country', oneOf: ['DE', 'AT', 'CH'] },
          owners: [{ id: '70002', weight: 1 }],
        },
      ],
    },
  });
  const { user, reach, world } = account;
  const asks = (id: string) => user.delivers(id, { kind: 'form_submission', page: 'Home', form: 'Request a demo' });
  const calls = (id: string) => user.delivers(id, { kind: 'call_logged' });
  const mails = async (id: string, name: string) => {
    await user.delivers(id, { kind: 'email_sent', name });
    await account.notice();
  };

  // Imported, with dates of stages before Ripen came.
  const portal = world.sandbox.portal();
  const old = createRecord(portal, 'contacts', { email: 'old@acme.example', lifecyclestage: 'customer' }, USER);
  old.properties = {
    ...old.properties,
    createdate: '2026-02-10T09:00:00Z',
    hs_v2_date_entered_marketingqualifiedlead: '2026-03-01T09:00:00Z',
    hs_lifecyclestage_salesqualifiedlead_date: '2026-03-20T09:00:00Z',
    hs_v2_date_entered_customer: '2026-05-05T09:00:00Z',
  };
  await account.pass(0);
  const [skipper, friday, night, handed, first, second, gone, restored, back, forgotten, mailed] = await Promise.all([
    account.arrives(),
    account.arrives({ hubspot_owner_id: undefined, country: 'Germany' }),
    account.arrives(),
    account.arrives({ hubspot_owner_id: undefined, country: 'Germany' }),
    ...Array.from({ length: 7 }, () => account.arrives()),
  ]);
  const download = { kind: 'form_submission', page: 'Guide', form: 'Download the guide' };
  for (const id of [back!, mailed!]) await user.delivers(id, download);
  await account.notice();
  // To customer at once; from MQL back to lead.
  await user.changes(skipper!, { lifecyclestage: 'customer' });
  await user.changes(back!, { lifecyclestage: 'lead' });
  await account.pass(DAY);
  for (const name of ['Nurture 1', 'Nurture 2']) await mails(mailed!, name);
  await user.delivers(mailed!, { kind: 'email_click', count: 1 });
  await account.notice();

  // Asked at night, and answered before work begins.
  await reach('2026-11-18T22:00:00Z');
  await asks(night!);
  await account.notice();
  await reach('2026-11-19T08:00:00Z');
  await calls(night!);
  await account.notice();
  // Half an hour before the weekend, which a holiday follows; answered half an hour after it.
  await reach('2026-11-20T16:30:00Z');
  await asks(friday!);
  await account.notice();
  await reach('2026-11-24T09:30:00Z');
  await calls(friday!);
  await reach('2026-11-24T10:00:00Z');
  for (const id of [handed!, first!, gone!, restored!, forgotten!]) await asks(id);
  await account.notice();
  await reach('2026-11-24T10:30:00Z');
  await asks(second!);
  await account.notice();
  await reach('2026-11-24T11:00:00Z');
  await user.changes(handed!, { hubspot_owner_id: '70003' });
  await user.merges(second!, first!);
  await user.erases(gone!);
  await user.deletes(restored!);
  await account.pass(0);
  await reach('2026-11-24T12:00:00Z');
  await user.restores(restored!);
  await account.notice();
  const left = portal.records.contacts.resolve(second!)!.id;
  for (const id of [handed!, left, restored!]) await calls(id);
  await reach('2026-11-26T12:00:00Z');

  const funnel = await figuresOf(world, 'funnel', funnelView);
  expect(funnel.state === 'ok' && funnel.months.filter(({ reached }) => reached.captured > 0)).toMatchObject([
    {
      reached: { captured: 9, mql: 9, sql: 7, opportunity: 1, customer: 1 },
      skipped: { mql: 7, sql: 1, opportunity: 1 },
    },
    {
      reached: { captured: 1, mql: 1, sql: 1, opportunity: 1, customer: 1 },
      skipped: { mql: 0, sql: 0, opportunity: 1 },
    },
  ]);

  const speed = await figuresOf(world, 'speed', speedView);
  if (speed.state !== 'ok') return expect.unreachable(speed.state);
  expect(speed.total).toMatchObject({ owed: 6, kept: 5, late: 0, missed: 1, escalated: 1, waiting: 0, dropped: 0 });
  const owedBy = (kind: string) =>
    Object.fromEntries(speed.kinds.find((one) => one.kind === kind)!.rows.map(({ label, owed }) => [label, owed]));
  expect(owedBy('owner')).toEqual({ 'Ada Sellers': 4, 'Ben Rainmaker': 1, 'Cleo Account': 1 });
  expect(owedBy('territory')).toEqual({ 'Germany, Austria, Switzerland': 2, null: 4 });
  const { rows } = await world.app.database.pool.query(
    'select contact_id::text as id, hours from answer where answered is not null order by occasion, contact_id',
  );
  const two = [handed!, left, restored!].map((id) => ({ id, hours: 2.1 }));
  expect(rows).toEqual([{ id: night, hours: 0 }, { id: friday, hours: 1 }, ...two.sort((a, b) => +a.id - +b.id)]);

  const content = await figuresOf(world, 'content', contentView);
  const met = content.state === 'ok' && content.kinds.flatMap((one) => one.rows);
  expect(met).toMatchObject([
    { what: 'Home: Request a demo', beforeMql: 6, mql: 6, beforeSql: 6, sql: 6 },
    { what: 'Guide: Download the guide', beforeMql: 2, mql: 2, beforeSql: 2, sql: 0 },
    { what: 'Nurture 2', beforeMql: 0, mql: 0, beforeSql: 1, sql: 0 },
  ]);
  expect(await figuresOf(world, 'tracks', tracksView)).toMatchObject({
    mails: [{ track: 'mql_nurture', sent: 2, clicked: 1, opened: 0 }],
  });
});
