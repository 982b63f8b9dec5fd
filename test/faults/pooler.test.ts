import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, inject, it, onTestFinished } from 'vitest';
import { freePort } from '../../demo/world.ts';
import { connectDatabase, openDatabase } from '../../src/store/database.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { freshDatabaseUrl } from '../support/database/database.ts';
import { silent } from '../support/log.ts';
import { until } from '../support/until.ts';

/** What PgBouncer lets through in a start-up packet; it refuses connections that ask for more. */
const TRACKED = [
  'user',
  'database',
  'client_encoding',
  'datestyle',
  'timezone',
  'standard_conforming_strings',
  'application_name',
  'intervalstyle',
];

it('pgbouncer: the start-up packet asks for nothing that a pooler refuses', async () => {
  const asked: string[] = [];
  const server = net.createServer((client) => {
    client.on('error', () => undefined);
    client.once('data', (packet) => {
      const words = packet.subarray(8).toString().split('\0');
      asked.push(...words.filter((word, i) => i % 2 === 0 && word !== ''));
      client.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;

  await expect(openDatabase({ databaseUrl: `postgres://ripen@127.0.0.1:${port}/ripen` }, silent)).rejects.toThrow();

  expect(asked).toContain('user');
  expect(asked.filter((name) => !TRACKED.includes(name.toLowerCase()))).toEqual([]);
});

it('pgbouncer: behind one in transaction mode deadlines hold, and nothing is left in its sessions', async ({
  skip,
}) => {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/opt/homebrew/bin'];
  const program = folders.map((folder) => path.join(folder, 'pgbouncer')).find(existsSync);
  if (program === undefined) return skip('PgBouncer is not installed here');
  const { url, drop } = await freshDatabaseUrl();
  onTestFinished(drop);
  const pooled = new URL(url);
  const port = await startPooler(program, inject('postgres').host);
  pooled.search = '';
  pooled.host = `127.0.0.1:${port}`;

  const databases = await Promise.all(
    Array.from({ length: 3 }, () => connectDatabase({ connectionString: pooled.href }, silent)),
  );
  onTestFinished(async () => {
    for (const database of databases) await database.close();
  });
  const { db, interactive, probe } = databases[0]!;
  const timeout = sql<{ timeout: string }>`select current_setting('statement_timeout') as timeout`;

  const inside = await inTransaction(interactive, (trx) => timeout.execute(trx));
  const outside = await Promise.all(Array.from({ length: 5 }, () => timeout.execute(db)));

  expect(inside.rows).toEqual([{ timeout: '3600ms' }]);
  expect(outside.flatMap(({ rows }) => rows)).toEqual(Array.from({ length: 5 }, () => ({ timeout: '0' })));
  expect(await probe()).toBeNull();
});

async function startPooler(program: string, socketDir: string): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ripen-pooler-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const settings = ['listen_addr = 127.0.0.1', `listen_port = ${port}`, 'unix_socket_dir =', 'auth_type = any'];
  const file = path.join(folder, 'pgbouncer.ini');
  await writeFile(
    file,
    ['[databases]', `* = host=${socketDir} user=ripen`, '[pgbouncer]', 'pool_mode = transaction', ...settings, ''].join(
      '\n',
    ),
  );
  // Only the server's own account may enter its socket's folder, and PgBouncer refuses to run as
  // root.
  const { uid, gid } = await stat(socketDir);
  const account = process.getuid?.() === 0 ? { uid, gid } : {};
  const child: ChildProcess = spawn(program, ['-q', file], { stdio: 'ignore', ...account });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  await until('the pooler listens', () => listens(port));
  return port;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
