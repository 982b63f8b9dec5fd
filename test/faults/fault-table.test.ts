import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { describe, expect, it, test } from 'vitest';
import type { World } from '../../demo/world.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { findPortal } from '../../src/store/portals/portals.ts';
import { countDeadLetters } from '../../src/store/work/dead-letters.ts';
import { deliver } from '../support/deliver.ts';
import { FAST } from '../support/fast-limits.ts';
import { fewOfEach } from '../support/few-of-each.ts';
import { someone } from '../support/someone.ts';
import { until } from '../support/until.ts';
import { DAY, testWorld } from '../support/world.ts';

/*
 * What HubSpot, accounts and time can do to Ripen, one row a case: those that a test elsewhere
 * holds, those that pass and leave no trace, and those in which Ripen must ask nothing for a while.
 */

type Fault = Parameters<World['sandbox']['faults']['add']>[0];
type Effect = Fault['effect'];

const READ = '/crm/objects/2026-09/contacts/batch/read';
const WRITE = '/crm/objects/2026-09/contacts/batch/update';
const SECONDS = { retryAfter: '1' };

/** Where another file holds a case: its test, by words of its title. */
const ELSEWHERE: readonly { readonly fault: string; readonly file: string; readonly title: string }[] = [
  {
    fault: 'no answer in time',
    file: 'src/hubspot/transport/plain-request.test.ts',
    title: 'a call without an answer ends after its time',
  },
  {
    fault: 'an answer that is truncated JSON',
    file: 'src/hubspot/transport/plain-request.test.ts',
    title: '%s is no answer',
  },
  { fault: 'an answer lost after the change', file: 'test/faults/lost-answers.test.ts', title: 'is put right' },
  {
    fault: 'answers in other forms and codes',
    file: 'test/faults/client.test.ts',
    title: 'whatever the form of its answers',
  },
  {
    fault: '207 for one record, for days',
    file: 'test/faults/poison.test.ts',
    title: 'costs a bounded number of calls',
  },
  {
    fault: 'a validation rule that refuses, a locked stage',
    file: 'test/faults/account-rules.test.ts',
    title: 'scores every contact, with hardly a call more',
  },
  { fault: 'a revoked grant', file: 'test/faults/grant.test.ts', title: 'seals the portal: no door reads it' },
  { fault: 'a changed client secret', file: 'test/faults/grant.test.ts', title: 'never counts against an account' },
  { fault: '100,000 activities', file: 'test/faults/engine.test.ts', title: 'a contact with 100,000 activities' },
  { fault: 'long texts', file: 'test/faults/intake.test.ts', title: 'facts of any length' },
  {
    fault: 'webhooks of odd form',
    file: 'test/faults/odd-bodies.test.ts',
    title: 'the door of webhooks takes odd events',
  },
  {
    fault: 'a stage that is not to be touched',
    file: 'test/end-to-end/onboarding.test.ts',
    title: 'nor touched where Ripen must not',
  },
  {
    fault: 'a crash, a standstill, a cut network',
    file: 'test/end-to-end/processes.test.ts',
    title: 'killed, stopped or cut off',
  },
  {
    fault: 'several processes before a quiet portal',
    file: 'test/store/leases.test.ts',
    title: 'stays with that holder until the quota window has passed',
  },
  {
    fault: 'an older signature that has no time, sent again',
    file: 'test/actions/requests.test.ts',
    title: 'is not believed with the older signature alone where the newer one came before',
  },
  {
    fault: 'a request of a card, sent again',
    file: 'test/cards/score-card.test.ts',
    title: 'does not undo what came since when a request is sent again',
  },
  {
    fault: 'odd bodies that HubSpot signed',
    file: 'test/faults/odd-bodies.test.ts',
    title: 'a workflow takes odd bodies',
  },
  {
    fault: 'a model that is too deep or too large',
    file: 'src/domain/model/model-limits.test.ts',
    title: 'tens of thousands of rules',
  },
  {
    fault: 'a host that only looks like HubSpot',
    file: 'src/hubspot/operations/ui-host.test.ts',
    title: 'app.hubspoteu1.com',
  },
  {
    fault: 'a package without a hash',
    file: 'test/manifest/container.test.ts',
    title: 'every package of the lock file has a hash',
  },
];

it.each(ELSEWHERE)('$fault: $file holds it', ({ file, title }) => {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(title);
  expect(text, 'a test that is left out holds nothing').not.toMatch(/\.(?:skip|todo|only)\(/);
});

/** What strikes while one contact is read and written; afterwards it is as without. */
const PASSES: readonly (readonly [
  string,
  readonly { readonly path: string; readonly effect: Effect; readonly times?: number }[],
])[] = [
  [
    '429 of the ten seconds, on read and write',
    [READ, WRITE].map((path) => ({
      path,
      effect: { kind: 'status', status: 429, policyName: 'TEN_SECONDLY_ROLLING', ...SECONDS },
    })),
  ],
  ['429 of the second', [{ path: READ, effect: { kind: 'status', status: 429, policyName: 'SECONDLY', ...SECONDS } }]],
  ['423 on a write', [{ path: WRITE, effect: { kind: 'status', status: 423, ...SECONDS } }]],
  ['477 for a second', [{ path: WRITE, effect: { kind: 'status', status: 477, ...SECONDS } }]],
  ['401 in mid-batch', [READ, WRITE].map((path) => ({ path, effect: { kind: 'status', status: 401 } }))],
  [
    'a storm of 500, 502 (HTML), 503 and 504',
    [500, 502, 503, 504].map((status) => ({ path: WRITE, effect: { kind: 'status', status: status as 500 } })),
  ],
  ['503 after the change was made', [{ path: WRITE, effect: { kind: 'status', status: 503, applied: true } }]],
  [
    'a reset before and after the change',
    [
      { path: WRITE, effect: { kind: 'reset' } },
      { path: WRITE, effect: { kind: 'reset', applied: true } },
    ],
  ],
  ['a connection cut half way through a body', [READ, WRITE].map((path) => ({ path, effect: { kind: 'cut' } }))],
  ['200 without a body', [READ, WRITE].map((path) => ({ path, effect: { kind: 'empty' } }))],
];

/** How long these tests wait for an answer that never comes. */
const IMPATIENT = { ...FAST, answerMs: 300 };

test('a HubSpot that takes a call and never answers, or never ends its answer, is asked again: in the installation, the first reading, and all work', async () => {
  const world = await testWorld({ app: { limits: IMPATIENT } });
  const { sandbox, app } = world;
  const portalId = sandbox.portal().settings.id;
  const user = someone(sandbox.url, portalId);
  const silent = (applied: boolean, ...paths: readonly string[]) => {
    for (const path of paths) sandbox.faults.add({ path, effect: { kind: 'silence', applied } });
  };
  const ids = [];
  for (const name of ['ann', 'bob']) ids.push(await user.creates({ email: `${name}@firm.example`, company: 'Firm' }));
  const scored = (area: string | null) => async () => {
    await world.settled();
    const { contacts } = sandbox.state();
    return contacts.every(({ properties: { ripen_score, ripen_job_area } }) =>
      area === null ? ripen_score !== undefined : ripen_job_area === area,
    );
  };

  silent(true, '/oauth/2026-09/token');
  await expect(world.install(), 'a page says what to do').rejects.toThrow(/503.*HubSpot does not answer/s);
  silent(false, '/account-info/2026-09/details', '/crm/objects/2026-09/contacts', '/crm/lists/*', WRITE);
  await world.install();
  await until('all are read', scored(null));
  silent(false, READ);
  silent(true, WRITE);
  for (const path of [READ, WRITE]) sandbox.faults.add({ path, effect: { kind: 'endless' } });
  for (const id of ids) await user.changes(id, { jobtitle: 'Head of Finance' });
  await until('all are written', scored('finance'));

  expect(sandbox.faults.pending()).toEqual([]);
  expect(await countDeadLetters(app.database.db, portalId)).toEqual([]);
  expect((await app.database.pool.query('select from contact where attempts > 0')).rowCount).toBe(0);
});

test.each([
  ['the account is read for the first time', '/crm/objects/2026-09/contacts'],
  ['the account is prepared', '/account-info/2026-09/details'],
  ['contacts are written', WRITE],
])('a process that is stopped while %s counts no attempt, and reports no failure', async (_what, path) => {
  const logged: string[] = [];
  const log = pino({ level: 'error' }, { write: (line) => void logged.push(line) });
  const { sandbox, app, install } = await testWorld({ log });
  await someone(sandbox.url, sandbox.portal().settings.id).creates({ email: 'ann@firm.example' });
  sandbox.faults.add({ path, effect: { kind: 'silence', applied: false } });
  await install();
  await until('HubSpot was asked', () => sandbox.faults.pending().length === 0);

  await app.worker.stop();

  // Whoever takes the portal next takes back the attempt of what is claimed and was not begun.
  const { rows } = await app.database.pool.query(
    'select kind, attempts, last_error from job where attempts > 0 and lease is null',
  );
  expect(rows).toEqual([]);
  expect((await app.database.pool.query('select from contact where attempts > 0 and lease is null')).rowCount).toBe(0);
  expect(logged).toEqual([]);
});

describe('what passes leaves no trace', () => {
  test('one after another, in one account', async () => {
    const world = await testWorld();
    const { sandbox, app } = world;
    const portalId = sandbox.portal().settings.id;
    const user = someone(sandbox.url, portalId);
    await world.install();
    await world.settled();

    for (const [name, faults] of PASSES) {
      for (const { times = 1, ...fault } of faults) sandbox.faults.add({ ...fault, times });
      const id = await user.creates({ email: `${PASSES.length}@firm.example`, jobtitle: 'Head of Marketing' });
      await until(`${name} is over`, async () => {
        await world.settled();
        return sandbox.state().contacts.find((one) => one.id === id)?.properties['ripen_job_area'] === 'marketing';
      });

      expect(sandbox.faults.pending(), name).toEqual([]);
      expect(await countDeadLetters(app.database.db, portalId), name).toEqual([]);
      await user.deletes(id);
      await world.settled();
      sandbox.faults.clear();
    }
    const { rows } = await app.database.pool.query('select from contact where attempts > 0');
    expect(rows).toEqual([]);
  });
});

/** One call in 25 meets one of these. */
const STORM: readonly Effect[] = [
  { kind: 'status', status: 429, policyName: 'SECONDLY', ...SECONDS },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502 },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 504 },
  { kind: 'status', status: 423, ...SECONDS },
  { kind: 'cut' },
];
const EVERY = 25;

/** HubSpot's rule of certification: less than 5 % of an app's calls may be answered with errors. */
test('in a storm error answers stay below 5 % of the calls, since none begets another', async () => {
  const world = await testWorld();
  const { sandbox } = world;
  loadSample(sandbox.portal(), fewOfEach(sandbox.clock.now()));
  const ids = sandbox.state().contacts.map(({ id }) => id);
  const user = someone(sandbox.url, sandbox.portal().settings.id);
  for (const effect of [...STORM, ...STORM]) sandbox.faults.add({ path: '*', skip: EVERY - 1, effect });
  await world.install();
  await world.settled();
  for (let round = 0; round < 500 && sandbox.faults.pending().length > STORM.length; round++) {
    await user.changes(ids[round % ids.length]!, { jobtitle: `Head of Marketing ${round}` });
    await world.settled();
  }

  const { total, counts } = sandbox.calls.summary();
  const faulty = counts.filter(({ status }) => status >= 400);
  const errors = faulty.reduce((sum, { count }) => sum + count, 0);
  const struck = 2 * STORM.length - sandbox.faults.pending().length;
  console.log(`A storm of ${struck} faults: ${errors} error answers in ${total} calls`);
  expect(struck).toBeGreaterThanOrEqual(STORM.length);
  expect(errors).toBeLessThanOrEqual(struck);
  expect(errors / total).toBeLessThan(0.05);
});

/** What says that nothing may be asked for long; `least`: for so many seconds. */
const RESTS = [
  ['429 of the day', { kind: 'status', status: 429, policyName: 'DAILY' }, 3_000],
  ['477 with hours to wait', { kind: 'status', status: 477, retryAfter: '7200' }, 7_000],
  ['403, a scope is missing', { kind: 'status', status: 403 }, 3_000],
] as const satisfies readonly (readonly [string, Effect, number])[];

describe('a wait of hours', () => {
  test('holds for every process, and ends when the account is connected anew', async () => {
    const ids = RESTS.map((_, n) => 901 + n);
    const world = await testWorld({ sandbox: { portals: ids.map((id) => ({ id })) } });
    const { sandbox, app } = world;
    for (const id of ids) await world.install(id);
    await world.settled();
    for (const [n, [name, effect, least]] of RESTS.entries()) {
      const portalId = ids[n]!;
      sandbox.faults.add({ path: READ, effect, times: 1 });
      const id = await someone(sandbox.url, portalId).creates({
        email: 'ann@firm.example',
        jobtitle: 'Head of Marketing',
      });
      const seconds = async () => {
        const { rows } = await app.database.pool.query<{ left: number }>(
          'select coalesce(extract(epoch from wait_until - clock_timestamp()), 0)::float8 as left from portal where portal_id = $1',
          [portalId],
        );
        return rows[0]!.left;
      };
      await until(`${name}: the wait is known to all`, async () => (await seconds()) > least);
      sandbox.calls.reset();
      app.worker.wake();
      await app.worker.idle();
      expect(sandbox.calls.summary().total, name).toBe(0);
      expect(await countDeadLetters(app.database.db, portalId), name).toEqual([]);

      await world.install(portalId);
      if (name.startsWith('403'))
        await until(
          `${name}: it is scored`,
          () => sandbox.portal(portalId).records.contacts.get(id)?.properties['ripen_job_area'] === 'marketing',
        );
      else expect(await seconds()).toBeLessThanOrEqual(0);
    }
  });
});

describe('time and content', () => {
  test('clocks that jump, year-old webhooks, ten megabytes, an unknown stage, a newer model, and an uninstallation while contacts are read', async () => {
    const world = await testWorld();
    const { sandbox, app } = world;
    const { db, pool } = app.database;
    const portalId = sandbox.portal().settings.id;
    const user = someone(sandbox.url, portalId);
    const id = await user.creates({ email: 'ann@firm.example', jobtitle: 'Head of Marketing', lifecyclestage: 'lead' });
    const valueNow = (name: string) => sandbox.portal().records.contacts.get(id)?.properties[name];
    await world.install();
    await world.settled();
    const calm = async (what: string) => {
      await world.settled();
      expect(await countDeadLetters(db, portalId), what).toEqual([]);
      expect((await pool.query('select from contact where attempts > 0')).rowCount, what).toBe(0);
    };

    const now = sandbox.clock.now();
    for (const at of [now - 3 * DAY, now + 2 * DAY, now - DAY, now]) {
      sandbox.clock.set(at);
      await user.changes(id, { jobtitle: at === now ? 'Head of Finance' : `Head of Marketing ${at}` });
      await calm('a clock that jumps');
    }
    expect(valueNow('ripen_job_area')).toBe('finance');

    const event = {
      eventId: 1,
      portalId,
      subscriptionType: 'contact.propertyChange',
      objectId: Number(id),
      propertyName: 'jobtitle',
      propertyValue: 'Student',
    };
    expect((await deliver(world, [{ ...event, occurredAt: now - 365 * DAY }])).status).toBe(204);
    await calm('a webhook of a year ago');
    expect(valueNow('ripen_job_area')).toBe('finance');

    const record = sandbox.portal().records.contacts.resolve(id)!;
    record.properties = {
      ...record.properties,
      company: 'x'.repeat(10_000_000),
      lifecyclestage: 'of_this_account_alone',
    };
    expect(
      (await deliver(world, [{ ...event, eventId: 2, propertyName: 'company', propertyValue: '', occurredAt: now }]))
        .status,
    ).toBe(204);
    await calm('a value of 10 MB');
    expect(valueNow('lifecyclestage'), 'an unknown stage is left alone').toBe('of_this_account_alone');
    const stored = await pool.query('select length(facts::text) as length from contact');
    expect(stored.rows[0].length, 'no more is kept than HubSpot lets a property hold').toBeLessThan(70_000);

    const { modelVersion } = (await findPortal(db, portalId))!;
    await pool.query('insert into model select portal_id, version + 1, $1, created_at from model where version = $2', [
      JSON.stringify({ ...DEFAULT_MODEL, ofNextYear: [] }),
      modelVersion,
    ]);
    await pool.query('update portal set model_version = $1', [modelVersion! + 1]);
    const scoredAt = valueNow('ripen_scored_at');
    await user.changes(id, { jobtitle: 'Student' });
    await sandbox.webhooks.idle();
    await until(
      'the portal rests',
      async () => (await pool.query('select from portal where wait_until > clock_timestamp()')).rowCount === 1,
    );
    expect(valueNow('ripen_scored_at'), 'nothing is written by a model that is not understood').toBe(scoredAt);
    await pool.query('update portal set model_version = $1, wait_until = null', [modelVersion]);
    await until(
      'it goes on',
      () => valueNow('ripen_scored_at') !== scoredAt || valueNow('ripen_job_area') !== 'finance',
    );
    await calm('a model of a newer version');

    sandbox.calls.reset();
    for (let n = 0; n < 30; n++) await user.creates({ email: `bob${n}@firm.example` });
    await pool.query(`insert into job (portal_id, kind, key, payload, run_at)
      values (${portalId}, 'backfill', '', '{"after":null,"read":0,"total":null,"startedAt":${now},"finishedAt":null}', 0)
      on conflict (portal_id, kind, key) do update set run_at = 0, payload = excluded.payload`);
    sandbox.uninstall();
    app.worker.wake();
    await until(
      'the grant is looked at',
      async () =>
        (await pool.query('select from portal where grant_look_at is not null or status = $1', ['disconnected']))
          .rowCount === 1,
    );
    const after = sandbox.calls.summary().total;
    app.worker.wake();
    await app.worker.idle();
    expect(sandbox.calls.summary().total, 'no call after a lost grant').toBe(after);
  });
});
