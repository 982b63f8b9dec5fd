import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import type { Log } from './log.ts';
import { migrations } from './migrations/index.ts';
import type { Schema } from './schema.ts';
import type { Db } from './transaction.ts';

export type Database = {
  readonly db: Db;
  readonly pool: pg.Pool;
  /** Ends the connections, and the server if we started it. */
  close(): Promise<void>;
};

/** `databaseUrl`: a PostgreSQL server (15 or newer); `dataDir`: start our own there. */
export type DatabasePlace = { readonly databaseUrl: string } | { readonly dataDir: string };

const POOL_SIZE = 10;
const INT8 = 20;

/** Connects, starting PostgreSQL first when it is ours, and brings the schema up to date. Throws a sentence to a person. */
export async function openDatabase(place: DatabasePlace, log: Log): Promise<Database> {
  if ('databaseUrl' in place) {
    return connectDatabase({ connectionString: place.databaseUrl }, log).catch((cause: Error) => {
      throw new Error(`The database of DATABASE_URL cannot be used: ${cause.message}`, { cause });
    });
  }

  const server = await startEmbeddedPostgres({ dataDir: place.dataDir, log });
  try {
    const database = await connectDatabase(server.connection, log);
    return { ...database, close: () => database.close().finally(server.stop) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Connects to a running server and brings the schema up to date; many processes may do so at once. */
export async function connectDatabase(connection: pg.PoolConfig, log: Log): Promise<Database> {
  const pool = new pg.Pool({
    max: POOL_SIZE,
    application_name: 'ripen',
    connectionTimeoutMillis: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    types: { getTypeParser: parserOf },
    ...connection,
  });
  // Without a listener the end of an idle connection would end the process; the next query reports it to its caller.
  let closing = false;
  pool.on('error', (error) => closing || log.warn({ problem: error.message }, 'A database connection was lost'));
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, log);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const close = () => {
    closing = true;
    return db.destroy();
  };
  return { db, pool, close };
}

async function migrate(db: Db, log: Log): Promise<void> {
  const provider = { getMigrations: async () => ({ ...migrations }) };
  const { error, results = [] } = await new Migrator({ db, provider }).migrateToLatest();
  for (const { migrationName, status } of results) log.info({ migration: migrationName, status }, 'Database migration');
  if (error) throw error;
}

/** int8 as number: HubSpot's ids and ms since 1970 are below 2^53. */
function parserOf(oid: number, format?: 'text' | 'binary') {
  return oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text');
}
