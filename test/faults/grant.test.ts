import { pino } from 'pino';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { MANIFEST } from '../../app-manifest/manifest.ts';
import { auditCommand } from '../../cli/audit.ts';
import { modelCommand } from '../../cli/model.ts';
import { portalCommand } from '../../cli/portal.ts';
import { installAsABrowser, type World } from '../../demo/world.ts';
import { problems } from '../../sandbox/http/problem.ts';
import { applyWrite, createRecord } from '../../sandbox/portal/write/write.ts';
import { startApp } from '../../src/app/app.ts';
import { UNKNOWN_ACCOUNT } from '../../src/domain/sync/account.ts';
import { tokenCipher } from '../../src/operation/token-cipher.ts';
import { resealTokens } from '../../src/store/portals/grants.ts';
import { findPortal } from '../../src/store/portals/portals.ts';
import { beginLearning, readLearning, USUAL_WISHES } from '../../src/use-cases/models/learn/learnings.ts';
import { SEALED_DAYS } from '../../src/use-cases/portals/install/check-grant.ts';
import { reach } from '../actions/workflow.ts';
import { callAsCard } from '../support/card-client.ts';
import { tablesWithRows } from '../support/database/tables-with-rows.ts';
import { FAST } from '../support/fast-limits.ts';
import { loadPast } from '../support/past/past-portal.ts';
import { askOperator } from '../support/programs/ask-operator.ts';
import { killableWorld } from '../support/programs/killable.ts';
import { runCommand } from '../support/programs/run-command.ts';
import { someone } from '../support/someone.ts';
import { until } from '../support/until.ts';
import { DAY, testWorld } from '../support/world.ts';

/* Faults around a grant that is lost: the customer's data must survive it. */

const HOUR = DAY / 24;
const MINUTE = HOUR / 60;
const USER = { type: 'CRM_UI', id: 'userId:7' };

async function installed(
  options: Parameters<typeof testWorld>[0] = {},
  before: (world: World) => void = () => undefined,
) {
  const world = await testWorld(options);
  before(world);
  const portal = world.sandbox.portal();
  const portalId = portal.settings.id;
  const ids = ['Owner', 'Head of Marketing', 'Intern'].map(
    (jobtitle, n) => createRecord(portal, 'contacts', { email: `p${n}@firm${n}.example`, jobtitle }, USER).id,
  );
  await world.install();
  await world.settled();
  const { pool, db } = world.app.database;
  return {
    world,
    portalId,
    ids,
    user: someone(world.sandbox.url, portalId),
    /** moves the clock on by `ms`, and lets the app do what falls due */
    later: async (ms: number) => {
      world.sandbox.clock.advance(ms);
      await world.settled();
    },
    found: () => findPortal(db, portalId),
    count: async (table: string) => (await pool.query(`select from ${table}`)).rowCount,
    countPoints: async () =>
      (await pool.query('select at from score_point union all select unnest(at) from score_history')).rowCount!,
    propertiesOf: (id: string) => world.sandbox.state().contacts.find((c) => c.id === id)?.properties ?? {},
  };
}

const callsOf = (world: World): string[] =>
  world.sandbox.calls.summary().counts.flatMap((c) => Array<string>(c.count).fill(`${c.method} ${c.route}`));

describe('a refused refresh', () => {
  it('a learning asks HubSpot nothing meanwhile, and is done when the grant is found well', async () => {
    const { world, portalId, ids, user, later, found } = await installed({}, ({ sandbox }) => {
      loadPast(sandbox, { contacts: [] }, [{ properties: {}, won: false }], []);
    });
    vi.spyOn(world.sandbox.grants, 'refresh').mockReturnValueOnce(undefined);
    world.sandbox.clock.advance(HOUR);
    await user.changes(ids[0]!, { jobtitle: 'Student' });
    await world.settled();
    expect(await found()).toMatchObject({ grant: { checks: 1 } });
    world.sandbox.calls.reset();

    const { db } = world.app.database;
    const { clock } = world.sandbox;
    await beginLearning({ db, clock }, portalId, { wishes: USUAL_WISHES, by: { userId: null, name: 'Ada' } });
    world.app.worker.wake();
    await world.settled();
    expect(callsOf(world)).toEqual([]);
    expect(await readLearning({ db }, portalId)).toMatchObject({ state: 'running' });

    await later(HOUR);
    expect(await readLearning({ db }, portalId)).toMatchObject({ state: 'done', report: { leads: 1, wins: 0 } });
  });

  it('one-bad-refresh: erases nothing, stops all calls, and work goes on when a later look finds the grant well', async () => {
    const { world, ids, user, later, found, count, propertiesOf } = await installed();
    vi.spyOn(world.sandbox.grants, 'refresh').mockReturnValueOnce(undefined);
    world.sandbox.calls.reset();

    // The tokens are too old before there is news: else a quick worker reads it with them.
    world.sandbox.clock.advance(HOUR);
    await user.changes(ids[0]!, { jobtitle: 'Student' });
    await world.settled();
    expect(await found()).toMatchObject({ status: 'active', grant: { checks: 1 } });
    expect(callsOf(world)).toEqual(['POST /oauth/2026-09/token']);
    await later(9 * MINUTE);
    expect(callsOf(world)).toHaveLength(1);
    await user.changes(ids[1]!, { jobtitle: 'Student' });
    await later(MINUTE);

    expect(await found()).toMatchObject({ status: 'active', grant: null });
    expect(await count('contact')).toBe(3);
    for (const id of ids.slice(0, 2)) expect(propertiesOf(id)['ripen_job_area'], id).not.toBe('marketing');
    expect(await count('contact where run_at <= 0')).toBe(0);
  });

  it('of a client secret that is wrong never counts against an account', async () => {
    const { world, later, found, user, ids } = await installed();
    const { clientSecret } = world.sandbox.app;
    Object.assign(world.sandbox.app, { clientSecret: 'another' });

    await user.changes(ids[0]!, { jobtitle: 'Student' });
    world.sandbox.clock.advance(HOUR);
    await until('the app asked for a token', () => callsOf(world).includes('POST /oauth/2026-09/token'));
    expect(await found()).toMatchObject({ status: 'active', grant: null });
    Object.assign(world.sandbox.app, { clientSecret });
    await later(2 * HOUR);

    expect(await found()).toMatchObject({ status: 'active', grant: null, eraseAt: null });
  });

  it.each(['encryption key', 'client secret'] as const)(
    'of a process with an old %s hinders neither a contact nor another process',
    async (old) => {
      const errors: string[] = [];
      const terms = { quietMs: 1_100, pollMs: 50 };
      const { world, portalId, user, ids, count, propertiesOf } = await installed({
        app: { terms },
        log: pino({ level: 'error' }, { write: (line) => void errors.push(line) }),
      });
      const { app, config, sandbox } = world;
      const next = { ...config, port: 0, hubspot: { ...config.hubspot } };
      if (old === 'encryption key') {
        next.encryptionKey = Buffer.alloc(32, 9);
        await resealTokens(app.database.db, portalId, (sealed) =>
          tokenCipher(next).seal(portalId, tokenCipher(config).open(portalId, sealed)),
        );
      } else {
        next.hubspot.clientSecret = 'another';
        Object.assign(sandbox.app, { clientSecret: 'another' });
      }

      sandbox.clock.advance(HOUR);
      await user.changes(ids[1]!, { jobtitle: 'Student' });
      // A webhook by the new secret is refused, and HubSpot repeats it in hours.
      await app.database.pool.query('update contact set stale = true, run_at = 0');
      await until('the old process has tried', () => errors.length > 0);

      const another = await startApp(next, {
        clock: sandbox.clock,
        manifest: MANIFEST,
        limits: FAST,
        terms,
        log: pino({ level: 'silent' }),
      });
      onTestFinished(() => another.close());
      await until('the other process goes on', () => propertiesOf(ids[1]!)['ripen_job_area'] !== 'marketing');
      expect(errors.filter((line) => line.includes('contact'))).toEqual([]);
      expect(await count('dead_letter')).toBe(0);
    },
  );

  it('is looked at by the process that has the key, and one without it does not put that off', async () => {
    const errors: string[] = [];
    const { world, portalId, found, later } = await installed({
      log: pino({ level: 'error' }, { write: (line) => void errors.push(line) }),
    });
    const { app, config, sandbox } = world;
    const next = { ...config, port: 0, encryptionKey: Buffer.alloc(32, 9) };
    const refused = vi.spyOn(sandbox.grants, 'refresh').mockReturnValue(undefined);
    await app.database.pool.query('update contact set stale = true, run_at = 0');
    await later(HOUR);
    expect(await found()).toMatchObject({ grant: { checks: 1 } });
    refused.mockRestore();
    await resealTokens(app.database.db, portalId, (sealed) =>
      tokenCipher(next).seal(portalId, tokenCipher(config).open(portalId, sealed)),
    );

    sandbox.clock.advance(10 * MINUTE);
    app.worker.wake();
    await until('the process without the key says so', () => errors.length > 0);

    expect(errors).toEqual([expect.stringContaining('a key of this process is another one')]);
    expect(await found()).toMatchObject({ grant: { checks: 1 } });
    const another = await startApp(next, {
      clock: sandbox.clock,
      manifest: MANIFEST,
      limits: FAST,
      terms: { quietMs: 1_100, pollMs: 50 },
      log: pino({ level: 'silent' }),
    });
    onTestFinished(() => another.close());
    await until('the process with the key has the grant back', async () => (await found())?.grant === null);
  });

  it('is no loss while HubSpot knows the token that it refuses', async () => {
    const { world, later, found, user, ids } = await installed();
    const refused = vi.spyOn(world.sandbox.grants, 'refresh').mockReturnValue(undefined);
    await user.changes(ids[0]!, { jobtitle: 'Student' });
    for (const ms of [HOUR, 10 * MINUTE, HOUR, 6 * HOUR, DAY, 3 * DAY]) await later(ms);

    expect(await found()).toMatchObject({ status: 'active', grant: { checks: 6 } });
    refused.mockRestore();
    await later(7 * DAY);

    expect(await found()).toMatchObject({ status: 'active', grant: null });
  });
});

describe('a grant that is lost', () => {
  it('seals the portal: no door reads it, HubSpot is asked ever more rarely, and the days over it is erased', async () => {
    const { world, portalId, ids, user, later, found, count } = await installed();
    world.sandbox.uninstall();
    await user.changes(ids[0]!, { jobtitle: 'Student' });
    await world.app.database.pool.query('update contact set stale = true, run_at = 0');
    world.sandbox.calls.reset();
    await later(HOUR);
    await later(10 * MINUTE);

    const sealedAt = world.sandbox.clock.now();
    expect(await found()).toMatchObject({ status: 'disconnected', eraseAt: sealedAt + SEALED_DAYS * DAY });
    expect([await count('contact'), await count('model')]).toEqual([3, 1]);

    const sentence = /disconnected from this account: install it again/;
    const card = { path: `/cards/score?contactId=${ids[0]}` };
    const unreadable = { state: 'not_set_up', problems: [expect.stringMatching(sentence)] };
    expect((await callAsCard(world, card)).body).toEqual({ outcome: 'seen', view: unreadable });
    const press = { method: 'POST', path: `/cards/score/recalculate?contactId=${ids[0]}`, body: {} } as const;
    expect((await callAsCard(world, press)).body).toEqual({ outcome: 'not_possible', view: unreadable });
    expect((await callAsCard(world, { path: '/cards/settings' })).body).toEqual(unreadable);
    expect((await reach(world, { action: 'score_contact', contactId: ids[0]! })).status).toBe(403);
    const detail = await askOperator(world, '/health/ready?detail=1');
    expect(await detail.json()).toEqual({ ready: true, portals: [] });
    for (const [command, ...args] of [
      [modelCommand, 'get', `${portalId}`],
      [portalCommand, 'dead-letters', `${portalId}`],
      [auditCommand, 'correspondence', '--portal', `${portalId}`],
    ] as const) {
      const { said, complained } = await runCommand(world, command, ...args);
      expect(`${said}${complained}`).toMatch(/no portal/);
    }
    expect((await runCommand(world, portalCommand, 'list')).said).toMatch(
      /62515 {2}sealed {2}its data are erased on 20/,
    );

    for (let day = 1; day < SEALED_DAYS; day++) await later(DAY);
    const calls = callsOf(world);
    expect([...new Set(calls)].sort()).toEqual(['POST /oauth/2026-09/token', 'POST /oauth/2026-09/token/introspect']);
    expect(calls.length).toBeLessThan(30);
    expect(await count('contact')).toBe(3);
    await later(DAY);

    expect(await found()).toMatchObject({
      status: 'disconnected',
      eraseAt: null,
      tokens: null,
      account: UNKNOWN_ACCOUNT,
    });
    expect(await tablesWithRows(world.app.database.db, portalId), 'its number and the date stay').toEqual(['portal']);
  });

  it('comes back with its model and its past when the app is installed again; whom HubSpot deleted meanwhile is gone', async () => {
    const { world, portalId, ids, user, later, found, count, countPoints, propertiesOf } = await installed();
    const points = await countPoints();
    world.sandbox.uninstall();
    await user.changes(ids[0]!, { jobtitle: 'Student' });
    await world.app.database.pool.query('update contact set stale = true, run_at = 0');
    await later(HOUR);
    await later(10 * MINUTE);
    expect(await found()).toMatchObject({ status: 'disconnected' });
    await later(20 * DAY);

    await user.deletes(ids[2]!);
    await world.install(portalId);
    await world.settled();
    for (let minutes = 0; minutes < 60; minutes += 6) await later(6 * MINUTE);

    expect(await found()).toMatchObject({ status: 'active', modelVersion: 1, eraseAt: null, grant: null });
    expect(await count('contact')).toBe(2);
    expect(await count('model')).toBe(1);
    expect(await countPoints()).toBeGreaterThanOrEqual(points - 1);
    expect(propertiesOf(ids[0]!)['ripen_scored_at']).not.toBe(propertiesOf(ids[1]!)['ripen_scored_at']);
  });

  it('is no reason to keep what its operator disconnects: that is erased at once, twice is harmless', async () => {
    const { world, portalId, ids, user, later, found, count } = await installed();
    world.sandbox.uninstall();
    await user.changes(ids[0]!, { jobtitle: 'Student' });
    await world.app.database.pool.query('update contact set stale = true, run_at = 0');
    await later(HOUR);
    await later(10 * MINUTE);

    expect((await runCommand(world, portalCommand, 'disconnect', `${portalId}`)).said).toMatch(/erased/);
    const again = await runCommand(world, portalCommand, 'disconnect', `${portalId}`);
    expect(again).toMatchObject({ code: 1, said: '', complained: expect.stringMatching(/no portal/) });

    expect(await found()).toMatchObject({ status: 'disconnected', eraseAt: null, tokens: null });
    expect(await count('contact')).toBe(0);
  });
});

describe('a refresh token that rotates', () => {
  it('is saved before it is used, and survives a kill between the answer of HubSpot and the save', async () => {
    const { sandbox, clock, publicUrl, database, kill, start, drained, tellTime } = await killableWorld(
      {},
      { rotateRefreshTokens: true },
    );
    const portal = sandbox.portal();
    const { id } = createRecord(portal, 'contacts', { email: 'a@firm.example', jobtitle: 'Owner' }, USER);
    const user = someone(sandbox.url, portal.settings.id);
    await installAsABrowser(publicUrl);
    await drained();
    const tokens = async () =>
      (await database.pool.query('select refresh_token, refresh_before from portal')).rows[0] as {
        refresh_token: Buffer;
        refresh_before: Buffer | null;
      };
    const first = await tokens();
    clock.advance(HOUR);
    tellTime();
    await user.changes(id, { jobtitle: 'Intern' });
    await drained();
    const second = await tokens();
    expect(second.refresh_token).not.toEqual(first.refresh_token);
    expect(second.refresh_before).not.toBeNull();

    // HubSpot has taken the token, and its answer never arrives.
    sandbox.faults.add({ path: '/oauth/2026-09/token', effect: { kind: 'reset', applied: true } });
    sandbox.faults.add({ path: '/oauth/2026-09/token', times: 9, effect: { kind: 'delay', milliseconds: 60_000 } });
    clock.advance(HOUR);
    tellTime();
    await user.changes(id, { jobtitle: 'Owner' });
    await until('the app waits for an answer', async () => {
      const { rows } = await database.pool.query('select refresh_asked_at from portal');
      return rows[0]?.refresh_asked_at !== null && sandbox.faults.pending().length === 1;
    });
    await kill();
    sandbox.faults.clear();
    await start();
    const state = async () => (await database.pool.query('select status, grant_looks, erase_at from portal')).rows[0];
    await until('the refusal was noticed', async () => (await state()).grant_looks === 1);
    clock.advance(10 * MINUTE);
    tellTime();
    await until('the portal is sealed', async () => (await state()).status === 'disconnected');
    expect((await database.pool.query('select from contact')).rowCount).toBe(1);
    expect((await database.pool.query('select from model')).rowCount).toBe(1);

    await installAsABrowser(publicUrl);
    await drained();

    expect(await state()).toMatchObject({ status: 'active', grant_looks: 0, erase_at: null });
    expect(sandbox.state().contacts[0]?.properties['ripen_job_area']).toBeDefined();
  });
});

describe('an account that is not as Ripen needs it', () => {
  /** An account with room for so many of Ripen's properties and lists; the test makes more room. */
  function crowded(world: World, room: { properties: number; lists: number }) {
    const portal = world.sandbox.portal();
    const full = (what: string) =>
      problems.invalid(`You have reached the limit of ${what}.`, undefined, {
        subCategory: 'PropertyValidationError.LIMIT_EXCEEDED',
      });
    const { byName } = portal.definitions.contacts;
    const set = byName.set.bind(byName);
    vi.spyOn(byName, 'set').mockImplementation((name, definition) => {
      if (!byName.has(name) && room.properties-- <= 0) throw full('custom properties');
      return set(name, definition);
    });
    const create = portal.lists.create.bind(portal.lists);
    vi.spyOn(portal.lists, 'create').mockImplementation((...list) => {
      if (room.lists-- <= 0) throw full('lists');
      return create(...list);
    });
  }

  it('property-limit: names the limit, works with what fits, and with the rest when there is room', async () => {
    const log: string[] = [];
    const room = { properties: 10, lists: 2 };
    const { world, portalId, ids, later, found, propertiesOf } = await installed(
      { log: pino({ level: 'warn' }, { write: (line: string) => void log.push(JSON.parse(line).msg) }) },
      (sandbox) => crowded(sandbox, room),
    );
    expect(propertiesOf(ids[1]!)).toMatchObject({ ripen_score: expect.any(String), ripen_grade: expect.any(String) });
    expect(propertiesOf(ids[1]!)['ripen_seniority']).toBeUndefined();
    expect(world.sandbox.state().lists.map(({ name }) => name)).toEqual([
      'Ripen: no correspondence',
      'Ripen: sales ready',
    ]);
    const limit = /reached its limit of custom contact properties: Ripen needs 34, and there is no room for 24/;
    expect(log.join('\n')).toMatch(limit);
    const settings = (await callAsCard(world, { path: '/cards/settings' })).body as { problems: string[] };
    expect(settings).toMatchObject({ state: 'ok' });
    expect(settings.problems.join('\n')).toMatch(limit);
    expect(settings.problems.join('\n')).toMatch(/limit of lists: Ripen needs 9, and there is no room for 7/);

    world.sandbox.calls.reset();
    for (let day = 0; day < 5; day++) await later(DAY);
    expect(callsOf(world).filter((call) => call.startsWith('POST /crm/properties')).length).toBeLessThanOrEqual(20);
    Object.assign(room, { properties: 99, lists: 99 });
    await later(DAY);
    await later(DAY);

    for (const id of ids) expect(propertiesOf(id)['ripen_lead_validity'], id).toMatch(/valid/);
    expect(propertiesOf(ids[1]!)['ripen_seniority']).toBeDefined();
    expect(world.sandbox.state().lists).toHaveLength(9);
    expect((await found())?.account).toMatchObject({ problems: [], lacking: [] });
    expect(await (await callAsCard(world, { path: '/cards/settings', portalId })).body).not.toHaveProperty('problems');
  });

  it('says why it cannot begin, on card and settings page, and begins when a property of another type is gone', async () => {
    const log: string[] = [];
    const { world, ids, later, found, propertiesOf } = await installed(
      {
        sandbox: { portals: [{ timeZone: 'America/Newland' }] },
        log: pino({ level: 'warn' }, { write: (line: string) => void log.push(JSON.parse(line).msg) }),
      },
      ({ sandbox }) => {
        const { byName } = sandbox.portal().definitions.contacts;
        const text = byName.get('jobtitle')!;
        byName.set('ripen_score', { ...text, name: 'ripen_score', label: 'Mine', hubspotDefined: false });
      },
    );
    for (let day = 0; day < 10; day++) await later(DAY);
    expect(await found()).toMatchObject({ status: 'installing' });
    const obstructed = /ripen_score exists with type string, and Ripen needs number/;
    expect(log.join('\n')).toMatch(obstructed);
    const card = (await callAsCard(world, { path: `/cards/score?contactId=${ids[0]}` })).body as { view: object };
    expect(card.view).toMatchObject({
      state: 'not_set_up',
      problems: expect.arrayContaining([expect.stringMatching(obstructed)]),
    });

    world.sandbox.portal().definitions.contacts.byName.delete('ripen_score');
    await later(DAY);

    expect(await found()).toMatchObject({ status: 'active', timeZone: 'UTC' });
    for (const id of ids) expect(propertiesOf(id)['ripen_score'], id).toMatch(/^\d+$/);
    const zone = /time zone of the account is "America\/Newland", which Ripen does not know/;
    expect(log.join('\n')).toMatch(zone);
    expect((await callAsCard(world, { path: '/cards/settings' })).body).toMatchObject({
      state: 'ok',
      problems: [expect.stringMatching(zone)],
    });
  });

  it('a type or an option of a property of ours that somebody changed hinders nobody for long, and is filled once it is back', async () => {
    const { world, ids, user, later, propertiesOf } = await installed();
    const { byName } = world.sandbox.portal().definitions.contacts;
    const [score, grade] = [byName.get('ripen_score')!, byName.get('ripen_grade')!];
    byName.set('ripen_score', { ...score, type: 'enumeration', fieldType: 'select', options: [] });
    byName.set('ripen_grade', { ...grade, options: grade.options.slice(0, 1) });
    const before = propertiesOf(ids[1]!);
    await user.delivers(ids[1]!, { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' });
    await later(6 * MINUTE);
    expect(propertiesOf(ids[1]!)['ripen_qualification'], 'refused as a whole').toBe('unqualified');
    for (let quarter = 0; quarter < 4; quarter++) await later(HOUR / 4);
    expect(propertiesOf(ids[1]!)['ripen_qualification']).toBe('sql');
    expect(propertiesOf(ids[1]!)['ripen_grade'], 'its option is made anew').not.toBe(before['ripen_grade']);
    expect(propertiesOf(ids[1]!)['ripen_score']).toBe(before['ripen_score']);

    byName.set('ripen_score', score);
    await later(DAY);
    expect(Number(propertiesOf(ids[1]!)['ripen_score'])).toBeGreaterThan(Number(before['ripen_score']));
  });

  it('unknown-account-zone: whatever is stored for a zone, everybody is scored, and odd zones of contacts harm nobody', async () => {
    const { world, ids, user, later, propertiesOf } = await installed();
    await world.app.database.pool.query(`update portal set time_zone = 'America/Newland'`);
    const portal = world.sandbox.portal();
    for (const [n, hs_timezone] of ['America/Newland', '+02:00', 'x'.repeat(300)].entries()) {
      const record = portal.records.contacts.resolve(ids[n]!)!;
      applyWrite(portal, record, { hs_timezone, jobtitle: 'Chief Executive Officer' }, USER);
    }
    await user.delivers(ids[0]!, { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' });
    await later(6 * MINUTE);

    expect(propertiesOf(ids[0]!)['ripen_qualification']).toBe('sql');
    for (const id of ids) expect(propertiesOf(id)['ripen_seniority'], id).toBe('c_level');
    expect((await world.app.database.pool.query('select from contact where last_error is not null')).rowCount).toBe(0);
  });
});
