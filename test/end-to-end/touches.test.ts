import { describe, expect, it } from 'vitest';
import { auditCommand } from '../../cli/audit.ts';
import { historyOf } from '../../sandbox/portal/records.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { type Account, startAccount } from '../support/account.ts';
import { runCommand } from '../support/programs/run-command.ts';
import { DAY } from '../support/world.ts';

/*
 * Worlds begin on Monday, 16 November 2026, 9:00 in London, where the account is at home. E-mail
 * falls due from 8:00 to 19:00 on working days, touches by hand from 9:00 to 17:00.
 */

const HOUR = 3_600_000;
const MINUTE = 60_000;

const NEWSLETTER = { kind: 'form_submission', page: 'Blog', form: 'Newsletter' };
const DEMO = { kind: 'form_submission', page: 'Home', form: 'Request a demo' };

/**
 * A person who comes in and is an MQL a minute later: the first e-mail of the short-term programme
 * is wanted a day after.
 */
async function arrivesAsMql(account: Account, values: Readonly<Record<string, string | undefined>> = {}) {
  const id = await account.arrives(values);
  await account.pass(MINUTE);
  await account.user.delivers(id, NEWSLETTER);
  await account.notice();
  return id;
}

/** A person whose deal is lost a minute later: the first touch by hand is wanted 182 days after. */
async function arrivesAsLost(account: Account, values: Readonly<Record<string, string | undefined>> = {}) {
  const id = await account.arrives(values);
  await account.pass(MINUTE);
  await account.user.delivers(id, { kind: 'deal_lost' });
  await account.pass(0);
  return id;
}

/** Monday again, and British summer time. */
const LOST_TOUCH = '2027-05-17T09:01:00.000Z';

const LATE_TO_QUEUE = {
  response: { ...DEFAULT_MODEL.response!, escalateTo: { queue: '5501' } },
};

describe('an e-mail touch', () => {
  it('falls due, and is done when marketing sends, or missed with its cause when nobody does', async () => {
    const account = await startAccount();
    const { properties, lists, touches, user } = account;
    const id = await arrivesAsMql(account);
    const forgotten = await account.arrives();
    const private_ = await account.arrives({ hs_marketable_status: 'false' });
    await account.reach('2026-11-16T09:30:00Z');
    for (const one of [forgotten, private_]) await user.delivers(one, NEWSLETTER);
    await account.notice();

    expect(properties(id)).toMatchObject({
      ripen_next_touch_at: '2026-11-17T09:01:00.000Z',
      ripen_next_touch_kind: 'email',
    });
    await account.reach('2026-11-17T09:00:59Z');
    expect(lists(id)).toEqual(['mql_nurture']);

    await account.reach('2026-11-17T09:01:00Z');
    expect(lists(id)).toEqual(['mql_nurture', 'due']);
    expect(properties(id)).toMatchObject({ ripen_next_touch_at: '2026-11-24T09:01:00.000Z' });
    await account.reach('2026-11-17T10:00:00Z');
    for (const one of [forgotten, private_]) expect(lists(one)).toContain('due');

    await user.delivers(id, { kind: 'email_sent', name: 'Nurture 1' });
    await account.notice();
    expect(await touches(id)).toMatchObject([{ kind: 'email', state: 'done', cause: null }]);
    expect(lists(id)).toEqual(['mql_nurture']);

    await account.reach('2026-11-22T09:29:59Z');
    expect(await touches(forgotten)).toMatchObject([{ state: 'open' }]);
    await account.reach('2026-11-22T09:30:00Z');
    expect(await touches(forgotten)).toMatchObject([
      { state: 'missed', cause: 'No workflow of the account sent an e-mail to the contacts on the list "Ripen: due"' },
    ]);
    expect(await touches(private_)).toMatchObject([
      {
        state: 'missed',
        cause: 'The contact is no marketing contact, so HubSpot sends no marketing e-mail',
      },
    ]);
    for (const one of [forgotten, private_]) expect(lists(one)).toEqual(['mql_nurture']);

    const { code, said } = await runCommand(account.world, auditCommand, 'touches');
    expect(code).toBe(1);
    const due = 'e-mail of mql_nurture, due 2026-11-17 09:30 UTC, missed:';
    expect(said).toContain(`contact ${forgotten}: ${due} No workflow of the account`);
    expect(said).toContain(`contact ${private_}: ${due} The contact is no marketing contact`);
    expect(said).not.toContain(`contact ${id}:`);
  });

  it('does not fall due for who opted out before, nor in a pause', async () => {
    const account = await startAccount();
    const { properties, lists, touches } = account;
    const optedOut = await arrivesAsMql(account);
    const paused = await arrivesAsMql(account);
    const hasty = await arrivesAsMql(account);

    await account.user.delivers(optedOut, { kind: 'unsubscribe' });
    await account.card(paused, 'snooze', { days: 3 });
    await account.notice();
    expect(properties(optedOut)['ripen_next_touch_at'] ?? '').toBe('');

    await account.reach('2026-11-17T12:00:00Z');
    expect([optedOut, paused].map(lists)).toEqual([['no_correspondence'], []]);
    expect([await touches(optedOut), await touches(paused)]).toEqual([[], []]);

    // The first touch after the pause is not one that lay in it.
    await account.reach('2026-11-19T12:00:00Z');
    expect(lists(paused)).toEqual(['mql_nurture']);
    expect(Date.parse(properties(paused)['ripen_next_touch_at']!)).toBeGreaterThan(Date.parse('2026-11-19T12:00:00Z'));
    expect(await touches(paused)).toEqual([]);

    // Already due: cancelled, and not counted as missed.
    expect(lists(hasty)).toContain('due');
    await account.user.delivers(hasty, { kind: 'unsubscribe' });
    await account.notice();
    expect(lists(hasty)).toEqual(['no_correspondence']);
    expect(await touches(hasty)).toMatchObject([
      { state: 'cancelled', cause: expect.stringContaining('Opted out of e-mail') },
    ]);
  });

  it('is not called missed for a mail that went out while the app was down', async () => {
    const account = await startAccount();
    const { clock } = account.world.sandbox;
    const id = await arrivesAsMql(account);

    clock.set(Date.parse('2026-11-17T10:00:00Z'));
    await account.user.delivers(id, { kind: 'email_sent', name: 'Nurture 1' });
    await account.reach('2026-11-30T10:00:00Z');

    expect(await account.touches(id)).toMatchObject([{ state: 'done' }, { state: 'missed' }]);
  });

  it('waits for the morning of a working day where the person lives', async () => {
    const account = await startAccount();
    await account.reach('2026-11-20T21:00:00Z');
    const [london, angeles, tokyo] = [
      await account.arrives(),
      await account.arrives({ hs_timezone: 'america_slash_los_angeles' }),
      await account.arrives({ hs_timezone: 'asia_slash_tokyo' }),
    ];
    await account.pass(MINUTE);
    for (const id of [london, angeles, tokyo]) await account.user.delivers(id!, NEWSLETTER);
    await account.notice();

    // Wanted on Saturday at 21:01 UTC; 8:00 on Monday comes in Tokyo first.
    expect([tokyo, london, angeles].map((id) => account.properties(id!)['ripen_next_touch_at'])).toEqual([
      '2026-11-22T23:00:00.000Z',
      '2026-11-23T08:00:00.000Z',
      '2026-11-23T16:00:00.000Z',
    ]);
    await account.reach('2026-11-23T09:00:00Z');
    expect([tokyo, london, angeles].map((id) => account.lists(id!).includes('due'))).toEqual([true, true, false]);
  });
});

describe('a touch by hand', () => {
  it('is one task of the owner, done when a rep calls or ticks it off, and escalated once when nobody does', async () => {
    const account = await startAccount(LATE_TO_QUEUE);
    const { properties, tasks, touches, user } = account;
    const called = await arrivesAsLost(account);
    await account.reach('2026-11-16T09:00:00Z');
    const [ticked, forgotten] = [await arrivesAsLost(account), await arrivesAsLost(account)];
    const all = [called, ticked, forgotten];
    expect(properties(called)).toMatchObject({
      ripen_next_touch_at: LOST_TOUCH,
      ripen_next_touch_kind: 'manual',
      ripen_nurture_track: 'closed_lost_review',
    });

    await account.reach('2027-05-17T09:05:00Z');
    await account.pass(MINUTE);
    const subject = 'Look again: the deal was lost half a year ago';
    const waits = () => all.map((id) => properties(id)['ripen_waits_for_sales']);
    expect(waits()).toEqual(['by_hand', 'by_hand', 'by_hand']);
    for (const id of all)
      expect(tasks(id)).toMatchObject([{ subject, status: 'NOT_STARTED', owner: '70001', queue: null }]);
    expect(tasks(called)[0]!.due).toBe(LOST_TOUCH);

    await account.pass(HOUR);
    await user.delivers(called, { kind: 'call_logged' });
    await user.changes(tasks(ticked)[0]!.id, { hs_task_status: 'COMPLETED' }, 'tasks');
    await account.pass(0);
    expect(tasks(called)).toMatchObject([{ status: 'COMPLETED' }]);
    expect(await touches(called)).toMatchObject([{ kind: 'manual', state: 'done' }]);
    await account.pass(HOUR);
    expect(await touches(ticked)).toMatchObject([{ kind: 'manual', state: 'done' }]);

    expect(waits()).toEqual(['', '', 'by_hand']);

    // Forty working hours are a week: what was due on Monday is late on the Monday after.
    await account.reach('2027-05-24T08:55:00Z');
    expect(tasks(forgotten)).toHaveLength(1);
    await account.reach('2027-05-24T09:05:00Z');
    await account.pass(30 * DAY);
    expect(tasks(forgotten)).toMatchObject([
      { status: 'NOT_STARTED' },
      { subject: `Overdue: ${subject}`, status: 'NOT_STARTED', owner: null, queue: '5501' },
    ]);
    expect(await touches(forgotten)).toMatchObject([{ state: 'late' }]);
    for (const id of [called, ticked]) expect(tasks(id)).toMatchObject([{ status: 'COMPLETED' }]);

    // Doing one of the two tasks closes both.
    await user.changes(tasks(forgotten)[1]!.id, { hs_task_status: 'COMPLETED' }, 'tasks');
    await account.pass(HOUR);
    expect(tasks(forgotten).map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED']);
    expect(await touches(forgotten)).toMatchObject([{ state: 'done' }]);
    // Each change is one write, and most come with a next touch, which is written anyway.
    const writes = all.map((id) => {
      const record = account.world.sandbox.portal().records.contacts.get(id)!;
      return historyOf(record, 'ripen_waits_for_sales').map(({ value }) => value);
    });
    for (const values of writes) expect(values.filter((value) => value !== '')).toEqual(['by_hand']);
    for (const values of writes) expect(values.length).toBeLessThanOrEqual(3);
  });

  it('is done by a call of which no webhook tells, and late though somebody deleted its task', async () => {
    const account = await startAccount({}, { unheard: ['notes_last_contacted'] });
    const called = await arrivesAsLost(account);
    const deleted = await arrivesAsLost(account);
    await account.reach('2027-05-17T11:00:00Z');

    await account.user.delivers(called, { kind: 'call_logged' });
    await account.user.deletes(account.tasks(deleted)[0]!.id, 'tasks');
    await account.pass(0);
    expect(account.tasks(called)).toMatchObject([{ status: 'NOT_STARTED' }]);
    await account.notice();

    expect(account.tasks(called)).toMatchObject([{ status: 'COMPLETED' }]);
    expect(await account.touches(called)).toMatchObject([{ state: 'done' }]);
    await account.pass(10 * DAY);
    expect(await account.touches(deleted)).toMatchObject([{ state: 'late' }]);
    expect(account.tasks(deleted)).toMatchObject([{ subject: expect.stringMatching(/^Overdue: /) }]);
  });

  it('is asked of whoever takes it when the owner has left the account', async () => {
    const account = await startAccount();
    const id = await arrivesAsLost(account, { hubspot_owner_id: '70004' });

    await account.reach(LOST_TOUCH);

    expect(account.tasks(id)).toMatchObject([{ status: 'NOT_STARTED', owner: null }]);
  });

  it('is carried over by a merge', async () => {
    const account = await startAccount();
    const left = await account.arrives();
    await account.pass(MINUTE);
    const lost = await arrivesAsLost(account);
    await account.pass(183 * DAY);
    expect(account.tasks(lost)).toMatchObject([{ status: 'NOT_STARTED' }]);

    await account.user.merges(left, lost);
    await account.pass(HOUR);
    expect(account.tasks(left)).toMatchObject([{ status: 'NOT_STARTED' }]);
    await account.user.delivers(left, { kind: 'call_logged' });
    await account.pass(0);

    expect(account.tasks(left)).toMatchObject([{ status: 'COMPLETED' }]);
    expect(await account.touches(left)).toMatchObject([{ kind: 'manual', state: 'done' }]);
  });

  it('is not asked for any more when the contact wakes up', async () => {
    const account = await startAccount();
    const id = await arrivesAsLost(account);
    await account.reach(LOST_TOUCH);

    await account.user.delivers(id, { kind: 'page_view' });
    await account.notice();

    expect(account.tasks(id)).toMatchObject([
      { status: 'DEFERRED' },
      { subject: 'Awake again after a lost deal: Viewed a page', status: 'NOT_STARTED', owner: '70001' },
    ]);
    expect(account.properties(id)).toMatchObject({ ripen_waits_for_sales: 'woke' });
    expect(await account.touches(id)).toMatchObject([
      { kind: 'manual', state: 'cancelled', cause: 'The contact is not in this programme any more' },
    ]);
  });
});

describe('a dormant contact', () => {
  const mql = async (account: Account) => {
    const id = await arrivesAsMql(account);
    await account.pass(40 * DAY);
    return id;
  };
  const sql = async (account: Account) => {
    const id = await account.arrives();
    await account.pass(MINUTE);
    await account.user.delivers(id, DEMO);
    await account.notice();
    await account.user.delivers(id, { kind: 'call_logged' });
    await account.pass(100 * DAY);
    return id;
  };
  const lost = async (account: Account) => {
    const id = await arrivesAsLost(account);
    await account.pass(10 * DAY);
    return id;
  };

  it.each([
    ['dormant_mql', 'dormant_mql', mql, { kind: 'page_view' }, 'Awake again: Viewed a page', ['mql_nurture']],
    ['dormant_sql', 'dormant_sql', sql, DEMO, 'Answer: Asked to be contacted', ['sales_ready']],
    [
      'closed_lost',
      'closed_lost_review',
      lost,
      { kind: 'page_view' },
      'Awake again after a lost deal: Viewed a page',
      [],
    ],
  ] as const)(
    'of %s stays asleep for an opened mail, and is back at once when it does something',
    async (segment, track, make, does, subject, awake) => {
      const account = await startAccount();
      const id = await make(account);
      const before = account.tasks(id).length;
      const listed = () => account.lists(id).filter((list) => list !== 'due');
      expect(account.properties(id)).toMatchObject({ ripen_dormant_segment: segment, ripen_nurture_track: track });
      expect(listed()).toEqual([track]);

      await account.user.delivers(id, { kind: 'email_open' });
      await account.notice();
      expect(account.properties(id)['ripen_dormant_segment']).toBe(segment);
      expect(account.tasks(id)).toHaveLength(before);

      for (let times = 0; times < 2; times++) {
        await account.user.delivers(id, does);
        await account.notice();
        expect(account.properties(id)).toMatchObject({
          ripen_dormant_segment: 'none',
          ripen_nurture_track: awake[0] ?? 'none',
        });
        expect(listed()).toEqual(awake);
        expect(account.tasks(id).slice(before)).toMatchObject([{ subject, status: 'NOT_STARTED', owner: '70001' }]);
      }
    },
  );
});

it('a customer is touched in the rhythm of retention, from the sale on', async () => {
  const account = await startAccount({
    cadence: { ...DEFAULT_MODEL.cadence, customer: [{ kind: 'email', everyDays: 30 }] },
  });
  const id = await arrivesAsMql(account);
  const wonAt = Date.parse('2026-11-16T10:00:00Z');
  await account.reach(wonAt);

  await account.user.delivers(id, { kind: 'deal_won' });
  await account.pass(0);
  await account.reach(wonAt + 30 * DAY);

  expect(account.lists(id)).toEqual(['customer', 'due']);
  expect(await account.touches(id)).toMatchObject([{ track: 'customer', kind: 'email', state: 'open' }]);
});
