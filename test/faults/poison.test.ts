import { describe, expect, it, test } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import type { FailingWay } from '../../sandbox/portal/portal.ts';
import { countDeadLetters } from '../../src/store/work/dead-letters.ts';
import { UNHURRIED, UNHURRIED_SANDBOX } from '../support/fast-limits.ts';
import { someone } from '../support/someone.ts';
import { DAY, START, testWorld } from '../support/world.ts';

const HOUR = 3_600_000;

/** An installed account with contacts, and what a test can do to them. */
async function accountOf(people: number) {
  const world = await testWorld({
    sandbox: { clock: createClock(START, 'frozen'), rate: UNHURRIED_SANDBOX },
    app: { debounceMs: 0, limits: UNHURRIED },
  });
  const { sandbox, app } = world;
  const portal = sandbox.portal();
  const portalId = portal.settings.id;
  const user = someone(sandbox.url, portalId);
  const ids: string[] = [];
  for (let n = 0; n < people; n++)
    ids.push(await user.creates({ email: `ann${n}@firm${n}.example`, jobtitle: 'Owner', lifecyclestage: 'lead' }));
  await world.install();
  await world.settled();
  const pass = async (ms: number) => {
    sandbox.clock.advance(ms);
    await world.settled();
  };
  sandbox.calls.keep(Number.POSITIVE_INFINITY);
  const calls = (pattern: RegExp) => sandbox.calls.exchanges().filter(({ path }) => pattern.test(path)).length;
  const asks = (id: string) => user.delivers(id, { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' });
  const value = (id: string, name: string) => portal.records.contacts.get(id)?.properties[name];
  const { pool, db } = app.database;
  return { world, sandbox, portal, portalId, user, ids, pass, calls, asks, value, pool, db };
}

/** Ten days, in steps that leave room for every pause to end. */
async function tenDays(pass: (ms: number) => Promise<void>): Promise<void> {
  for (const ms of [10_000, 30_000, 60_000, 120_000, 240_000, HOUR / 2, HOUR, 2 * HOUR, 6 * HOUR]) await pass(ms);
  for (let day = 0; day < 9; day++) await pass(DAY);
  await pass(DAY / 2);
}

type Account = Awaited<ReturnType<typeof accountOf>>;

/** Until nothing is a dead letter, and no longer than Ripen may take to try again. */
async function upToEightDays({ db, portalId, pass }: Account): Promise<void> {
  for (let day = 0; day < 8 && (await countDeadLetters(db, portalId)).length > 0; day++) await pass(DAY);
}

/** Everybody asks for a demo, and ten days pass. `before`: what happens just before. */
async function liveOn({ sandbox, ids, asks, pass }: Account, before: () => void = () => {}): Promise<void> {
  sandbox.calls.reset();
  before();
  for (const id of ids) await asks(id);
  await pass(6 * 60_000);
  await tenDays(pass);
}

let well: readonly string[] | undefined;
/** The paths of all calls in ten days without a fault. */
async function callsOfTheWell(): Promise<readonly string[]> {
  if (well === undefined) {
    const account = await accountOf(4);
    await liveOn(account);
    well = account.sandbox.calls.exchanges().map(({ path }) => path);
  }
  return well;
}

describe('a record that HubSpot or the program fails for', () => {
  /**
   * How often it may be tried in ten days: eight times at once, then twice each time that it is
   * taken up again.
   */
  const MOST_TRIES = 8 + 2 * 12;

  test.each<{ readonly way: FailingWay; readonly path: RegExp; readonly most: number }>([
    { way: 'read', path: /contacts\/batch\/read/, most: MOST_TRIES },
    { way: 'write', path: /contacts\/batch\/update/, most: 3 * MOST_TRIES },
    { way: 'list', path: /memberships/, most: 3 * MOST_TRIES },
    { way: 'task', path: /tasks\/batch\/create/, most: 3 * MOST_TRIES },
  ])('read-207: $way: costs a bounded number of calls in ten days, and others nothing', async ({ way, path, most }) => {
    const ill = await accountOf(4);
    await liveOn(ill, () => ill.portal.failing.set(ill.ids[2]!, way));

    const free = (await callsOfTheWell()).filter((called) => path.test(called)).length;
    const spent = ill.calls(path) - free;
    console.log(`${way}: ${spent} calls more in ten days (${ill.calls(path)} against ${free})`);
    expect(spent).toBeGreaterThan(0);
    expect(spent).toBeLessThanOrEqual(most);
    const well = ill.ids.filter((_, n) => n !== 2);
    expect(well.map((id) => ill.value(id, 'ripen_qualification'))).toEqual(well.map(() => 'sql'));
    expect(await countDeadLetters(ill.db, ill.portalId)).toHaveLength(1);

    // The fault is over: Ripen tries again by itself.
    ill.portal.failing.clear();
    await upToEightDays(ill);
    expect(ill.value(ill.ids[2]!, 'ripen_qualification')).toBe('sql');
    expect(await countDeadLetters(ill.db, ill.portalId)).toEqual([]);
  });

  it('a batch that cannot be stored: the one that cannot is told apart, counted and set aside as a dead letter', async () => {
    const account = await accountOf(4);
    const { ids, pool, value, calls, db, portalId } = account;
    const bad = ids[2]!;
    await pool.query(`create function refuse() returns trigger language plpgsql as
      $$ begin if new.contact_id = ${bad} and new.scored_at is distinct from old.scored_at then
        raise exception 'not stored' using errcode = '22P05'; end if; return new; end $$`);
    await pool.query('create trigger refuse before update on contact for each row execute function refuse()');
    await liveOn(account);

    expect(calls(/contacts\/batch\/read/)).toBeLessThanOrEqual(MOST_TRIES + 30);
    const well = ids.filter((id) => id !== bad);
    const { rows } = await pool.query('select count(*)::int as n from contact where scored_at > $1', [START]);
    expect(rows).toEqual([{ n: well.length }]);
    expect(await countDeadLetters(db, portalId)).toMatchObject([
      { what: 'contact', error: 'store_refused 22P05', count: 1 },
    ]);

    await pool.query('drop trigger refuse on contact');
    await upToEightDays(account);
    expect(value(bad, 'ripen_qualification')).toBe('sql');
    expect(await countDeadLetters(db, portalId)).toEqual([]);
  });

  it('a contact that cannot be evaluated becomes a dead letter alone', async () => {
    const { ids, pool, asks, pass, value, db, portalId } = await accountOf(4);
    await pool.query(`update contact set memory = '{"open": 5}' where contact_id = $1`, [ids[1]]);
    for (const id of ids) await asks(id);
    await pass(6 * 60_000);
    await tenDays(pass);

    expect(ids.map((id) => value(id, 'ripen_qualification'))).toEqual(['sql', 'unqualified', 'sql', 'sql']);
    expect(await countDeadLetters(db, portalId)).toMatchObject([{ what: 'contact', count: 1 }]);
  });
});

test('option-removed: what was refused for an option is written within the hour, since the option is made anew', async () => {
  const { ids, asks, pass, portal, value, db, portalId } = await accountOf(2);
  const { byName } = portal.definitions.contacts;
  const known = byName.get('ripen_qualification')!;
  byName.set('ripen_qualification', { ...known, options: known.options.filter((o) => o.value !== 'sql') });
  await asks(ids[0]!);
  await pass(6 * 60_000);
  expect(value(ids[0]!, 'ripen_qualification')).not.toBe('sql');
  for (let quarter = 0; quarter < 4; quarter++) await pass(15 * 60_000);

  expect(byName.get('ripen_qualification')!.options.map((o) => o.value)).toContain('sql');
  expect(value(ids[0]!, 'ripen_qualification')).toBe('sql');
  expect(await countDeadLetters(db, portalId)).toEqual([]);
});
