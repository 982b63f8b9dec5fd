import { describe, expect, it } from 'vitest';
import { type CardAnswer, cardAnswer, type ScoredView } from '../../cards/score/contract.ts';
import type { World } from '../../demo/world.ts';
import { createRecord } from '../../sandbox/portal/write/write.ts';
import { findContact } from '../../src/store/contacts/contacts.ts';
import { type CardRequest, callAsCard } from '../support/card-client.ts';
import { DAY, START, testWorld } from '../support/world.ts';

const USER = { type: 'CRM_UI', id: 'userId:7' };

/** The user who asks, unless a test names another one. Not an owner of the account. */
const REP = 'rep@customer.example';

const ADA = {
  email: 'ada@acme.example',
  firstname: 'Ada',
  jobtitle: 'Head of Marketing',
  country: 'Germany',
  hubspot_owner_id: '70001',
};

/** An installed portal with the given contacts, all scored; ids in the order given. */
async function worldOf(...contacts: Readonly<Record<string, string>>[]): Promise<{ world: World; ids: string[] }> {
  const world = await testWorld();
  const portal = world.sandbox.portal();
  const ids = contacts.map((values) => createRecord(portal, 'contacts', values, USER).id);
  await world.install();
  await world.settled();
  return { world, ids };
}

/** The answer as the card reads it; fails unless both sides agree on every field. */
async function answerOf(world: World, ...[path, body, userId]: [string, unknown?, number?]): Promise<CardAnswer> {
  const user = userId === undefined ? {} : { userId };
  const reply = await callAsCard(world, { path, method: body === undefined ? 'GET' : 'POST', body, ...user });
  expect(reply).toMatchObject({ status: 200 });
  const parsed = cardAnswer.parse(reply.body);
  expect(parsed, 'a field that the card does not know').toEqual(reply.body);
  return parsed;
}

const lookAt = (world: World, id: string | undefined) => answerOf(world, `/cards/score?contactId=${id}`);

async function scored(world: World, id: string | undefined): Promise<ScoredView> {
  const { view } = await lookAt(world, id);
  if (view.state !== 'ok' && view.state !== 'stale') throw new Error(`Not scored: ${view.state}`);
  return view;
}

const propertiesOf = (world: World, id: string | undefined) =>
  world.sandbox.state().contacts.find((c) => c.id === id)?.properties ?? {};

describe('the score card', () => {
  it('shows the score that is in HubSpot, with reasons that add up to it', async () => {
    const { world, ids } = await worldOf(ADA);
    world.sandbox.clock.advance(60_000);
    world.sandbox.deliver(ids[0]!, { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' });
    world.sandbox.deliver(ids[0]!, { kind: 'page_view', url: 'https://vendor.example/pricing', count: 3 });
    world.sandbox.clock.advance(DAY);
    await world.settled();

    const view = await scored(world, ids[0]);

    const written = propertiesOf(world, ids[0]);
    expect(written).toMatchObject({
      ripen_score: `${view.score}`,
      ripen_explicit_score: `${view.explicit.points}`,
      ripen_implicit_score: `${view.implicit.points}`,
      ripen_grade: view.grade,
      ripen_qualification: view.qualification.is,
      ripen_nurture_track: view.track,
    });
    for (const { points, reasons, more, limits, rounding } of [view.explicit, view.implicit])
      expect([...reasons, ...limits].reduce((sum, line) => sum + line.points, more.points + rounding)).toBe(points);
    expect(view.implicit.reasons.every(({ when }) => when !== null && when.last <= view.now)).toBe(true);
    expect(view.lastActivity?.label).toBe('Viewed a page');
    expect(view.implicit.reasons.length).toBeGreaterThan(0);
    expect(view.next.owner).not.toBeNull();
    expect(view.bant.budget).toMatchObject({ answer: 'unknown', editable: true, source: null });
    expect(view.journey).toMatchObject({ stage: 'decision' });
    expect(view.response?.answeredAt).toBeNull();
    expect(view.history.at(-1)?.score).toBe(view.score);
    expect(view.history.map(({ cause }) => cause)).toContainEqual({ is: 'signal', label: 'Asked to be contacted' });
  });

  it('answers in states, not in errors: not set up, unknown, not scored yet, out of date', async () => {
    const { world, ids } = await worldOf(ADA);
    const { pool } = world.app.database;

    expect((await lookAt(world, '999999')).view).toEqual({ state: 'not_found' });
    await pool.query('update contact set run_at = null');
    await pool.query(
      `insert into dead_letter select portal_id, 'contact', contact_id::text, 'x', ${START} from contact`,
    );
    expect((await lookAt(world, ids[0])).view).toMatchObject({ state: 'stale', staleSince: START });
    await pool.query('update contact set evaluation = null');
    expect((await lookAt(world, ids[0])).view).toEqual({ state: 'scoring', stuckSince: START });
    await pool.query('delete from dead_letter');
    expect((await lookAt(world, ids[0])).view).toEqual({ state: 'scoring', stuckSince: null });
    await pool.query(`update portal set status = 'installing'`);
    expect((await lookAt(world, ids[0])).view).toEqual({ state: 'not_set_up' });
  });

  it('says why somebody must not be written to', async () => {
    const { world, ids } = await worldOf({ ...ADA, hs_email_optout: 'true' });

    const view = await scored(world, ids[0]);

    expect(view.doNotContact).toEqual(['Opted out of e-mail']);
    expect(view.track).toBe('no_correspondence');
  });

  it('never shows a contact of another portal', async () => {
    const { world, ids } = await worldOf(ADA);

    const reply = await callAsCard(world, { path: `/cards/score?contactId=${ids[0]}`, portalId: 4711 });

    expect(reply.body).toEqual({ outcome: 'seen', view: { state: 'not_set_up' } });
  });

  it('may not be kept by a browser', async () => {
    const { world, ids } = await worldOf(ADA);

    const reply = await callAsCard(world, { path: `/cards/score?contactId=${ids[0]}` });

    expect(reply.headers.get('cache-control')).toBe('no-store');
  });
});

describe('what is new', () => {
  it('is told since the last visit of the reader, and a card that follows is no visit', async () => {
    const { world, ids } = await worldOf(ADA);
    const look = (more = '') => answerOf(world, `/cards/score?contactId=${ids[0]}${more}`);
    const newsAt = async (more?: string) => {
      const { view } = await look(more);
      return 'news' in view ? view.news : undefined;
    };

    expect(await newsAt('&follows=1')).toBeNull();
    expect(await newsAt()).toBeNull();
    world.sandbox.clock.advance(60 * 60_000);
    expect(await newsAt('&follows=1')).toMatchObject({ since: START, who: 'you', happened: [] });
    world.sandbox.deliver(ids[0]!, { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' });
    world.sandbox.clock.advance(DAY);
    await world.settled();

    const news = await newsAt();
    expect(news).toMatchObject({ since: START, qualification: { from: 'unqualified', to: 'sql' } });
    expect(news?.happened.map(({ label }) => label)).toContain('Asked to be contacted');
    expect(await newsAt()).toEqual(news);
  });
});

describe('an action of a rep', () => {
  it('reads and scores the contact again', async () => {
    const { world, ids } = await worldOf(ADA);
    world.sandbox.calls.reset();

    const answer = await answerOf(world, `/cards/score/recalculate?contactId=${ids[0]}`, {});
    expect(answer).toMatchObject({ outcome: 'noted', view: { state: 'ok', updating: true } });
    await world.settled();

    expect(await scored(world, ids[0])).toMatchObject({ updating: false });
    expect(world.sandbox.calls.summary().counts.map(({ route }) => route)).toContainEqual(
      expect.stringContaining('batch/read'),
    );
  });

  it('saves BANT answers in HubSpot, and shows them at once', async () => {
    const { world, ids } = await worldOf(ADA);
    const before = await scored(world, ids[0]);

    const { view } = await answerOf(world, `/cards/score/bant?contactId=${ids[0]}`, { budget: 'yes', need: 'partly' });
    expect(view).toMatchObject({ bant: { budget: { answer: 'yes' }, need: { answer: 'partly' } } });
    await world.settled();

    const after = await scored(world, ids[0]);
    expect(propertiesOf(world, ids[0])).toMatchObject({ ripen_bant_budget: 'yes', ripen_bant_need: 'partly' });
    expect(propertiesOf(world, ids[0])['ripen_bant_authority'] ?? '').toBe('');
    expect(after.explicit.points).toBeGreaterThan(before.explicit.points);
    expect(after.bant).toMatchObject({ budget: { answer: 'yes' }, authority: { answer: 'unknown' } });
  });

  it('hands a lead to sales and back, with the reason, and twice is once', async () => {
    const { world, ids } = await worldOf(ADA);
    const to = `/cards/score/hand-to-sales?contactId=${ids[0]}`;
    const back = `/cards/score/hand-back?contactId=${ids[0]}`;
    expect((await scored(world, ids[0])).may).toEqual({ handToSales: true, handBack: false });

    await answerOf(world, to, { reason: 'Called us' });
    await answerOf(world, to, { reason: 'Called us' });
    await world.settled();
    expect(propertiesOf(world, ids[0])).toMatchObject({
      ripen_qualification: 'sql',
      lifecyclestage: 'salesqualifiedlead',
      ripen_nurture_track: 'sales_ready',
    });
    expect((await scored(world, ids[0])).may).toEqual({ handToSales: false, handBack: true });

    world.sandbox.clock.advance(DAY);
    expect(await answerOf(world, back, { kind: 'no_budget', reason: 'Budget next year' })).toMatchObject({
      outcome: 'noted',
    });
    await world.settled();
    expect(await answerOf(world, back, { kind: 'no_budget', reason: 'Budget next year' })).toMatchObject({
      outcome: 'noted',
    });
    await world.settled();
    const view = await scored(world, ids[0]);
    expect(propertiesOf(world, ids[0])).toMatchObject({ ripen_qualification: 'mql' });
    expect(view.deeds.map(({ what, by, own }) => [what, by, own])).toEqual([
      ['hand-back', REP, true],
      ['hand-to-sales', REP, true],
    ]);
    expect(view.handedBack).toEqual({ at: START + DAY, by: REP, kind: 'no_budget', reason: 'Budget next year' });
  });

  it('is named by the user who did it: an owner by name, another by address, and each once', async () => {
    const { world, ids } = await worldOf(ADA);
    const owner = [...world.sandbox.portal().owners.values()].find(({ archived }) => !archived)!;
    const snooze = `/cards/score/snooze?contactId=${ids[0]}`;

    await answerOf(world, snooze, { days: 14 }, owner.userId);
    await answerOf(world, snooze, { days: 14 }, owner.userId);
    world.sandbox.clock.advance(60_000);
    await answerOf(world, snooze, { days: null });
    await world.settled();

    const { deeds } = await scored(world, ids[0]);
    expect(deeds.map(({ what, by, own, at }) => [what, by, own, at])).toEqual([
      ['wake', REP, true, START + 60_000],
      ['snooze', `${owner.firstName} ${owner.lastName}`, false, START],
    ]);
    const { rows } = await world.app.database.pool.query('select user_id as "userId" from audit order by at');
    expect(rows).toEqual([{ userId: owner.userId }, { userId: 7 }]);
  });

  it('puts a lead to sleep and wakes it', async () => {
    const { world, ids } = await worldOf(ADA);
    const snooze = `/cards/score/snooze?contactId=${ids[0]}`;

    await answerOf(world, snooze, { days: 14 });
    await world.settled();
    expect((await scored(world, ids[0])).next.snoozedUntil).toBe(START + 14 * DAY);

    await answerOf(world, snooze, { days: null });
    await world.settled();
    expect((await scored(world, ids[0])).next.snoozedUntil).toBeNull();
  });

  it('does not undo what came since when a request is sent again', async () => {
    const { world, ids } = await worldOf(ADA);
    const path = `/cards/score/snooze?contactId=${ids[0]}`;
    const sleep = { method: 'POST', path, body: { days: 14 }, timestamp: START } as const;

    await callAsCard(world, sleep);
    await answerOf(world, path, { days: null });
    expect(await callAsCard(world, sleep)).toMatchObject({ status: 200, body: { outcome: 'noted' } });
    await world.settled();

    expect((await scored(world, ids[0])).next.snoozedUntil).toBeNull();
  });

  it('is not possible for a customer, nor for a contact that nobody knows', async () => {
    const { world, ids } = await worldOf({ ...ADA, lifecyclestage: 'customer' });

    expect(await answerOf(world, `/cards/score/hand-to-sales?contactId=${ids[0]}`, {})).toMatchObject({
      outcome: 'not_possible',
      view: { relation: 'customer' },
    });
    expect(await answerOf(world, '/cards/score/recalculate?contactId=999999', {})).toEqual({
      outcome: 'not_possible',
      view: { state: 'not_found' },
    });
    expect(await findContact(world.app.database.db, world.sandbox.portal().settings.id, 999_999)).toBeNull();
  });

  it('is refused when its body is not as agreed', async () => {
    const { world, ids } = await worldOf(ADA);
    const send = (name: string, body: unknown) =>
      callAsCard(world, { method: 'POST', path: `/cards/score/${name}?contactId=${ids[0]}`, body });

    expect(await send('bant', { budget: 'perhaps' })).toMatchObject({ status: 400 });
    expect(await send('bant', { budget: 'yes', lifecyclestage: 'customer' })).toMatchObject({ status: 400 });
    expect(await send('hand-back', { reason: 'Too early' })).toMatchObject({ status: 400 });
    expect(await send('hand-back', { kind: 'other', reason: '  ' })).toMatchObject({ status: 400 });
    expect(await send('vouch', {})).toMatchObject({ status: 400 });
    expect(await send('snooze', { days: 0 })).toMatchObject({ status: 400 });
    expect(await send('erase', {})).toMatchObject({ status: 404 });
    expect(await send('toString', {})).toMatchObject({ status: 404 });
  });
});

describe('a request that HubSpot did not make like this', () => {
  it('is refused without a trace', async () => {
    const { world, ids } = await worldOf(ADA);
    const path = `/cards/score/bant?contactId=${ids[0]}`;
    const unsigned = { 'x-hubspot-signature-v3': '' };
    const refused: readonly (readonly [string, number, Partial<CardRequest>])[] = [
      ['signed with another secret', 401, { secret: 'guessed' }],
      ['more than five minutes old', 401, { timestamp: START - 300_001 }],
      ['signed wrongly', 401, { tamper: (sent) => ({ ...sent, headers: { ...sent.headers, ...unsigned } }) }],
      ['signed by the older version only', 401, { tamper: (sent) => ({ ...sent, headers: withoutV3(sent.headers) }) }],
      ['about another contact', 401, { tamper: (sent) => ({ ...sent, url: sent.url.replace('Id=', 'Id=1') }) }],
      ['with a changed byte', 401, { tamper: (sent) => ({ ...sent, body: sent.body.replace('yes', 'not') }) }],
      ['with a portal that the browser put there', 400, { path: `${path}&portalId=4711` }],
      ['with such a portal in disguise', 400, { path: `${path}&portal%49d=4711` }],
      ['with a user whom the browser put there', 400, { path: `${path}&userId=70001` }],
      ['about two contacts', 400, { path: `${path}&contactId=1` }],
      ['about no contact', 400, { path: '/cards/score/bant?contactId=x' }],
    ];

    for (const [why, status, change] of refused) {
      const reply = await callAsCard(world, { method: 'POST', path, body: { budget: 'yes' }, ...change });
      expect(reply.status, why).toBe(status);
    }
    await world.settled();

    expect(propertiesOf(world, ids[0])['ripen_bant_budget'] ?? '').toBe('');
  });
});

const withoutV3 = ({ 'x-hubspot-signature-v3': _, ...others }: Readonly<Record<string, string>>) => others;
