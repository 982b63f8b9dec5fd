import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { portalCommand } from '../../cli/portal.ts';
import type { World } from '../../demo/world.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { openDirectory } from '../../src/app/directory.ts';
import { MOVED } from '../../src/postgres/trouble.ts';
import { connectDatabase } from '../../src/store/database.ts';
import { findElsewhere, putElsewhere } from '../../src/store/portals/elsewhere.ts';
import { beginRefresh } from '../../src/store/portals/grants.ts';
import {
  copyPortal,
  fencePortal,
  presenceOf,
  tablesOfPortals,
  unfencePortal,
} from '../../src/store/portals/moving-portal.ts';
import { findPortal, storeInstalledPortal } from '../../src/store/portals/portals.ts';
import type { Db } from '../../src/store/transaction.ts';
import { forgetOld } from '../../src/store/work/forget-old.ts';
import { disconnectPortal } from '../../src/use-cases/portals/install/disconnect-portal.ts';
import { installPortal } from '../../src/use-cases/portals/install/install-portal.ts';
import { HOME, movePortal, type Place } from '../../src/use-cases/portals/move/move-portal.ts';
import { wherePortalIs } from '../../src/use-cases/portals/move/where-portal-is.ts';
import { acceptEvents } from '../store/fixtures.ts';
import { freshDatabaseUrl } from '../support/database/database.ts';
import { fewOfEach, WHOLE } from '../support/few-of-each.ts';
import { silent } from '../support/log.ts';
import { runCommand } from '../support/programs/run-command.ts';
import { someone } from '../support/someone.ts';
import { until } from '../support/until.ts';
import { testWorld } from '../support/world.ts';

/*
 * Portals are distributed between three databases, and move while they are served.
 */

const TIMEOUT_MS = 1_200_000;
/** A move waits for the lease of whoever worked on the portal, and for a window of the quota. */
const TERMS = { quietMs: 1_100, pollMs: 100, leaseMs: 3_000 };
/** HubSpot repeats a delivery for a day; here that day outlasts a move on a busy machine. */
const RETRY_DELAYS_MS = Array.from({ length: 200 }, () => 250);
/** A portal that is placed in `two` leaves it, and comes home; a long run goes round once more. */
const ROUND_TRIP = WHOLE ? ['three', HOME, 'two', HOME] : ['three', HOME];
/** What moves needs rows in every table, not many. */
const EACH = WHOLE ? undefined : 1;

async function worldOnThree(): Promise<World> {
  const [two, three] = [await freshDatabaseUrl(), await freshDatabaseUrl()];
  const world = await testWorld({
    databases: new Map([
      ['two', two.url],
      ['three', three.url],
    ]),
    sandbox: { webhooks: { retryDelaysMs: RETRY_DELAYS_MS } },
    app: { terms: TERMS },
  });
  onTestFinished(() => two.drop().then(three.drop));
  return world;
}

/** What people do in HubSpot while a portal moves. */
async function happen(sandbox: Sandbox, burst: number): Promise<void> {
  const user = someone(sandbox.url, sandbox.portal().settings.id);
  const ids = sandbox.state().contacts.map(({ id }) => id);
  const [a, b, c, d, e, f, g] = ids.map((_, at) => ids[(burst * 11 + at) % ids.length]!);
  for (const id of [a!, b!]) await user.changes(id, { jobtitle: burst % 2 ? 'Owner' : 'Student', country: 'Germany' });
  await user.delivers(c!, { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' });
  await user.delivers(d!, { kind: 'unsubscribe' });
  await user.creates({ email: `new${burst}@company${burst}.example`, jobtitle: 'Founder', country: 'France' });
  await user.merges(e!, f!);
  await user.deletes(g!);
}

type Stayed = {
  readonly state: ReturnType<Sandbox['state']>;
  readonly portalId: number;
  /** its database, and an empty one */
  readonly urls: readonly string[];
  readonly drop: () => Promise<void>;
};

/** The same without a move: a portal that stays, and what it leaves when its app has ended. */
async function stay(): Promise<Stayed> {
  const [home, two] = [await freshDatabaseUrl(), await freshDatabaseUrl()];
  const world = await testWorld({ database: { databaseUrl: home.url } });
  const { sandbox } = world;
  loadSample(sandbox.portal(), fewOfEach(sandbox.clock.now(), EACH));
  await world.install();
  await world.settled();
  for (const burst of ROUND_TRIP.keys()) {
    await happen(sandbox, burst);
    await world.settled();
  }
  await world.app.close();
  const drop = () => home.drop().then(two.drop);
  return { state: sandbox.state(), portalId: sandbox.portal().settings.id, urls: [home.url, two.url], drop };
}

let stayed: Promise<Stayed> | undefined;
const theOneThatStays = () => (stayed ??= stay());
afterAll(async () => (await stayed)?.drop());

/** What a database has of a portal, by table. */
async function rowsIn(db: Db, portalId: number): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const { name, columns } of await tablesOfPortals(db)) {
    const its = sql.join(columns.filter((column) => !PASSING.includes(column)).map((column) => sql.ref(column)));
    const { rows } = await sql<{ row: string }>`
      select row(${its})::text as row from ${sql.table(name)} where portal_id = ${portalId}`.execute(db);
    if (rows.length > 0) found[name] = rows.map(({ row }) => row).sort();
  }
  return found;
}
/** The lease is not the same in another database. */
const PASSING = ['moving_to', 'lease_until'];

it('a new portal is placed where the fewest are, moves to and fro under traffic, and ends as one that stays', {
  timeout: TIMEOUT_MS,
}, async () => {
  const world = await worldOnThree();
  const { sandbox, app } = world;
  const portalId = sandbox.portal().settings.id;
  const placesWithRows = async () => {
    const found = await Promise.all(
      app.places.map(async ({ name, db }) => ({ name, tables: Object.keys(await rowsIn(db, portalId)).length })),
    );
    return found.filter(({ tables }) => tables > 0).map(({ name }) => name);
  };
  await app.database.db.insertInto('portal').values({ portal_id: 1, status: 'active', installed_at: 0 }).execute();
  loadSample(sandbox.portal(), fewOfEach(sandbox.clock.now(), EACH));
  await world.install();
  await world.settled();
  expect(await placesWithRows()).toEqual(['two']);

  for (const [burst, to] of ROUND_TRIP.entries()) {
    await happen(sandbox, burst);
    // The first by the operator's command.
    if (burst === 0) {
      const { code, said } = await runCommand(world, portalCommand, 'move', `${portalId}`, '--to', to);
      console.log(said);
      expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/has moved from two to three/) });
      if (WHOLE)
        expect((await runCommand(world, portalCommand, 'list')).said).toContain(`${portalId}  active  in three`);
    } else expect(await movePortal(app.places, portalId, to)).toMatchObject({ outcome: 'moved' });
    expect(await placesWithRows()).toEqual([to]);
    await world.settled();
  }

  expect(sandbox.webhooks.counts().givenUp).toBe(0);
  expect(sandbox.calls.summary().rateLimited).toBe(0);
  expect(sandbox.state()).toEqual((await theOneThatStays()).state);
});

/** What looks at schema and clock every few seconds: how often depends on the machine. */
const OF_THE_WATCH = /clock_timestamp|kysely_migration/;

/** Databases for one who is killed at the statement of that number. */
async function openPlaces(urls: readonly string[], killedAt = Infinity) {
  const statements: string[] = [];
  const opened = await Promise.all(urls.map((connectionString) => connectDatabase({ connectionString }, silent)));
  for (const { pool } of opened)
    pool.on('connect', (client) => {
      const { query, connection } = client as typeof client & {
        readonly connection: { readonly stream: { destroy(): void } };
      };
      client.query = function counted(this: typeof client, ...args: unknown[]) {
        const [asked] = args as [string | { readonly text?: string }];
        const text = (typeof asked === 'string' ? asked : asked.text) ?? '';
        if (!OF_THE_WATCH.test(text)) statements.push(text);
        if (statements.length >= killedAt) connection.stream.destroy();
        return Reflect.apply(query, this, args);
      } as typeof client.query;
    });
  const places: Place[] = opened.map(({ db }, at) => ({ name: [HOME, 'two'][at]!, db }));
  const close = () => Promise.all(opened.map((database) => database.close(100)));
  return { places, close, statements };
}

/** What a move does one after another, by a statement of each. */
const PHASES = [
  /create or replace trigger/,
  /insert into .* select .* from unnest/s,
  /elsewhere/,
  /delete from .*ctid/s,
  /drop trigger/,
] as const;

/** Two moves of the whole sample for each. */
const MOST_KILLS = 40;

/** The numbers of the statements at which a move is killed: in each phase once, in the middle. */
function killsIn(statements: readonly string[]): readonly number[] {
  const step = Math.ceil(statements.length / MOST_KILLS);
  if (WHOLE) return statements.flatMap((_, at) => (at > 1 && at % step === 2 % step ? [at] : []));
  return PHASES.map((phase) => {
    const its = statements.flatMap((text, at) => (phase.test(text) ? [at + 1] : []));
    expect(its, `${phase}`).not.toEqual([]);
    return its[its.length >> 1]!;
  });
}

it('a move that is killed at any statement goes on, with every row in one place', { timeout: TIMEOUT_MS }, async () => {
  const { urls, portalId } = await theOneThatStays();
  const { places, close } = await openPlaces(urls);
  const [home, two] = places as [Place, Place];
  const before = await rowsIn(home.db, portalId);
  const ways = [
    { from: home, to: two },
    { from: two, to: home },
  ] as const;
  const isAt = async ({ from, to }: (typeof ways)[number], when: string) => {
    expect(await rowsIn(to.db, portalId), when).toEqual(before);
    expect(await rowsIn(from.db, portalId), when).toEqual({});
  };
  const whole = await openPlaces(urls);
  await movePortal(whole.places, portalId, two.name);
  await whole.close();
  await isAt(ways[0], 'not killed');

  const kills = killsIn(whole.statements);
  // Back and there in turn, so that each move is one that is killed.
  for (const [at, killedAt] of kills.entries()) {
    const way = ways[(at + 1) % 2]!;
    const killed = await openPlaces(urls, killedAt);
    await expect(movePortal(killed.places, portalId, way.to.name)).rejects.toThrow();
    await killed.close();
    await movePortal(places, portalId, way.to.name);
    await isAt(way, `killed at ${killedAt} on the way to ${way.to.name}`);
  }
  await movePortal(places, portalId, HOME);
  for (const { db } of places) {
    const { rows } = await sql`select tgname from pg_trigger where tgname like 'moving%'`.execute(db);
    expect(rows).toEqual([]);
  }
  console.log(`A move of ${whole.statements.length} statements was killed at ${kills.length} of them`);
  await close();
});

it('around a portal that moves there is a fence in every table, and none around others', async () => {
  const { urls, portalId } = await theOneThatStays();
  const { places, close } = await openPlaces(urls);
  const [{ db }] = places as [Place];
  const tables = await tablesOfPortals(db);
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'portal_id' and table_name <> 'elsewhere'`.execute(db);
  expect(tables.map(({ name }) => name).sort()).toEqual(rows.map(({ name }) => name).sort());

  // What a process that asks for tokens now is answered could not be stored any more.
  await sql`update portal set moving_to = 'two' where portal_id = ${portalId}`.execute(db);
  const renewal = { portalId, now: 0, forMs: 60_000 };
  await expect(beginRefresh(db, renewal)).rejects.toMatchObject({ code: 'RP001' });
  expect(await fencePortal(db, portalId, 'two')).toBe('fenced');
  expect(await fencePortal(db, portalId, 'three')).toBe('elsewhere');
  expect(await fencePortal(db, portalId + 1, 'two')).toBe('gone');

  const refusal = (statement: ReturnType<typeof sql>) =>
    statement.execute(db).then(
      () => null,
      (error: unknown) => (error as { code?: unknown }).code,
    );
  for (const { name } of tables) {
    const table = sql.table(name);
    expect(await refusal(sql`insert into ${table} (portal_id) values (${portalId})`), name).toBe('RP001');
    expect(await refusal(sql`insert into ${table} (portal_id) values (1)`), name).not.toBe('RP001');
    const { rows: there } = await sql`select from ${table} where portal_id = ${portalId} limit 1`.execute(db);
    if (there.length === 0) continue;
    expect(await refusal(sql`update ${table} set portal_id = 1 where portal_id = ${portalId}`), name).not.toBe(null);
    expect(await refusal(sql`delete from ${table} where portal_id = ${portalId}`), name).toBe('RP001');
  }
  const delivery = { portalId, events: [], now: 0, debounceMs: 0 };
  await expect(acceptEvents(db, delivery)).rejects.toMatchObject({ code: 'RP001' });

  expect(await movePortal(places, portalId, HOME)).toEqual({ outcome: 'stays' });
  expect(await acceptEvents(db, delivery)).toMatchObject({ outcome: 'accepted' });
  expect(await movePortal(places, portalId, 'two')).toMatchObject({ outcome: 'moved', from: HOME });
  await expect(beginRefresh(db, renewal)).rejects.toMatchObject({ code: 'RP001' });
  await expect(findPortal(db, portalId)).rejects.toMatchObject({ code: 'RP001' });
  await expect(acceptEvents(db, delivery)).rejects.toMatchObject({ code: 'RP001' });
  expect(await movePortal(places, portalId, 'two')).toEqual({ outcome: 'there' });
  await close();
});

it('who takes a move back while rows are carried over waits, and has the portal moved back', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { urls, portalId } = await theOneThatStays();
  const { places, close } = await openPlaces(urls);
  const [home, two] = places as [Place, Place];
  await movePortal(places, portalId, HOME);
  const before = await rowsIn(home.db, portalId);
  let back: ReturnType<typeof movePortal> | undefined;
  const waits = async () => {
    const { rows } = await sql`
      select from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
      where not l.granted union all
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(home.db);
    return rows.length > 0;
  };
  const carrying = two.db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (back === undefined && (await presenceOf(home.db, portalId))?.movingTo === 'two') {
        back = movePortal(places, portalId, HOME);
        while (!(await waits()));
      }
      return result;
    },
  });

  expect(await movePortal([home, { ...two, db: carrying }], portalId, 'two')).toMatchObject({ outcome: 'moved' });

  expect(await back).toMatchObject({ outcome: 'moved', from: 'two' });
  expect(await rowsIn(home.db, portalId)).toEqual(before);
  expect(await rowsIn(two.db, portalId)).toEqual({});
  await close();
});

it('a move that is taken back meanwhile, and a database without a name, are told in a sentence', async () => {
  const { places, home, two, portalId, urls } = await smallPortal();
  await fencePortal(home.db, portalId, 'two');
  await unfencePortal(home.db, portalId, { here: HOME, hasArrived: async () => false });
  const carrying = copyPortal(home.db, two, portalId);
  await expect(carrying).rejects.toMatchObject({ code: MOVED, message: expect.stringContaining('taken back') });

  await putElsewhere(home.db, portalId, 'three');
  const unnamed = { code: MOVED, message: expect.stringContaining('"three", which DATABASES does not name') };
  await expect(movePortal(places, portalId, 'two')).rejects.toMatchObject(unnamed);
  const databases = new Map([['two', urls[1]!]]);
  const directory = await openDirectory({ database: { databaseUrl: urls[0]! }, databases }, pino({ level: 'silent' }));
  onTestFinished(() => directory.close());
  await expect(directory.of(portalId)).rejects.toMatchObject(unnamed);
});

it('one database by two names is refused', async () => {
  const { urls } = await smallPortal();
  const [home, two] = urls as [string, string];
  const open = (...others: readonly string[]) =>
    openDirectory(
      { database: { databaseUrl: home }, databases: new Map(others.map((url, at) => [`n${at}`, url])) },
      pino({ level: 'silent' }),
    ).then((directory) => directory.close());

  await expect(open(home)).rejects.toThrow('"n0"');
  await expect(open(two, two)).rejects.toThrow('"n1"');
  await open(two);
});

/** A small portal of its own in `home`, beside an empty database. */
async function smallPortal() {
  const urls = [await freshDatabaseUrl(), await freshDatabaseUrl()];
  const { places, close } = await openPlaces(urls.map(({ url }) => url));
  const [home, two] = places as [Place, Place];
  onTestFinished(async () => {
    await close();
    for (const { drop } of urls) await drop();
  });
  const portalId = 77;
  const tokens = { access: Buffer.from('a'), refresh: Buffer.from('r'), expiresAt: 0 };
  await storeInstalledPortal(home.db, { portalId, tokens, scopes: [], now: 0 });
  await sql`update portal set status = 'active'`.execute(home.db);
  const dbOf = async () => ((await findElsewhere(home.db, portalId)) === 'two' ? two.db : home.db);
  return { places, home, two, portalId, tokens, dbOf, urls: urls.map(({ url }) => url) };
}

it('until its row is gone from the source, a portal that moves has a fence in every table', async () => {
  const { places, home, two, portalId } = await smallPortal();
  await movePortal(places, portalId, 'two');
  const fences = (await tablesOfPortals(home.db)).length * 2;
  const seen: number[] = [];
  const watched = two.db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      const { rows } = await sql<{ count: number; here: boolean }>`
        select count(*) as count, not exists (select from elsewhere where portal_id = ${portalId}) as here
        from pg_trigger where tgname like 'moving%'`.execute(two.db);
      if (rows[0]!.here) seen.push(rows[0]!.count);
      return result;
    },
  });

  expect(await movePortal([home, { ...two, db: watched }], portalId, HOME)).toMatchObject({ outcome: 'moved' });

  expect(seen.slice(seen.indexOf(fences)).filter((count) => count !== fences)).toEqual([]);
  expect(seen).toContain(fences);
});

it('what is old is forgotten of every portal but one that moves, and of that one where it arrives', async () => {
  const { places, home, two, portalId } = await smallPortal();
  const other = portalId + 1;
  for (const id of [portalId, other])
    await sql`insert into erased (portal_id, contact_id, at) values (${id}, 1, 0)`.execute(home.db);
  const left = async ({ db }: Place) =>
    (await sql<{ portal_id: number }>`select portal_id from erased order by 1`.execute(db)).rows.map(
      (row) => row.portal_id,
    );
  const later = 365 * 86_400_000;
  await fencePortal(home.db, portalId, 'two');

  await forgetOld(home.db, later);
  expect(await left(home)).toEqual([portalId]);
  await movePortal(places, portalId, 'two');
  expect([await left(home), await left(two)]).toEqual([[], [portalId]]);
  await forgetOld(two.db, later);
  expect(await left(two)).toEqual([]);
});

it('who installs while the portal moves waits, and its tokens are where it arrives', async () => {
  const { places, home, two, portalId, dbOf } = await smallPortal();
  await fencePortal(home.db, portalId, 'two');
  const asked: string[] = [];
  const installing = installPortal(
    {
      oauth: {
        exchangeCode: async () => ({
          outcome: 'granted',
          portalId,
          scopes: ['new'],
          userId: 5,
          tokens: { accessToken: 'a', refreshToken: 'new', expiresAt: 1 },
        }),
      },
      cipher: { seal: (_: number, text: string) => Buffer.from(text) },
      clock: { now: () => 1 },
      log: silent,
      async siteOf() {
        const db = await dbOf();
        asked.push(db === home.db ? 'home' : 'two');
        return { db, renewTokens: () => undefined };
      },
    } as unknown as Parameters<typeof installPortal>[0],
    { code: 'code', redirectUri: 'here' },
  );
  await until('it has been refused', async () => asked.length > 1);
  expect(await movePortal(places, portalId, 'two')).toMatchObject({ outcome: 'moved' });

  expect(await installing).toEqual({ outcome: 'installed', portalId });
  expect(asked.at(-1)).toBe('two');
  expect((await findPortal(two.db, portalId))?.tokens?.refresh.toString()).toBe('new');
  expect(await presenceOf(home.db, portalId)).toBeNull();
});

it('who disconnects before a portal moves erases it where it arrives; while it moves, HubSpot is not asked', async () => {
  const { places, home, two, portalId, dbOf } = await smallPortal();
  const portal = { ...(await findPortal(home.db, portalId))!, tokens: null };
  let uninstalled = 0;
  const disconnect = (before: () => Promise<unknown>) =>
    disconnectPortal(
      {
        dbOf,
        hubspot: {
          async uninstall() {
            uninstalled++;
            await before();
          },
        },
        clock: { now: () => 1 },
      } as unknown as Parameters<typeof disconnectPortal>[0],
      portal,
    );
  await fencePortal(home.db, portalId, 'two');
  await expect(disconnect(async () => undefined)).rejects.toMatchObject({ code: 'RP001' });
  expect(uninstalled).toBe(0);
  await expect(
    wherePortalIs(dbOf, portalId, (db) => acceptEvents(db, { portalId, events: [], now: 0, debounceMs: 0 }), 0),
  ).rejects.toMatchObject({ code: 'RP001' });
  await unfencePortal(home.db, portalId, { here: HOME, hasArrived: async () => false });

  const gone = disconnect(() => fencePortal(home.db, portalId, 'two'));
  await until('HubSpot was asked', async () => uninstalled === 1);
  expect(await movePortal(places, portalId, 'two')).toMatchObject({ outcome: 'moved' });

  expect(await gone).toBe(true);
  expect(await presenceOf(home.db, portalId)).toBeNull();
  expect(await findPortal(two.db, portalId)).toMatchObject({ status: 'disconnected', scopes: [] });
});
