import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import type pg from 'pg';
import { expect, inject, it, onTestFinished } from 'vitest';
import { createPool } from '../../src/postgres/pool.ts';
import { silent } from '../support/log.ts';

const TERMS = { max: 1, connectMs: 60_000, statementMs: 60_000 };

function poolOf(connection: pg.PoolConfig): pg.Pool {
  const { pool } = createPool({ ...connection, database: 'postgres' }, TERMS, silent);
  onTestFinished(() => pool.end());
  return pool;
}

/** Asks two marked statements and one without, twice each; answers what the session keeps. */
async function keptBy(pool: pg.Pool): Promise<readonly string[]> {
  for (const number of [1, 2]) {
    for (const text of ['/* plan once */ select $1::int as n', '/* plan once */ select $1::int + 1 as n'])
      await pool.query(text, [number]);
    const { rows } = await pool.query('select $1::int + 2 as n', [number]);
    expect(rows).toEqual([{ n: number + 2 }]);
  }
  const { rows } = await pool.query<{ statement: string }>('select statement from pg_prepared_statements order by 1');
  return rows.map(({ statement }) => statement);
}

it('keeps the plans of marked statements with a session that is ours, and of no others', async () => {
  expect(await keptBy(poolOf(inject('postgres')))).toEqual([
    '/* plan once */ select $1::int + 1 as n',
    '/* plan once */ select $1::int as n',
  ]);
});

it('keeps nothing with a session that a pooler lends', async () => {
  expect(await keptBy(poolOf({ ...inject('postgres'), host: '127.0.0.1', port: await startLender() }))).toEqual([]);
});

/** As a pooler, it tells its clients of another backend than the one that serves them. */
async function startLender(): Promise<number> {
  const { host } = inject('postgres');
  const server = net.createServer((client) => {
    const backend = net.connect(path.join(host, '.s.PGSQL.5432'));
    client.on('error', () => backend.destroy()).pipe(backend);
    backend.on('error', () => client.destroy()).on('end', () => client.end());
    backend.on('data', (bytes) => {
      // The message of the backend's number: its letter, its length, then the number.
      const at = bytes.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]));
      if (at >= 0) bytes.writeInt32BE(bytes.readInt32BE(at + 5) + 1, at + 5);
      client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}
