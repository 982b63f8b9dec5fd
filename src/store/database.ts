import { Kysely, sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration';
import type pg from 'pg';
import { DAY } from '../domain/time/time.ts';
import type { Log } from '../operation/log.ts';
import { dialectOf } from '../postgres/dialect.ts';
import { startEmbeddedPostgres } from '../postgres/embedded/embedded-postgres.ts';
import { beginOf, createPool, isPgVariable, type PoolTerms } from '../postgres/pool.ts';
import { createProbe } from '../postgres/probe.ts';
import { messageOf, type Trouble, troubleOf } from '../postgres/trouble.ts';
import { migrations } from './migrations/index.ts';
import type { Schema } from './schema.ts';
import type { Db } from './transaction.ts';
import { standingBeside } from './versions-beside.ts';

export type Database = {
  /** for work in the background: a statement may take two minutes */
  readonly db: Db;
  /** for requests, whose sender gives up soon: own connections, and a few seconds a statement */
  readonly interactive: Db;
  /** the connections of `db` */
  readonly pool: pg.Pool;
  /** what hinders the database from taking a write now; null: nothing. Answers within a second */
  readonly probe: () => Promise<Trouble | null>;
  /**
   * resolves with a sentence when the server that we started has ended and cannot be started again,
   * or when we must not go on: a newer version has changed the schema, or a clock has jumped
   */
  readonly lost: Promise<Error>;
  /** Ends the connections, those in use after `graceMs`, and the server if we started it. */
  readonly close: (graceMs?: number) => Promise<void>;
};

/** `databaseUrl`: a PostgreSQL server (15 or newer); `dataDir`: start our own there. */
export type DatabasePlace = { readonly databaseUrl: string } | { readonly dataDir: string };

/** A process holds up to 15 connections. */
const WORK: PoolTerms = { max: 10, connectMs: 30_000, statementMs: 120_000 };
/** HubSpot gives a webhook five seconds. */
const INTERACTIVE: PoolTerms = { max: 4, connectMs: 2_000, statementMs: 4_000 };
const PROBE: PoolTerms = { max: 1, connectMs: 800, statementMs: 800 };
/** Whether there is anything to migrate, and whether the server still answers meanwhile. */
const LOOK = { max: 1, connectMs: 10_000, statementMs: 10_000 } as const satisfies PoolTerms;
/** A migration takes as long as it takes. */
const MIGRATION: PoolTerms = { max: 1, connectMs: 30_000, statementMs: null };

const CLOSE_MS = 5_000;
/** The number of an advisory lock; any number that other programs are unlikely to use. */
const MIGRATION_LOCK = 8_012_026;
const LOOK_MS = 2_000;

/**
 * Connects, starting PostgreSQL first when it is ours, and brings the schema up to date. Throws a
 * sentence to a person.
 */
export async function openDatabase(place: DatabasePlace, log: Log): Promise<Database> {
  if ('databaseUrl' in place) {
    warnOfVariables(log);
    return connectDatabase({ connectionString: place.databaseUrl }, log).catch((cause: unknown) => {
      throw new Error(`The database of DATABASE_URL cannot be used: ${messageOf(cause)}`, { cause });
    });
  }

  const server = await startEmbeddedPostgres({ dataDir: place.dataDir, log });
  try {
    const database = await connectDatabase(server.connection, log);
    const close = (graceMs?: number) => database.close(graceMs).finally(server.stop);
    return { ...database, lost: Promise.race([server.lost, database.lost]), close };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * Connects to a running server and brings the schema up to date; many processes may do so at once.
 */
export async function connectDatabase(
  connection: pg.PoolConfig,
  log: Log,
  /** the clock of this machine */
  now: () => number = Date.now,
): Promise<Database> {
  const migrated = onceDone(() => migrate(connection, log, now));
  await migrated();
  return connectPools(connection, log, { migrated, now });
}

/**
 * Like `connectDatabase`; but a database that is away now is connected and brought up to date when
 * it is back, and until then whatever asks it fails.
 */
export async function connectWhenThere(
  connection: pg.PoolConfig,
  log: Log,
): Promise<Database & { readonly isThere: boolean }> {
  const migrated = onceDone(() => migrate(connection, log, Date.now));
  const isThere = await migrated().then(
    () => true,
    (error: unknown) => {
      if (troubleOf(error) === null) throw error;
      return false;
    },
  );
  return { ...connectPools(connection, log, { migrated, now: Date.now }), isThere };
}

/** Does it once; again, if it failed, for whoever asks next. */
function onceDone(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () =>
    (done ??= work().catch((error: unknown) => {
      done = undefined;
      throw error;
    }));
}

function connectPools(
  connection: pg.PoolConfig,
  log: Log,
  { migrated, now }: { readonly migrated: () => Promise<void>; readonly now: () => number },
): Database {
  const pools = [WORK, INTERACTIVE, PROBE].map((terms) => createPool(connection, terms, log, migrated));
  const [work, interactive, probing] = pools as [(typeof pools)[0], (typeof pools)[0], (typeof pools)[0]];
  const db = kyselyOn(work.pool, WORK);
  const watch = watchDatabase(work.pool, { migrated, now });
  return {
    db,
    interactive: kyselyOn(interactive.pool, INTERACTIVE),
    pool: work.pool,
    probe: createProbe(probing.pool),
    lost: watch.refused,
    async close(graceMs = CLOSE_MS) {
      watch.stop();
      if (work.pool.ending) return;
      const cut = setTimeout(() => {
        for (const pool of pools) pool.cut();
      }, graceMs);
      await Promise.all(pools.map(({ pool }) => pool.end()));
      clearTimeout(cut);
    },
  };
}

const kyselyOn = (pool: pg.Pool, terms: PoolTerms): Db =>
  new Kysely<Schema>({ dialect: dialectOf(pool, beginOf(terms)) });

/** Brings the schema up to date. It ends, however long the server says nothing. */
async function migrate(connection: pg.PoolConfig, log: Log, now: () => number): Promise<void> {
  const { pool } = createPool(connection, LOOK, log);
  try {
    const apart = await clocksApart(pool, now);
    if (apart !== null) throw apart;
    if (isUpToDate(await migrationsDone(kyselyOn(pool, LOOK)), log)) return;
    await migrateUnderLock(connection, log, pool);
  } finally {
    await pool.end();
  }
}

/** The names of all migrations of this version. */
const ownNames = () => Object.keys(migrations);

/** Throws a sentence if a newer version has changed what ours needs. */
function isUpToDate(done: readonly string[], log: Log): boolean {
  const own = ownNames();
  const standing = standingBeside(done, own);
  if (standing.outcome === 'refuse') throw new Error(standing.sentence);
  if (standing.outcome === 'run')
    log.warn({ migrations: standing.newer }, 'A newer version of Ripen has added to the database');
  return own.every((name) => done.includes(name));
}

/**
 * Migrates in one transaction, under a lock that ends with it. Another process waits meanwhile, and
 * then finds nothing to do. Since a migration has no deadline, it is cut when the server answers
 * nobody else either.
 */
async function migrateUnderLock(connection: pg.PoolConfig, log: Log, looking: pg.Pool): Promise<void> {
  const { pool, cut } = createPool(connection, MIGRATION, log);
  const watch = setInterval(
    () => void looking.query('select').catch((error: unknown) => troubleOf(error) === 'silent' && cut()),
    LOOK.statementMs,
  );
  try {
    await kyselyOn(pool, MIGRATION)
      .transaction()
      .execute(async (trx) => {
        await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(trx);
        // The migrator reads all columns of all tables before it sees that there is nothing to do.
        if (isUpToDate(await migrationsDone(trx), log)) return;
        const provider = { getMigrations: async () => ({ ...migrations }) };
        const { error, results = [] } = await new Migrator({ db: trx, provider }).migrateToLatest();
        for (const { migrationName, status } of results)
          log.info({ migration: migrationName, status }, 'Database migration');
        if (error) throw error;
      });
  } finally {
    clearInterval(watch);
    await pool.end();
  }
}

async function migrationsDone(trx: Db): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ there: boolean }>`
    select to_regclass(${DEFAULT_MIGRATION_TABLE}) is not null as there`.execute(trx);
  if (!tables[0]!.there) return [];
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(trx);
  return rows.map(({ name }) => name);
}

/** By a clock that is off by more, the data of sealed accounts would be erased early, for one. */
const CLOCKS_APART_MS = DAY;

/** Says so if the clocks of this machine and of the database are apart; null: they are not. */
async function clocksApart(pool: pg.Pool, now: () => number): Promise<Error | null> {
  const before = now();
  const { rows } = await pool.query<{ at: number }>(
    'select extract(epoch from clock_timestamp())::float8 * 1000 as at',
  );
  const { at } = rows[0]!;
  const isNear = at > before - CLOCKS_APART_MS && at < now() + CLOCKS_APART_MS;
  const [here, there] = [before, at].map((instant) => new Date(instant).toISOString().slice(0, 16));
  return isNear ? null : new Error(`It is ${here} UTC on this machine and ${there} in its database: set both clocks.`);
}

/**
 * Tells when a newer version has started meanwhile that ours must not run beside, or a clock has
 * jumped.
 */
function watchDatabase(
  pool: pg.Pool,
  { migrated, now }: { readonly migrated: () => Promise<void>; readonly now: () => number },
): { readonly refused: Promise<Error>; readonly stop: () => void } {
  let refuse: (error: Error) => void = () => undefined;
  const refused = new Promise<Error>((resolve) => {
    refuse = resolve;
  });
  const own = ownNames();
  const look = async () => {
    await migrated().catch((error: unknown) => {
      if (troubleOf(error) === null) refuse(error as Error);
      throw error;
    });
    const { rows } = await pool.query<{ name: string }>(
      `select name from ${DEFAULT_MIGRATION_TABLE} where name <> all ($1::text[]) order by name`,
      [own],
    );
    const standing = standingBeside([...own, ...rows.map(({ name }) => name)], own);
    if (standing.outcome === 'refuse') refuse(new Error(standing.sentence));
    const apart = await clocksApart(pool, now);
    if (apart !== null) refuse(apart);
  };
  let timer: NodeJS.Timeout;
  const next = () => {
    // Ignore a failed look: others tell what is wrong with the database.
    timer = setTimeout(
      () =>
        void look()
          .catch(() => undefined)
          .then(next),
      LOOK_MS,
    ).unref();
  };
  next();
  return { refused, stop: () => clearTimeout(timer) };
}

/** Warns of PG… variables, which Ripen ignores: somebody may have meant them for it. */
function warnOfVariables(log: Log): void {
  const variables = Object.keys(process.env).filter(isPgVariable).sort();
  if (variables.length > 0)
    log.warn({ variables }, 'These variables are not used: all that concerns the database stands in DATABASE_URL');
}
