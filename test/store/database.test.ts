import { rm } from 'node:fs/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPool } from '../../src/postgres/pool.ts';
import { troubleOf } from '../../src/postgres/trouble.ts';
import { connectDatabase, connectWhenThere, openDatabase } from '../../src/store/database.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { type Db, inTransaction } from '../../src/store/transaction.ts';
import { freshDatabase, freshDatabaseUrl } from '../support/database/database.ts';
import { databaseFolder } from '../support/database/memory-folder.ts';
import { schemaPicture } from '../support/database/schema-picture.ts';
import { silent } from '../support/log.ts';
import { openWire } from '../support/programs/wire.ts';
import { until } from '../support/until.ts';

const { db, connection } = await freshDatabase();

describe('opening the database', () => {
  it('starts PostgreSQL in the data folder, keeps what was committed, and leaves nothing running', async () => {
    const dataDir = await databaseFolder('ripen-open-');
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const portal = { portal_id: 1, status: 'active', installed_at: Date.UTC(2026, 10, 21) } as const;

    const first = await openDatabase({ dataDir }, silent);
    await first.db.insertInto('portal').values(portal).execute();
    await first.close();
    const second = await openDatabase({ dataDir }, silent);
    const found = await second.db.selectFrom('portal').select(['portal_id', 'status', 'installed_at']).execute();
    await second.close();

    expect(found).toEqual([portal]);
  });

  it('migrates once when four processes start at the same time', async () => {
    const admin = new pg.Client(connection);
    await admin.connect();
    await admin.query('create database race');
    const race = { ...connection, database: 'race' };

    const opened = await Promise.all([1, 2, 3, 4].map(() => connectDatabase(race, silent)));
    const { rows } = await opened[0]!.pool.query('select name from kysely_migration order by name');
    await Promise.all(opened.map((database) => database.close()));
    await admin.query('drop database race with (force)');
    await admin.end();

    expect(rows).toEqual(Object.keys(migrations).map((name) => ({ name })));
  });

  it('gives up a migration when the server falls silent, and migrates when it answers again', async () => {
    const admin = new pg.Client(connection);
    await admin.connect();
    await admin.query('create database muted');
    const wire = await openWire(connection.host!);
    const muted = { ...connection, database: 'muted', host: '127.0.0.1', port: wire.port };
    const earlier = new pg.Client({ ...connection, database: 'muted' });
    await earlier.connect();
    await earlier.query('select pg_advisory_lock(8012026)');

    const opening = connectWhenThere(muted, silent);
    const waits = `select from pg_locks where locktype = 'advisory' and not granted and objid = 8012026`;
    await until('it waits for one that migrates', async () => (await earlier.query(waits)).rowCount === 1);
    wire.mute();
    const { isThere, ...database } = await opening;
    onTestFinished(async () => {
      await database.close();
      wire.close();
      await admin.query('drop database muted with (force)');
      await admin.end();
    });
    await earlier.end();
    wire.heal();

    expect(isThere).toBe(false);
    expect(await database.db.selectFrom('portal').selectAll().execute()).toEqual([]);
  });

  it('says that DATABASE_URL is what to look at, without the password in it', async () => {
    const opening = openDatabase({ databaseUrl: 'postgres://ripen:s3cret@127.0.0.1:1/ripen' }, silent);

    await expect(opening).rejects.toThrow(/^The database of DATABASE_URL cannot be used: (?!.*s3cret).*ECONNREFUSED/);
  });
});

describe('a session', () => {
  it('has the server compile nothing, within a transaction and outside of one', async () => {
    const { url, drop } = await freshDatabaseUrl();
    onTestFinished(drop);
    const database = await connectDatabase({ connectionString: url }, silent);
    onTestFinished(() => database.close());
    await sql`alter role current_user in database ${sql.ref(new URL(url).pathname.slice(1))} set jit = on`.execute(
      database.db,
    );
    const jit = (on: Db) => sql<{ jit: string }>`show jit`.execute(on).then(({ rows }) => rows[0]!.jit);

    const other = await connectDatabase({ connectionString: url }, silent);
    onTestFinished(() => other.close());

    expect(await jit(other.db)).toBe('off');
    expect(await other.interactive.transaction().execute(jit)).toBe('off');
  });
});

describe('beside a newer version', () => {
  const written = (name: string) => sql`insert into kysely_migration values (${name}, '2030-01-01')`.execute(newer.db);
  let newer: Awaited<ReturnType<typeof connectDatabase>>;

  it('runs on and starts while that has only added, and ends and refuses to start when it may not go on', async () => {
    const { url, drop } = await freshDatabaseUrl();
    const place = { databaseUrl: url };
    newer = await connectDatabase({ connectionString: url }, silent);
    const running = await openDatabase(place, silent);
    onTestFinished(async () => {
      await Promise.all([newer.close(), running.close()]);
      await drop();
    });

    await written('9001-more');
    await (await openDatabase(place, silent)).close();
    await written('9002-other-tables-alone');

    const sentence = /^A newer version of Ripen .*9002-other-tables-alone.*start the newer version\.$/;
    expect((await running.lost).message).toMatch(sentence);
    await expect(openDatabase(place, silent)).rejects.toThrow(/DATABASE_URL cannot be used: A newer version of Ripen/);
  });

  it('is used by nobody whose clock is more than a day off, from the beginning or since it jumped', async () => {
    const sentence = /^It is 20\S+ UTC on this machine and 20\S+ in its database: set both clocks\.$/;
    const DAY = 86_400_000;
    for (const off of [-2 * DAY, 2 * DAY]) {
      let ahead = off / 4;
      const clock = () => Date.now() + ahead;
      const running = await connectDatabase(connection, silent, clock);
      onTestFinished(() => running.close());
      ahead = off;

      expect((await running.lost).message).toMatch(sentence);
      await expect(connectDatabase(connection, silent, clock)).rejects.toThrow(sentence);
    }
  });

  it.each<[string, pg.PoolConfig]>([
    ['a user that is refused', { user: 'nobody' }],
    ['a database that is gone', { database: 'gone' }],
    ['encryption that the server does not have', { ssl: true }],
  ])('takes %s for trouble of the database, whatever waits for it', async (_, odd) => {
    const { pool } = createPool({ ...connection, ...odd }, { max: 1, connectMs: 30_000, statementMs: 30_000 }, silent);
    onTestFinished(() => pool.end());

    expect(await pool.query('select 1').catch(troubleOf)).toBe('unreachable');
  });

  it('leaves a server that takes no writes any more, since a new connection may find the one that does', async () => {
    const { pool } = createPool(connection, { max: 1, connectMs: 30_000, statementMs: 30_000 }, silent);
    onTestFinished(() => pool.end());
    const said = async (statement: string) => {
      const client = await pool.connect();
      return client.query(statement).finally(() => client.release());
    };
    const write = () => said('delete from portal where false');
    await said('set default_transaction_read_only = on');

    expect(await write().catch(troubleOf)).toBe('read_only');
    // The next statement may still get the connection that is just being left.
    await write().catch(write);
  });

  it.each(['55P03', '25P04', '53200', '53400', '58030'])('takes %s for trouble of the database', async (code) => {
    const failing = sql.raw(`do $$ begin raise exception 'x' using errcode = '${code}'; end $$`).execute(db);

    expect(await failing.catch(troubleOf)).not.toBeNull();
  });

  it('does not count a missing table or column against what it works on', async () => {
    for (const statement of ['select * from no_such_table', 'select no_such_column from portal', 'select no_such()'])
      expect(await sql.raw(statement).execute(db).catch(troubleOf), statement).toBe('other_schema');
  });
});

describe('the schema', () => {
  it('is the one in schema.sql', async () => {
    const picture = await schemaPicture(db);

    await expect(picture).toMatchFileSnapshot('../../src/store/schema.sql');
  });

  it('begins the key of every table with portal_id', async () => {
    const { rows } = await sql<{ table: string; first: string | null }>`
      select c.relname as table, (select a.attname from pg_index i
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisprimary) as first
      from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%'`.execute(db);

    expect(rows.length).toBeGreaterThan(0);
    // The table of the readiness probe belongs to no portal.
    expect(rows.filter(({ first, table }) => first !== 'portal_id' && table !== 'probe')).toEqual([]);
  });
});

describe('a transaction', () => {
  it('is tried again when PostgreSQL undid it to end a deadlock', async () => {
    const portals = [101, 102].map((portal_id) => ({ portal_id, status: 'active' as const, installed_at: 0 }));
    await db.insertInto('portal').values(portals).execute();
    const touch = (trx: typeof db, portalId: number) =>
      trx.updateTable('portal').set({ hub_domain: 'touched' }).where('portal_id', '=', portalId).execute();
    let tries = 0;
    const bothHoldOne = Promise.withResolvers<void>();
    let holding = 0;
    const cross = (first: number, second: number) =>
      inTransaction(db, async (trx) => {
        tries++;
        await touch(trx, first);
        if (++holding === 2) bothHoldOne.resolve();
        await bothHoldOne.promise;
        await touch(trx, second);
      });

    await Promise.all([cross(101, 102), cross(102, 101)]);

    // On a busy machine the second try may meet the same obstacle again.
    expect(tries).toBeGreaterThanOrEqual(3);
  });

  it('joins the transaction that it is called in', async () => {
    const failing = inTransaction(db, async (outer) => {
      await inTransaction(outer, (inner) =>
        inner.insertInto('portal').values({ portal_id: 103, status: 'active', installed_at: 0 }).execute(),
      );
      throw new Error('undo');
    });

    await expect(failing).rejects.toThrow('undo');
    expect(await db.selectFrom('portal').where('portal_id', '=', 103).selectAll().execute()).toEqual([]);
  });
});
