import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../src/postgres/embedded/embedded-postgres.ts';
import { connectDatabase, type Database } from '../../../src/store/database.ts';
import { silent } from '../log.ts';
import { databaseFolder } from './memory-folder.ts';

const TEMPLATE = 'ripen_template';

export type TestServer = { readonly connection: EmbeddedPostgres['connection']; stop(): Promise<void> };

/**
 * A real PostgreSQL in a temporary folder, with a migrated database for `freshDatabase` to copy.
 */
export async function startTestServer(): Promise<TestServer> {
  const dataDir = await databaseFolder('ripen-test-');
  const server = await startEmbeddedPostgres({ dataDir, log: silent });
  // No test pulls the plug of this server; whoever does starts one of its own.
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await administer(server.connection, `alter system set ${setting} = off`);
  await administer(server.connection, 'select pg_reload_conf()');
  await administer(server.connection, `create database ${TEMPLATE}`);
  const template = await connectDatabase({ ...server.connection, database: TEMPLATE }, silent);
  await template.close();
  const stop = () => server.stop().then(() => rm(dataDir, { recursive: true, force: true }));
  return { connection: server.connection, stop };
}

export type TestDatabase = Database & { readonly connection: EmbeddedPostgres['connection'] };

/**
 * An empty, migrated database of its own for a test file (about 50 ms), dropped after the file's
 * tests.
 */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = inject('postgres');
  const connection = { ...server, database: `test_${randomUUID().replaceAll('-', '')}` };
  await administer(server, copyOfTemplate(connection.database));
  const database = await connectDatabase(connection, silent);
  afterAll(async () => {
    await database.close();
    await administer(server, `drop database ${connection.database} with (force)`);
  });
  return { ...database, connection };
}

/**
 * The address of an empty, migrated database for a program that connects by itself; `drop` it when
 * the program has ended.
 */
export async function freshDatabaseUrl(): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  const server = inject('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, copyOfTemplate(name));
  return {
    url: `postgres://${server.user}@localhost/${name}?host=${encodeURIComponent(server.host ?? '')}`,
    drop: () => administer(server, `drop database ${name} with (force)`),
  };
}

/** Empties every table of Ripen's, for tests that share a database. */
export async function emptyTables({ pool }: Database): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`,
  );
  // Rows that tests make are few: to delete them takes a tenth of the time of `truncate`.
  await pool.query(
    `begin; set local session_replication_role = replica; ${rows.map(({ name }) => `delete from ${name};`).join(' ')} commit`,
  );
}

/** The files are copied, not written through the log: less than half the work without `fsync`. */
const copyOfTemplate = (name: string) => `create database ${name} template ${TEMPLATE} strategy file_copy`;

async function administer(connection: EmbeddedPostgres['connection'], statement: string): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
