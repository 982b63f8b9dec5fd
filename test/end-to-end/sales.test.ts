import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { findContact } from '../../src/store/contacts/contacts.ts';
import { workList } from '../../src/store/work/work-list.ts';
import { type Account, startAccount } from '../support/account.ts';
import { callAsCard } from '../support/card-client.ts';
import { publishAtOnce } from '../support/publish-at-once.ts';
import { DAY } from '../support/world.ts';

/*
 * Worlds begin on Monday, 16 November 2026, 9:00 in London, where the account is at home and people
 * work from 9:00 to 17:00.
 */

const HOUR = 3_600_000;
const MINUTE = 60_000;

const DEMO = { kind: 'form_submission', page: 'Home', form: 'Request a demo' };
const PRICING = { kind: 'page_view', url: 'https://vendor.example/pricing' };
/** Does not fit by itself, but decides. */
const FITTING = { jobtitle: 'Chief Executive Officer', country: 'Germany', hs_buying_role: 'DECISION_MAKER' };

async function asksForDemo(account: Account, id: string): Promise<void> {
  await account.user.delivers(id, DEMO);
  await account.notice();
}

async function arrivesAsSql(account: Account, values: Readonly<Record<string, string | undefined>> = {}) {
  const id = await account.arrives(values);
  await account.pass(MINUTE);
  await asksForDemo(account, id);
  return id;
}

const scoresOf = (account: Account, id: string) => {
  const written = account.properties(id);
  return { explicit: Number(written['ripen_explicit_score']), implicit: Number(written['ripen_implicit_score']) };
};

describe('a new SQL', () => {
  const ANSWER = DEFAULT_MODEL.response!.task;

  const ROUTED = {
    calendar: { ...DEFAULT_MODEL.calendar, holidays: ['2026-11-23'] },
    response: { ...DEFAULT_MODEL.response!, escalateTo: { queue: '5501' } },
    routing: {
      automatic: true,
      territories: [
        {
          id: 'dach',
          label: 'Germany, Austria, Switzerland',
          when: { field: 'lead.country', oneOf: ['DE', 'AT', 'CH'] },
          owners: [{ id: '70002', weight: 1 }],
        },
        {
          id: 'france',
          label: 'France, whose only rep has left',
          when: { field: 'lead.country', equals: 'FR' },
          owners: [{ id: '70004', weight: 1 }],
        },
      ],
      fallbackOwner: '70003',
    },
  };

  it('gets an owner by territory, and an answer in working hours: over a weekend and a holiday', async () => {
    const account = await startAccount(ROUTED);
    const { properties, tasks, user } = account;
    const answered = await account.arrives({ hubspot_owner_id: undefined, country: 'Germany' });
    const forgotten = await account.arrives({ hubspot_owner_id: undefined, country: 'Österreich' });
    const french = await account.arrives({ hubspot_owner_id: undefined, country: 'France' });
    const owned = await account.arrives({ hubspot_owner_id: '70001', country: 'Germany' });
    const waits = (id: string) => properties(id)['ripen_waits_for_sales'];
    const all = [answered, forgotten, french, owned];

    // Friday, two hours before closing time.
    await account.reach('2026-11-20T15:00:00Z');
    for (const id of all) await user.delivers(id, DEMO);
    await account.notice();

    expect(all.map((id) => properties(id)['hubspot_owner_id'])).toEqual(['70002', '70002', '70003', '70001']);
    for (const id of all) {
      const owner = properties(id)['hubspot_owner_id']!;
      expect(tasks(id)).toMatchObject([{ subject: ANSWER, status: 'NOT_STARTED', owner, queue: null }]);
    }
    expect(tasks(answered)[0]!.due).toBe('2026-11-24T15:00:00.000Z');

    await account.reach('2026-11-24T14:00:00Z');
    await user.delivers(answered, { kind: 'call_logged' });
    await account.pass(0);
    expect(tasks(answered)).toMatchObject([{ status: 'COMPLETED' }]);

    await account.reach('2026-11-24T14:59:00Z');
    expect(tasks(forgotten)).toHaveLength(1);
    await account.reach('2026-11-24T15:00:00Z');
    const reminder = { subject: `Overdue: ${ANSWER}`, status: 'NOT_STARTED', owner: '70002', queue: null };
    expect(tasks(forgotten)).toMatchObject([{ subject: ANSWER }, reminder]);

    await account.reach('2026-11-25T14:59:00Z');
    expect(tasks(forgotten)).toHaveLength(2);
    await account.reach('2026-11-25T15:00:00Z');
    const escalation = {
      subject: `Nobody has answered: ${ANSWER}`,
      status: 'NOT_STARTED',
      owner: null,
      queue: '5501',
    };
    expect(tasks(forgotten)).toMatchObject([{ subject: ANSWER }, reminder, escalation]);
    await account.pass(5 * DAY);
    expect(tasks(forgotten)).toHaveLength(3);
    expect(tasks(answered)).toHaveLength(1);
    expect([forgotten, answered].map(waits)).toEqual(['unanswered', '']);

    // A late answer is one.
    await user.delivers(forgotten, { kind: 'sales_email_sent' });
    await account.pass(0);
    expect(tasks(forgotten).map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
    expect(waits(forgotten)).toBe('');
    expect(all.map((id) => properties(id)['hubspot_owner_id'])).toEqual(['70002', '70002', '70003', '70001']);
  });

  it('asks nothing of whoever answered before Ripen noticed, or has a deal by now', async () => {
    const account = await startAccount(ROUTED);
    const [quick, dealing] = [await account.arrives(), await account.arrives()];
    await account.pass(MINUTE);
    for (const id of [quick, dealing]) await account.user.delivers(id, DEMO);
    account.world.sandbox.clock.advance(MINUTE);
    await account.user.delivers(quick, { kind: 'call_logged' });
    await account.notice();
    expect(account.properties(quick)).toMatchObject({ ripen_qualification: 'sql' });
    expect(account.tasks(quick)).toEqual([]);

    await account.user.delivers(dealing, { kind: 'deal_created' });
    await account.pass(7 * DAY);
    expect(account.tasks(dealing)).toMatchObject([{ subject: ANSWER, status: 'DEFERRED' }]);
    expect(account.lists(dealing)).toEqual([]);
  });
});

describe('a hand-raise of somebody who is with sales', () => {
  const TRIAL = { kind: 'form_submission', page: 'Start', form: 'Free trial' };
  const model = { response: { ...DEFAULT_MODEL.response!, escalateTo: { queue: '5501' } } };
  const statuses = (account: Account, id: string) => account.tasks(id).map(({ subject, status }) => [subject, status]);

  it('is asked for once, reminded of, escalated, and answered by ticking a task off', async () => {
    const account = await startAccount(model);
    const id = await arrivesAsSql(account);
    await account.user.delivers(id, { kind: 'call_logged' });
    await account.reach('2026-11-18T10:00:00Z');
    expect(account.tasks(id)).toEqual([]);

    await account.user.delivers(id, DEMO);
    account.world.sandbox.clock.advance(30_000);
    await account.user.delivers(id, DEMO);
    await account.notice();
    expect(statuses(account, id)).toEqual([['Answer: Asked to be contacted', 'NOT_STARTED']]);

    await account.reach('2026-11-19T10:01:00Z');
    await account.reach('2026-11-20T10:01:00Z');
    expect(account.tasks(id)).toMatchObject([
      { owner: '70001', due: '2026-11-19T10:00:30.000Z' },
      { subject: 'Overdue: Answer: Asked to be contacted', owner: '70001' },
      { subject: 'Nobody has answered: Answer: Asked to be contacted', queue: '5501' },
    ]);

    const task = account.tasks(id)[0]!.id;
    await account.user.changes(task, { hs_task_status: 'COMPLETED' }, 'tasks');
    await account.pass(2 * DAY);
    expect(statuses(account, id).map(([, status]) => status)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
  });

  it('goes on when the version that ended it is taken back, unless somebody has done it meanwhile', async () => {
    const account = await startAccount(model);
    const { app, sandbox, settled } = account.world;
    const publish = async (document: Partial<Model>, backTo: number | null = null) => {
      const context = { db: app.database.db, clock: sandbox.clock };
      const whole = { ...DEFAULT_MODEL, ...document };
      expect(await publishAtOnce(context, sandbox.portal().settings.id, whole, backTo)).toMatchObject({
        outcome: 'published',
      });
      app.worker.wake();
      await settled();
    };
    const [left, done] = [await arrivesAsSql(account), await arrivesAsSql(account)];
    for (const id of [left, done]) await account.user.delivers(id, { kind: 'call_logged' });
    await account.reach('2026-11-18T10:00:00Z');
    for (const id of [left, done]) await account.user.delivers(id, DEMO);
    await account.notice();

    await publish({ response: undefined });
    expect([left, done].map((id) => account.tasks(id))).toMatchObject([
      [{ status: 'DEFERRED' }],
      [{ status: 'DEFERRED' }],
    ]);
    await account.user.changes(account.tasks(done)[0]!.id, { hs_task_status: 'COMPLETED' }, 'tasks');
    await publish(model, 2);
    expect(statuses(account, left)).toEqual([['Answer: Asked to be contacted', 'NOT_STARTED']]);
    expect(account.tasks(done)).toMatchObject([{ status: 'COMPLETED' }]);

    await account.pass(HOUR);
    await account.reach('2026-11-19T10:01:00Z');
    expect(account.tasks(left)).toHaveLength(2);
    expect(account.tasks(done), 'it was done').toHaveLength(1);
  });

  it('is not lost when contacts become one: the earlier of two open answers stays, the other is closed', async () => {
    const account = await startAccount(model);
    const [first, second] = [await arrivesAsSql(account), await arrivesAsSql(account)];
    for (const id of [first, second]) await account.user.delivers(id, { kind: 'call_logged' });
    await account.reach('2026-11-18T10:00:00Z');
    await account.user.delivers(first, TRIAL);
    await account.notice();
    await account.user.delivers(second, DEMO);
    await account.notice();

    await account.user.merges(second, first);
    await account.notice();

    const left = account.world.sandbox.portal().records.contacts.resolve(second)!.id;
    const open = account.tasks(left).filter(({ status }) => status === 'NOT_STARTED');
    expect(open).toMatchObject([{ subject: 'Answer: Started a free trial' }]);
    await account.reach('2026-11-19T10:30:00Z');
    expect(account.tasks(left).filter(({ subject }) => subject?.startsWith('Overdue'))).toHaveLength(1);
  });
});

describe("nobody's lead", () => {
  const fallback = { routing: { automatic: false, territories: [], fallbackOwner: '70003' } };

  it('is left to the workflow of the account until the answer is due, and then goes to the fallback', async () => {
    const account = await startAccount(fallback);
    const [nobodys, taken] = [
      await arrivesAsSql(account, { hubspot_owner_id: undefined }),
      await arrivesAsSql(account, { hubspot_owner_id: undefined }),
    ];
    await account.user.changes(taken, { hubspot_owner_id: '70001' });
    expect(account.properties(nobodys)['hubspot_owner_id']).toBeUndefined();

    await account.reach('2026-11-17T10:00:00Z');

    expect(account.properties(nobodys)['hubspot_owner_id']).toBe('70003');
    expect(account.properties(taken)['hubspot_owner_id']).toBe('70001');
    expect(account.tasks(nobodys)).toMatchObject([{ subject: expect.stringMatching(/^Overdue/), owner: '70003' }]);
  });

  it('that must not be written to and asks to be called reaches sales as just that', async () => {
    const account = await startAccount(fallback);
    const id = await arrivesAsSql(account, { hubspot_owner_id: undefined, hs_email_optout: 'true' });

    expect(account.lists(id)).toEqual(['no_correspondence']);
    expect(account.tasks(id)).toMatchObject([
      {
        subject: 'Answer a new sales-qualified lead (not by e-mail: Opted out of e-mail)',
        owner: '70003',
        status: 'NOT_STARTED',
      },
    ]);
  });
});

describe('an owner', () => {
  const toAnyOf = (owners: { id: string; weight: number; capacity?: number }[]) => ({
    routing: {
      automatic: true,
      territories: [{ id: 'all', label: 'Everybody', owners }],
      fallbackOwner: '70003',
    },
  });

  it('who has left the account is followed by one who is there, with the tasks', async () => {
    const account = await startAccount(toAnyOf([{ id: '70002', weight: 1 }]));
    const orphan = await arrivesAsSql(account, { hubspot_owner_id: '70004' });

    expect(account.properties(orphan)['hubspot_owner_id']).toBe('70002');
    expect(account.tasks(orphan)).toMatchObject([{ status: 'NOT_STARTED', owner: '70002' }]);
  });

  it('has no more open SQLs than there is room for, and room again after a hand-back', async () => {
    const account = await startAccount(toAnyOf([{ id: '70002', weight: 1, capacity: 1 }]));
    const nobodys = { hubspot_owner_id: undefined };
    const first = await arrivesAsSql(account, nobodys);
    const second = await arrivesAsSql(account, nobodys);
    await account.card(first, 'hand-back', { kind: 'wrong_fit' });
    const third = await arrivesAsSql(account, nobodys);

    expect([first, second, third].map((id) => account.properties(id)['hubspot_owner_id'])).toEqual([
      '70002',
      '70003',
      '70002',
    ]);
    expect(account.tasks(first)).toMatchObject([{ status: 'DEFERRED' }]);
    expect(account.tasks(third)).toMatchObject([{ status: 'NOT_STARTED' }]);
  });

  it('is reminded of whom a rep handed over, and then somebody named is', async () => {
    const account = await startAccount({
      response: { ...DEFAULT_MODEL.response!, escalateTo: { owner: '70003' } },
    });
    const id = await account.arrives();
    await account.reach('2026-11-16T11:00:00Z');
    await account.card(id, 'hand-to-sales', {});
    expect(account.lists(id)).toEqual(['sales_ready']);
    expect(account.tasks(id)).toEqual([]);

    await account.reach('2026-11-17T11:00:00Z');
    await account.reach('2026-11-18T11:00:00Z');
    expect(account.tasks(id)).toMatchObject([
      { subject: 'Overdue: Answer a new sales-qualified lead', owner: '70001', queue: null },
      { subject: 'Nobody has answered: Answer a new sales-qualified lead', owner: '70003', queue: null },
    ]);
  });
});

describe('a hand-back', () => {
  it('lowers the score that was too high', async () => {
    const account = await startAccount();
    const ids: string[] = [];
    for (const _ of ['no_budget', 'wrong_fit', 'not_interested']) ids.push(await account.arrives(FITTING));
    await account.pass(MINUTE);
    for (const id of ids) await account.user.delivers(id, DEMO);
    await account.notice();
    const [broke, unfit, bored] = ids as [string, string, string];
    await account.pass(2 * HOUR);
    const before = scoresOf(account, broke);

    await account.card(broke, 'hand-back', { kind: 'no_budget' });
    await account.card(unfit, 'hand-back', { kind: 'wrong_fit', reason: 'They only resell' });
    await account.card(bored, 'hand-back', { kind: 'not_interested' });

    expect(account.properties(broke)).toMatchObject({ ripen_bant_budget: 'no' });
    expect(scoresOf(account, broke).explicit).toBeLessThan(before.explicit);
    expect(scoresOf(account, unfit).explicit).toBeLessThan(before.explicit);
    expect(scoresOf(account, unfit).implicit).toBe(before.implicit);
    expect(scoresOf(account, bored).implicit).toBeLessThan(before.implicit);
    expect(scoresOf(account, bored).explicit).toBe(before.explicit);
    for (const id of ids) {
      expect(account.properties(id)).toMatchObject({ ripen_qualification: 'mql', ripen_nurture_track: 'mql_nurture' });
      expect(account.lists(id)).toEqual(['mql_nurture']);
    }

    // What lowers the fit counts for a time only.
    await account.pass((DEFAULT_MODEL.handBackDays + 1) * DAY);
    expect(scoresOf(account, unfit).explicit).toBe(before.explicit);
  });

  it('lasts a day, even for who asks for a demo again on that day', async () => {
    const account = await startAccount();
    const id = await arrivesAsSql(account);
    await account.reach('2026-11-16T12:00:00Z');
    await account.card(id, 'hand-back', { kind: 'bad_timing' });

    await account.pass(HOUR);
    await asksForDemo(account, id);
    expect(account.properties(id)).toMatchObject({ ripen_qualification: 'mql', ripen_nurture_track: 'mql_nurture' });

    await account.reach('2026-11-17T11:59:59Z');
    expect(account.properties(id)).toMatchObject({ ripen_qualification: 'mql' });
    await account.reach('2026-11-17T12:00:00Z');
    expect(account.properties(id)).toMatchObject({ ripen_qualification: 'sql', ripen_nurture_track: 'sales_ready' });
    expect(account.lists(id)).toEqual(['sales_ready']);
  });

  it('is overruled at once by somebody who hands the contact to sales', async () => {
    const account = await startAccount();
    const id = await arrivesAsSql(account);
    await account.card(id, 'hand-back', { kind: 'not_reached' });
    expect(account.lists(id)).toEqual(['mql_nurture']);

    await account.pass(HOUR);
    await account.card(id, 'hand-to-sales', { reason: 'She called back' });

    expect(account.lists(id)).toEqual(['sales_ready']);
  });
});

describe('after the sale', () => {
  it('a customer is left to retention, and is a lead again only by a rule of the model', async () => {
    const account = await startAccount();
    const { properties, lists } = account;
    const id = await account.arrives();
    await account.pass(MINUTE);
    await account.user.delivers(id, { kind: 'form_submission', page: 'Blog', form: 'Newsletter' });
    await account.pass(DAY + HOUR);
    expect(lists(id)).toEqual(['mql_nurture', 'due']);

    await account.user.delivers(id, { kind: 'deal_won' });
    await account.pass(0);
    expect(properties(id)).toMatchObject({ lifecyclestage: 'customer', ripen_nurture_track: 'customer' });
    expect(lists(id)).toEqual(['customer']);
    // The welcome, by the cadence of the model.
    expect(properties(id)['ripen_next_touch_kind']).toBe('email');
    expect(await account.touches(id)).toMatchObject([{ kind: 'email', state: 'cancelled' }]);

    await account.user.changes(id, { hs_lead_status: 'OPEN' });
    await asksForDemo(account, id);
    expect(properties(id)).toMatchObject({ ripen_nurture_track: 'customer' });
    expect(lists(id)).toEqual(['customer']);

    // The rule of the model: a year after the sale, and reopened by people.
    await account.pass(366 * DAY);
    expect(lists(id)).not.toContain('customer');
    await asksForDemo(account, id);
    expect(properties(id)).toMatchObject({
      lifecyclestage: 'customer',
      ripen_qualification: 'sql',
      ripen_nurture_track: 'sales_ready',
    });
    expect(lists(id)).toEqual(['sales_ready']);
  });
});

describe('who is ready though nobody noticed', () => {
  it('is on the list with the reason, until sales has it or the interest fades', async () => {
    const account = await startAccount();
    const { properties, lists, user } = account;
    const [asking, fading, misfit] = [
      await account.arrives(FITTING),
      await account.arrives(FITTING),
      await account.arrives(),
    ];
    await account.pass(MINUTE);
    for (const id of [asking, fading, misfit]) await user.delivers(id, PRICING);
    await account.notice();

    for (const id of [asking, fading]) {
      expect(properties(id)).toMatchObject({ ripen_ready: 'Fits well and is deciding now' });
      expect(properties(id)['ripen_qualification']).not.toBe('sql');
      expect(lists(id)).toContain('ready');
    }
    expect(lists(misfit)).not.toContain('ready');

    await asksForDemo(account, asking);
    expect(properties(asking)).toMatchObject({ ripen_qualification: 'sql' });
    expect(properties(asking)['ripen_ready'] ?? '').toBe('');
    expect(lists(asking)).toEqual(['sales_ready']);

    await account.pass(60 * DAY);
    expect(properties(fading)['ripen_ready'] ?? '').toBe('');
    expect(lists(fading)).not.toContain('ready');
  });
});

describe('an answer about the budget', () => {
  it('that came with a form says so, and counts until it is old', async () => {
    const account = await startAccount();
    const id = await account.arrives(FITTING);
    await account.pass(MINUTE);
    const before = scoresOf(account, id).explicit;
    const answeredAt = account.now();
    await account.user.delivers(id, DEMO);
    await account.user.changes(id, { ripen_bant_budget: 'yes' });
    await account.pass(0);

    const told = await findContact(account.world.app.database.db, account.portalId, Number(id));
    expect(told?.memory).toMatchObject({ bant: { budget: { answer: 'yes', source: 'form', at: answeredAt } } });
    const fresh = scoresOf(account, id).explicit;
    expect(fresh).toBeGreaterThan(before);

    const old = answeredAt + DEFAULT_MODEL.bantFreshDays.budget! * DAY;
    await account.reach(old - MINUTE);
    expect(scoresOf(account, id).explicit).toBe(fresh);
    await account.reach(old);
    expect(scoresOf(account, id).explicit).toBe(before);
    expect(account.properties(id)['ripen_bant_budget']).toBe('yes');
  });
});

describe('the data of a lead', () => {
  it('are doubted for a shared number and a burst of forms, and believed at the word of an admin until it is taken back', async () => {
    const account = await startAccount();
    const { properties } = account;
    const original = await account.arrives({ phone: '+44 20 7946 0018' });
    await account.pass(MINUTE);
    const twin = await account.arrives({ phone: '020 7946 0018', hs_country_region_code: 'GB' });
    const at = new Date(account.now()).toISOString();
    const burst: string[] = [];
    for (let number = 0; number < 5; number++)
      burst.push(await account.arrives({ first_conversion_event_name: 'Home: Newsletter', first_conversion_date: at }));

    const validity = (id: string) => properties(id)['ripen_lead_validity'];
    expect(validity(original)).toBe('valid');
    expect(validity(twin)).toBe('suspect');
    expect(properties(twin)['ripen_validity_reasons']).toContain(`An older contact (${original})`);
    expect(burst.map(validity)).toEqual(Array(5).fill('suspect'));
    expect(properties(burst[0]!)['ripen_validity_reasons']).toContain('one form in the same second');

    await account.card(twin, 'vouch', { right: true });
    expect(validity(twin)).toBe('valid');
    expect(properties(twin)['ripen_validity_reasons'] ?? '').toBe('');
    await account.card(twin, 'vouch', { right: false });
    expect(validity(twin)).toBe('suspect');
  });
});

describe('the weekly summary', () => {
  const MONDAY = { weekday: 1, hour: 8, whose: 'all', language: 'de' };
  const at = '/cards/pages/summary';

  it('comes to whom wants it, once a week, about who waits, and is no work of sales itself', async () => {
    const account = await startAccount();
    const { world, portalId } = account;
    const owners = [...world.sandbox.portal().owners.values()];
    const userId = owners.find(({ id }) => id === '70002')!.userId;
    const ask = async (path: string, body?: object) =>
      (await callAsCard(world, { path: `${at}${path}`, userId, ...(body && { method: 'POST', body }) })).body;
    const summaries = () =>
      world.sandbox
        .state()
        .tasks.filter(({ properties }) => properties['hs_task_subject']?.startsWith('Ripen'))
        .sort((a, b) => `${a.properties['hs_timestamp']}`.localeCompare(`${b.properties['hs_timestamp']}`));
    const waiting = async () =>
      workList(world.app.database.db, {
        portalId,
        owners: owners.map(({ id }) => id),
        now: account.now(),
        limit: 9,
      });
    const leads = [await arrivesAsSql(account), await arrivesAsSql(account), await arrivesAsSql(account)];
    await arrivesAsSql(account, { hubspot_owner_id: '70003' });

    expect(await ask('')).toMatchObject({ state: 'ok', isOwner: true, on: null });
    expect(await ask('/on', MONDAY)).toEqual({ outcome: 'done' });
    // Monday, 16 November, is past eight.
    expect(await ask('')).toMatchObject({ on: { weekday: 1, whose: 'all', next: Date.parse('2026-11-23T08:00:00Z') } });
    await account.reach('2026-11-23T07:59:00Z');
    expect(summaries()).toEqual([]);
    const before = await waiting();
    await account.reach('2026-11-23T08:00:00Z');
    const [first] = summaries();
    expect(first!.properties).toMatchObject({
      hs_task_subject: 'Ripen, Ihre Woche: 0 MQL, 4 SQL, 0 Kunden',
      hubspot_owner_id: '70002',
      hs_task_status: 'NOT_STARTED',
    });
    expect(first!.properties['hs_task_body']).toContain('Antworten Sie denen, deren Frist vorbei ist. Es sind 4.');
    expect(first!.associations['contacts']).toEqual(leads);
    expect(await waiting()).toEqual(before);

    // A process that ended between HubSpot's answer and its commit: what it sent is found again.
    const { db } = world.app.database;
    await db
      .updateTable('task')
      .set({ state: 'sending', hubspot_id: null })
      .where('portal_id', '=', portalId)
      .where('kind', '=', 'summary')
      .execute();
    await account.pass(MINUTE);
    expect(summaries()).toHaveLength(1);

    await account.reach('2026-11-30T08:00:00Z');
    expect(summaries().map(({ properties }) => properties['hs_task_status'])).toEqual(['COMPLETED', 'NOT_STARTED']);
    expect(summaries()[1]!.properties['hs_task_subject']).toBe('Ripen, Ihre Woche: 0 MQL, 0 SQL, 0 Kunden');
    // The summary that was ticked off was no touch of anybody.
    expect((await waiting()).count).toBe(4);

    expect(await ask('/off', {})).toEqual({ outcome: 'done' });
    await account.pass(8 * DAY);
    expect(summaries()).toHaveLength(2);
    expect(await ask('')).toMatchObject({ on: null });
  });

  it('waits while its reader is no owner, and is silent while nobody waits', async () => {
    const account = await startAccount();
    const { world } = account;
    const { owners } = world.sandbox.portal();
    const [nobody, other] = [7, owners.get('70002')!.userId];
    const ask = async (userId: number) =>
      callAsCard(world, { path: `${at}/on`, userId, method: 'POST', body: { ...MONDAY, whose: 'own' } });
    await ask(nobody);
    await ask(other);
    await arrivesAsSql(account);
    await account.pass(8 * DAY);
    expect(
      world.sandbox.state().tasks.filter(({ properties }) => properties['hs_task_body']?.includes('summary')),
    ).toEqual([]);
    expect((await callAsCard(world, { path: at, userId: nobody })).body).toMatchObject({ isOwner: false });
  });
});
