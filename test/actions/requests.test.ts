import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../workflows-actions/index.ts';
import { completionOf, post, reach } from './workflow.ts';
import { LEAD, worldWith } from './world.ts';

describe('a request of a workflow', () => {
  it('counts once, however often it comes and at whatever moment', async () => {
    const { world, ids, activitiesOf } = await worldWith([LEAD]);
    const step = { action: 'record_engagement', contactId: ids[0]!, fields: { signal: 'chat' }, callbackId: 'ap-1' };

    const together = await Promise.all([reach(world, step), reach(world, step)]);
    await world.settled();
    const later = await reach(world, step);
    await world.settled();

    for (const { outputs } of [...together, later]) expect(outputs).toEqual(together[0]!.outputs);
    expect(await activitiesOf(ids[0]!)).toHaveLength(1);
  });

  it('is answered as it was when it comes again after it was completed', async () => {
    const { world, ids } = await worldWith([LEAD]);
    const step = { action: 'score_contact', contactId: ids[0]!, callbackId: 'ap-2' };
    const first = await reach(world, step);
    const waiting = await reach(world, step);
    await world.settled();

    const again = await reach(world, step);
    await world.settled();

    expect(first.outputs['hs_execution_state']).toBe('BLOCK');
    expect(waiting.outputs['hs_execution_state']).toBe('BLOCK');
    expect(again.outputs).toEqual(completionOf(world, 'ap-2'));
    expect(world.sandbox.portal().callbacks.get('ap-2')?.completions).toHaveLength(1);
  });

  it('is refused when a byte has changed, and believed with the older signature alone', async () => {
    const { world, ids, activitiesOf } = await worldWith([LEAD]);
    const step = { action: 'record_engagement', contactId: ids[0]!, fields: { signal: 'chat' } };

    const changed = await reach(world, { ...step, spoil: (body) => body.replace('chat', 'chad') });
    const changedOlder = await reach(world, { ...step, versions: 'v2', spoil: (body) => body.replace('chat', 'chad') });
    const older = await reach(world, { ...step, versions: 'v2' });

    expect([changed.status, changedOlder.status, older.status]).toEqual([401, 401, 200]);
    expect(await activitiesOf(ids[0]!)).toHaveLength(1);
  });

  it('is not believed with the older signature alone where the newer one came before', async () => {
    const { world, ids } = await worldWith([LEAD]);
    const step = { action: 'record_engagement', contactId: ids[0]!, fields: { signal: 'chat' } };

    const newer = await reach(world, step);
    const older = await reach(world, { ...step, versions: 'v2' });
    world.sandbox.clock.advance(31 * 86_400_000);
    const later = await reach(world, { ...step, versions: 'v2' });

    expect([newer.status, older.status, later.status]).toEqual([200, 401, 200]);
  });

  it.each(['no_such_action', '__proto__'])('for %s is answered with 404', async (action) => {
    const { world, ids } = await worldWith([LEAD]);

    expect((await reach(world, { action, contactId: ids[0]! })).status).toBe(404);
  });

  it('for a portal that never installed the app, or removed it, is refused and leaves nothing', async () => {
    const { world, ids, portalId } = await worldWith([LEAD]);
    const step = { action: 'score_contact', contactId: ids[0]! };

    const foreign = await reach(world, { ...step, portalId: 999 });
    const choices = await post(world, '/actions/record_engagement/options', {}, { origin: { portalId: 999 } });
    const nobody = await post(world, '/actions/record_engagement/options', {}, { origin: { portalId: true } });
    await world.app.database.pool.query(`update portal set status = 'disconnected' where portal_id = ${portalId}`);
    const removed = await reach(world, step);

    expect([foreign.status, choices.status, removed.status, nobody.status]).toEqual([403, 403, 403, 400]);
    expect((await world.app.database.pool.query('select from callback')).rowCount).toBe(0);
  });

  it('is asked to come again while the app is being set up', async () => {
    const { world, ids, portalId } = await worldWith([LEAD]);
    await world.app.database.pool.query(`update portal set status = 'installing' where portal_id = ${portalId}`);

    expect((await reach(world, { action: 'score_contact', contactId: ids[0]! })).status).toBe(503);
  });

  it.each([
    ['record_engagement', {}, 'signal: expected a value, but it is empty'],
    [
      'record_engagement',
      { signal: 'chat', quantity: 'many' },
      'quantity: expected a whole number from 1 to 1000 in plain digits, and "many" came',
    ],
    [
      'record_engagement',
      { signal: 'chat', happened_at: '2031-01-01' },
      'happened_at: expected an instant that is not in the future',
    ],
    ['record_bant', {}, 'expected at least one answer, and none came'],
    ['record_bant', { need: 'perhaps' }, 'need: expected one of unknown, no, partly, yes, and "perhaps" came'],
    ['qualify_lead', { decision: 'hand_back' }, 'reason: expected a reason for the hand-back, and none came'],
    [
      'move_in_nurture',
      { move: 'put_in' },
      'track: expected one of mql_nurture, sales_ready, dormant_sql, dormant_mql',
    ],
    ['move_in_nurture', { move: 'pause', until: '2020-01-01' }, 'until: expected a date in the future'],
    ['may_we_write', { minimum_days: '-1' }, 'minimum_days: expected a whole number'],
    ['route_to_sales', { fallback_owner: 'Ada', due_hours: '2' }, 'fallback_owner: expected an owner of the account'],
    ['set_dormant_segment', { segment: 'none' }, 'days: expected a value, but it is empty'],
  ])('of %s with %j tells the marketer what is wrong', async (action, fields, problem) => {
    const { world, ids } = await worldWith([LEAD]);

    const { status, outputs } = await reach(world, { action, contactId: ids[0]!, fields });

    expect(status).toBe(200);
    expect(outputs).toMatchObject({ hs_execution_state: 'FAIL_CONTINUE', result: 'INVALID_INPUT' });
    expect(outputs['problem']).toContain(problem);
  });

  it('with nonsense in every input of every action is never the end of the app', async () => {
    const { world, ids } = await worldWith([LEAD]);
    const nonsense = ['\u0000', {}, [], 'x'.repeat(5_000), '\ud800', -1];

    for (const { name, inputs } of ACTIONS)
      for (const value of nonsense) {
        const fields = Object.fromEntries(inputs.map((input) => [input.name, value]));
        const { status } = await reach(world, { action: name, contactId: ids[0]!, fields });
        expect(status, `${name} with ${JSON.stringify(value).slice(0, 20)}`).toBe(200);
      }
    await world.settled();
  });
});

describe('more contacts than we want to let wait', () => {
  it('are asked to come again, and nothing of them is stored', async () => {
    const { world, ids } = await worldWith([LEAD], { maxWaiting: 0 });

    const { status, headers } = await reach(world, { action: 'score_contact', contactId: ids[0]! });

    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBe('300');
    expect((await world.app.database.pool.query('select from callback')).rowCount).toBe(0);
  });
});
