import { describe, expect, it } from 'vitest';
import { createRecord } from '../../sandbox/portal/write/write.ts';
import { LIST_NAMES } from '../../src/domain/sync/ripen-properties.ts';
import { DAY, START } from '../support/world.ts';
import { completionOf, post, reach } from './workflow.ts';
import { LEAD, worldWith } from './world.ts';

describe('score_contact', () => {
  it('lets the workflow wait, and go on with what a fresh evaluation says', async () => {
    const { world, ids, propertiesOf } = await worldWith([LEAD]);
    world.sandbox.deliver(ids[0]!, { kind: 'form_submission', page: 'Contact', form: 'Contact sales' });

    const reached = await reach(world, { action: 'score_contact', contactId: ids[0]! });
    await world.settled();

    expect(reached).toMatchObject({
      status: 200,
      outputs: { hs_execution_state: 'BLOCK', hs_expiration_duration: 'PT24H' },
    });
    const shown = propertiesOf(ids[0]!);
    expect(shown).toMatchObject({ ripen_qualification: 'sql' });
    expect(completionOf(world, reached.callbackId)).toEqual({
      hs_execution_state: 'SUCCESS',
      result: 'OK',
      problem: '',
      score: shown['ripen_score'],
      explicit_score: shown['ripen_explicit_score'],
      implicit_score: shown['ripen_implicit_score'],
      grade: shown['ripen_grade'],
      qualification: 'sql',
      journey_stage: shown['ripen_journey_stage'] ?? 'none',
      dormant_segment: 'none',
      nurture_track: 'sales_ready',
      reasons: shown['ripen_reasons'],
    });
  });

  it('reads and completes contacts by the hundred, and one that is enrolled twice is read once', async () => {
    const { world, ids } = await worldWith(
      Array.from({ length: 150 }, (_, n) => ({ ...LEAD, email: `lead${n}@company.example` })),
    );
    world.sandbox.calls.reset();
    // As if another process had the portal: work begins when all are enrolled.
    const { pool } = world.app.database;
    await pool.query(`update portal set lease_holder = gen_random_uuid(), lease_until = now() + interval '1 hour'`);

    const enrolled = await Promise.all(
      [...ids, ...ids.slice(0, 50)].map((contactId) => reach(world, { action: 'score_contact', contactId })),
    );
    await pool.query('update portal set lease_holder = null, lease_until = null');
    await world.settled();

    for (const { callbackId } of enrolled) expect(completionOf(world, callbackId)).toMatchObject({ result: 'OK' });
    const { counts } = world.sandbox.calls.summary();
    expect(counts.find(({ route }) => route.endsWith('/batch/read'))).toMatchObject({ count: 2 });
    expect(counts.find(({ route }) => route.endsWith('/complete'))?.count).toBeLessThanOrEqual(3);
  });

  it('knows a contact that no webhook told of', async () => {
    const { world } = await worldWith([]);
    world.sandbox.webhooks.configure({ subscriptions: [] });
    const contact = createRecord(world.sandbox.portal(), 'contacts', LEAD, { type: 'IMPORT', id: '1' });

    const { callbackId } = await reach(world, { action: 'score_contact', contactId: contact.id });
    await world.settled();

    expect(completionOf(world, callbackId)).toMatchObject({ result: 'OK', grade: expect.stringMatching(/^[A-D]\d$/) });
  });

  it('says that a contact is gone', async () => {
    const { world } = await worldWith([]);

    const { callbackId } = await reach(world, { action: 'score_contact', contactId: '424242' });
    await world.settled();

    expect(completionOf(world, callbackId)).toMatchObject({
      hs_execution_state: 'FAIL_CONTINUE',
      result: 'CONTACT_GONE',
    });
    expect((await world.app.database.pool.query('select from callback')).rowCount).toBe(0);
  });

  it('says at once that the account does not let Ripen continue workflows', async () => {
    const { world, ids } = await worldWith([LEAD]);
    await world.app.database.pool.query(`update portal set scopes = array_remove(scopes, 'automation')`);

    const { outputs } = await reach(world, { action: 'score_contact', contactId: ids[0]! });

    expect(outputs).toMatchObject({ hs_execution_state: 'FAIL_CONTINUE', result: 'NOT_PERMITTED' });
  });

  it('completes after a call whose answer was lost, and no callback twice', async () => {
    const { world, ids } = await worldWith([LEAD, { ...LEAD, email: 'b@company.example' }]);
    world.sandbox.faults.add({
      path: '/automation/*',
      times: 1,
      effect: { kind: 'reset', applied: true },
    });

    const enrolled = await Promise.all(ids.map((contactId) => reach(world, { action: 'score_contact', contactId })));
    await world.settled();

    for (const { callbackId } of enrolled)
      expect(world.sandbox.portal().callbacks.get(callbackId)?.completions).toHaveLength(1);
    const { rows } = await world.app.database.pool.query('select distinct state from callback');
    expect(rows).toEqual([{ state: 'done' }]);
  });

  it('keeps the answers that one call took when HubSpot does not permit another', async () => {
    const { world, ids } = await worldWith(
      Array.from({ length: 101 }, (_, n) => ({ ...LEAD, email: `lead${n}@company.example` })),
    );
    // As if another process had the portal: work begins when all are enrolled.
    const { pool } = world.app.database;
    await pool.query(`update portal set lease_holder = gen_random_uuid(), lease_until = now() + interval '1 hour'`);
    const reached = await Promise.all(ids.map((contactId) => reach(world, { action: 'score_contact', contactId })));
    world.sandbox.faults.add({ path: '/automation/*', times: 1, effect: { kind: 'status', status: 403 } });

    await pool.query('update portal set lease_holder = null, lease_until = null');
    await world.settled();

    const completed = reached.filter(({ callbackId }) => completionOf(world, callbackId) !== undefined);
    expect([1, 100]).toContain(completed.length);
    const { rows } = await pool.query('select distinct state from callback');
    expect(rows).toEqual([{ state: 'done' }]);
  });

  it('does nothing for a workflow that has gone on without it', async () => {
    const { world, ids, propertiesOf } = await worldWith([LEAD]);
    const { pool } = world.app.database;
    await pool.query(`update portal set lease_holder = gen_random_uuid(), lease_until = now() + interval '1 hour'`);
    const fields = { fallback_owner: '70001', due_hours: '1' };
    const { callbackId } = await reach(world, { action: 'route_to_sales', contactId: ids[0]!, fields });

    world.sandbox.clock.advance(2 * DAY);
    await pool.query('update portal set lease_holder = null, lease_until = null');
    await world.settled();

    expect(completionOf(world, callbackId)).toBeUndefined();
    expect(propertiesOf(ids[0]!)['hubspot_owner_id']).toBeUndefined();
    expect(world.sandbox.state().tasks).toEqual([]);
  });

  it('tries again when HubSpot does not know the callback yet', async () => {
    const { world, ids } = await worldWith([LEAD]);
    const { callbacks } = world.sandbox.portal();
    const { callbackId } = await reach(world, { action: 'score_contact', contactId: ids[0]! });
    callbacks.delete(callbackId);
    await world.settled();

    callbacks.set(callbackId, { callbackId, completions: [] });
    world.sandbox.clock.advance(60_000);
    await world.settled();

    expect(completionOf(world, callbackId)).toMatchObject({ result: 'OK' });
  });
});

describe('record_engagement', () => {
  it('adds an activity of the chosen signal, which counts like any other', async () => {
    const { world, ids, propertiesOf, activitiesOf } = await worldWith([LEAD]);

    const { outputs } = await reach(world, {
      action: 'record_engagement',
      contactId: ids[0]!,
      fields: { signal: 'wishlist', quantity: '2', source: 'shop', detail: '' },
    });
    await world.settled();

    expect(outputs).toMatchObject({
      hs_execution_state: 'SUCCESS',
      result: 'OK',
      signal_label: 'Put something on a wishlist',
    });
    expect(propertiesOf(ids[0]!)).toMatchObject({
      ripen_qualification: 'mql',
      ripen_reasons: expect.stringContaining('wishlist'),
    });
    const [activity, ...others] = await activitiesOf(ids[0]!);
    expect(activity).toMatchObject({ signal: 'wishlist', quantity: 2, source: 'shop', at: START });
    expect(activity).not.toHaveProperty('detail');
    expect(others).toEqual([]);
  });

  it('offers the signals of the portal’s model', async () => {
    const { world, portalId } = await worldWith([]);

    const answer = await post(
      world,
      '/actions/record_engagement/options',
      {},
      {
        origin: { portalId },
        objectTypeId: '0-1',
        inputFieldName: 'signal',
        inputFields: {},
        fetchOptions: {},
      },
    );

    expect(answer.status).toBe(200);
    expect(((await answer.json()) as { options: unknown[] }).options).toContainEqual({
      value: 'webinar',
      label: 'Registered for a webinar',
    });
  });
});

describe('record_bant', () => {
  it('writes the answers, and says what is still unknown', async () => {
    const { world, ids, propertiesOf } = await worldWith([{ ...LEAD }]);

    const { outputs } = await reach(world, {
      action: 'record_bant',
      contactId: ids[0]!,
      fields: { budget: 'yes', need: 'Partly', authority: '', timeline: null },
    });
    await world.settled();

    expect(outputs).toMatchObject({ result: 'OK', answers_known: '2', still_unknown: 'authority, timeline' });
    expect(propertiesOf(ids[0]!)).toMatchObject({ ripen_bant_budget: 'yes', ripen_bant_need: 'partly' });
  });
});

describe('qualify_lead', () => {
  it('makes an SQL by decision, and takes the hand-back with its reason', async () => {
    const { world, ids, propertiesOf } = await worldWith([LEAD]);
    const step = { action: 'qualify_lead', contactId: ids[0]! };

    const decided = await reach(world, { ...step, fields: { decision: 'sql', reason: 'Met at the fair' } });
    await world.settled();
    const then = propertiesOf(ids[0]!);
    world.sandbox.clock.advance(DAY);
    const back = await reach(world, { ...step, fields: { decision: 'hand_back', reason: 'No budget this year' } });
    await world.settled();

    expect([decided.outputs['result'], back.outputs['result']]).toEqual(['OK', 'OK']);
    expect(then).toMatchObject({ ripen_qualification: 'sql', lifecyclestage: 'salesqualifiedlead' });
    expect(propertiesOf(ids[0]!)).toMatchObject({ ripen_qualification: 'mql', lifecyclestage: 'salesqualifiedlead' });
  });

  it('hands nobody back who is not SQL, and leaves customers alone', async () => {
    const { world, ids, propertiesOf } = await worldWith([
      LEAD,
      { ...LEAD, email: 'c@company.example', lifecyclestage: 'customer' },
    ]);

    const [notSql, customer] = await Promise.all(
      [
        { contactId: ids[0]!, fields: { decision: 'hand_back', reason: 'x' } },
        { contactId: ids[1]!, fields: { decision: 'sql' } },
      ].map((step) => reach(world, { action: 'qualify_lead', ...step })),
    );
    await world.settled();

    expect(notSql!.outputs).toMatchObject({ hs_execution_state: 'FAIL_CONTINUE', result: 'NOT_SQL' });
    expect(customer!.outputs).toMatchObject({ hs_execution_state: 'FAIL_CONTINUE', result: 'NOT_A_PROSPECT' });
    expect(ids.map((id) => propertiesOf(id)['ripen_qualification'])).toEqual(['unqualified', 'unqualified']);
  });
});

describe('move_in_nurture', () => {
  it('puts a contact on the list of a track, takes it out, and lets Ripen decide again', async () => {
    const { world, ids } = await worldWith([LEAD]);
    const contactId = ids[0]!;
    const listsOf = () =>
      world.sandbox
        .state()
        .lists.filter((l) => l.members.includes(contactId))
        .map((l) => l.name);
    const move = async (fields: Record<string, string>) => {
      const { outputs } = await reach(world, { action: 'move_in_nurture', contactId, fields });
      await world.settled();
      return [outputs['result'], listsOf()];
    };

    expect(await move({ move: 'put_in', track: 'mql_nurture' })).toEqual(['OK', [LIST_NAMES.mql_nurture]]);
    expect(await move({ move: 'pause', until: '2026-12-24' })).toEqual(['OK', []]);
    world.sandbox.clock.advance(45 * DAY);
    await world.settled();
    expect(listsOf()).toEqual([LIST_NAMES.mql_nurture]);
    expect(await move({ move: 'take_out' })).toEqual(['OK', []]);
    expect(await move({ move: 'let_ripen_decide' })).toEqual(['OK', []]);
  });
});

describe('may_we_write', () => {
  const ask = async (contact: Record<string, string>, fields: Record<string, string> = {}) => {
    const { world, ids } = await worldWith([{ ...LEAD, ...contact }]);
    const { callbackId } = await reach(world, { action: 'may_we_write', contactId: ids[0]!, fields });
    await world.settled();
    return completionOf(world, callbackId);
  };

  it('says yes to a contact with an address that nothing speaks against', async () => {
    expect(await ask({})).toMatchObject({ may_write: 'yes', reason: '', hs_execution_state: 'SUCCESS' });
  });

  it.each([
    ['opted_out', { hs_email_optout: 'true' }, {}],
    ['bounced', { hs_email_hard_bounce_reason_enum: 'UNKNOWN_USER' }, {}],
    ['no_address', { email: '' }, {}],
    ['touched_recently', { hs_email_last_send_date: '2026-11-14T08:00:00Z' }, { minimum_days: '7' }],
  ])('says no: %s', async (reason, contact, fields) => {
    expect(await ask(contact, fields)).toMatchObject({ may_write: 'no', reason, hs_execution_state: 'SUCCESS' });
  });

  it('says no where nothing can be found out', async () => {
    const { world } = await worldWith([]);

    const { callbackId } = await reach(world, { action: 'may_we_write', contactId: '424242' });
    await world.settled();

    expect(completionOf(world, callbackId)).toMatchObject({
      may_write: 'no',
      reason: 'unknown',
      result: 'CONTACT_GONE',
    });
  });

  it('sees an opt-out of this minute', async () => {
    const { world, ids } = await worldWith([LEAD]);
    world.sandbox.webhooks.configure({ subscriptions: [] });
    world.sandbox.deliver(ids[0]!, { kind: 'unsubscribe' });

    const { callbackId } = await reach(world, { action: 'may_we_write', contactId: ids[0]! });
    await world.settled();

    expect(completionOf(world, callbackId)).toMatchObject({ may_write: 'no', reason: 'opted_out' });
  });
});

describe('route_to_sales', () => {
  it('keeps an owner, gives the others in turn, passes over who has left, and makes tasks', async () => {
    const { world, ids, propertiesOf } = await worldWith([
      { ...LEAD, hubspot_owner_id: '70003' },
      ...Array.from({ length: 4 }, (_, n) => ({ ...LEAD, email: `lead${n}@company.example` })),
    ]);
    const fields = { owners: '70002;70004;70001', fallback_owner: '70003', due_hours: '24', task: 'Call today' };

    const enrolled = [];
    for (const contactId of ids) {
      enrolled.push(await reach(world, { action: 'route_to_sales', contactId, fields }));
      await world.settled();
    }

    expect(ids.map((id) => propertiesOf(id)['hubspot_owner_id'])).toEqual([
      '70003',
      '70001',
      '70002',
      '70001',
      '70002',
    ]);
    expect(completionOf(world, enrolled[0]!.callbackId)).toMatchObject({ owner_id: '70003', chosen_by: 'existing' });
    expect(completionOf(world, enrolled[1]!.callbackId)).toMatchObject({
      result: 'OK',
      owner_id: '70001',
      chosen_by: 'turn',
      task_due_at: `${START + DAY}`,
    });
    const tasks = world.sandbox.state().tasks.map(({ properties }) => properties);
    expect(tasks.map((task) => task['hubspot_owner_id']).sort()).toEqual(['70001', '70001', '70002', '70002', '70003']);
    expect(tasks[0]).toMatchObject({ hs_task_subject: 'Call today' });
  });

  it('goes to the fallback when none of the chosen is left, and says so when that one has left too', async () => {
    const { world, ids } = await worldWith([LEAD, { ...LEAD, email: 'b@company.example' }]);
    const step = (contactId: string, fallback_owner: string) =>
      reach(world, {
        action: 'route_to_sales',
        contactId,
        fields: { owners: '70004', fallback_owner, due_hours: '1' },
      });

    const [fallback, nobody] = [await step(ids[0]!, '70003'), await step(ids[1]!, '70004')];
    await world.settled();

    expect(completionOf(world, fallback.callbackId)).toMatchObject({ owner_id: '70003', chosen_by: 'fallback' });
    expect(completionOf(world, nobody.callbackId)).toMatchObject({
      hs_execution_state: 'FAIL_CONTINUE',
      result: 'NO_OWNER',
    });
    expect(world.sandbox.state().tasks).toHaveLength(1);
  });
});

describe('set_dormant_segment', () => {
  it('holds for its days', async () => {
    const { world, ids, propertiesOf } = await worldWith([LEAD]);

    const { outputs } = await reach(world, {
      action: 'set_dormant_segment',
      contactId: ids[0]!,
      fields: { segment: 'dormant_mql', days: '20' },
    });
    await world.settled();
    const during = propertiesOf(ids[0]!)['ripen_dormant_segment'];
    world.sandbox.clock.advance(21 * DAY);
    await world.settled();

    expect(outputs).toMatchObject({ result: 'OK', until: `${START + 20 * DAY}` });
    expect([during, propertiesOf(ids[0]!)['ripen_dormant_segment']]).toEqual(['dormant_mql', 'none']);
  });
});

describe('score_and_reasons, for agents', () => {
  it('answers at once with what the contact record shows', async () => {
    const { world, ids, propertiesOf } = await worldWith([LEAD]);

    const { outputs } = await reach(world, { action: 'score_and_reasons', fields: { contact_id: ids[0]! } });

    const shown = propertiesOf(ids[0]!);
    expect(outputs).toMatchObject({
      hs_execution_state: 'SUCCESS',
      score: shown['ripen_score'],
      success_message: expect.stringContaining(`grade ${shown['ripen_grade']}`),
    });
  });

  it('says that it does not know a contact, and makes none', async () => {
    const { world } = await worldWith([]);

    const { outputs } = await reach(world, { action: 'score_and_reasons', fields: { contact_id: '4242' } });

    expect(outputs).toMatchObject({ hs_execution_state: 'FAIL_CONTINUE', result: 'NOT_EVALUATED' });
    expect((await world.app.database.pool.query('select from contact')).rowCount).toBe(0);
  });
});
