import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { packagedBinaries } from '../../src/postgres/embedded/binaries.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/postgres/embedded/embedded-postgres.ts';
import { databaseFolder } from '../support/database/memory-folder.ts';
import { silent } from '../support/log.ts';
import { until } from '../support/until.ts';

const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? 'as root' : 'as root (skipped: this is not root)';
const OWNER = path.resolve(import.meta.dirname, '../support/postgres-owner.ts');

/** A folder that goes, with every server in it, when the test ends. */
async function dataFolder(prefix = 'ripen-pg-'): Promise<string> {
  const folder = await databaseFolder(prefix);
  onTestFinished(async () => {
    await until('no server runs in the folder', async () => (await serversIn(folder)).length === 0);
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

let used: string | undefined;
afterAll(async () => {
  if (used !== undefined) await rm(used, { recursive: true, force: true });
});

/** A folder that a server may have been in before: the first set-up takes a second of processor. */
async function usedFolder(): Promise<string> {
  used ??= await databaseFolder('ripen-pg-');
  const folder = used;
  onTestFinished(() => until('no server runs in the folder', async () => (await serversIn(folder)).length === 0));
  return folder;
}

async function start(dataDir: string, binariesDir?: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log: silent, ...(binariesDir && { binariesDir }) });
  onTestFinished(server.stop);
  return server;
}

async function query(connection: EmbeddedPostgres['connection'], statement: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** The processes that serve a folder; one that has ended but was not yet reaped does not count. */
async function serversIn(folder: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'stat=,user=,args=']);
  return stdout.split('\n').filter((line) => line.includes(`-D ${folder}`) && !line.startsWith('Z'));
}

async function stateOf(pid: string): Promise<string> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=', '-p', pid]);
  return stdout.charAt(0);
}

type Owner = { readonly child: ChildProcess; readonly server: Pick<EmbeddedPostgres, 'connection' | 'adopted'> };

async function startOwner(dataDir: string): Promise<Owner> {
  const child = spawn(process.execPath, [OWNER, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`The owner ended with ${code}.`)));
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [string];
  return { child, server: JSON.parse(line) };
}

/**
 * The packaged binaries as a package manager that runs no install script leaves them: without their
 * links.
 */
async function binariesWithoutLinks(): Promise<string> {
  const folder = await databaseFolder('ripen-binaries-');
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  const native = path.join(folder, 'native');
  await cp(packagedBinaries(), native, { recursive: true, verbatimSymlinks: true });
  const listed = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  for (const { target } of listed) await rm(path.join(folder, target), { force: true });
  return native;
}

describe('the embedded PostgreSQL', () => {
  it('keeps what was committed over a stop and a start, and listens on no TCP port', async () => {
    const dataDir = await dataFolder();
    const first = await start(dataDir);
    await query(first.connection, 'create table kept as select 42 as answer');
    await first.stop();
    expect(await serversIn(dataDir)).toEqual([]);

    const second = await start(dataDir);

    expect(await query(second.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(await query(second.connection, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
    expect(await query(second.connection, 'show fsync')).toEqual([{ fsync: 'on' }]);
  });

  it('takes UTF-8 and sorts the same on every machine', async () => {
    const { connection } = await start(await dataFolder());

    const [settings] = await query(
      connection,
      `select pg_encoding_to_char(encoding) as encoding, datcollate as collate from pg_database where datname = 'postgres'`,
    );

    expect(settings).toEqual({ encoding: 'UTF8', collate: 'C' });
  });

  it('is found by a second start, which leaves it running when it stops', async () => {
    const dataDir = await usedFolder();
    const first = await start(dataDir);

    const second = await start(dataDir);
    await second.stop();

    expect([first.adopted, second.adopted]).toEqual([false, true]);
    expect(await query(first.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is started once when two start in a fresh folder at the same time', async () => {
    const dataDir = await dataFolder();

    const owners = await Promise.all([startOwner(dataDir), startOwner(dataDir)]);

    expect(owners.map(({ server }) => server.adopted).sort()).toEqual([false, true]);
    for (const { server } of owners) expect(await query(server.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await readdir(dataDir)).filter((name) => name.includes('.new-'))).toEqual([]);
    for (const { child } of owners) child.kill('SIGKILL');
  });

  it('ends with its owner, however that ends, and has lost nothing', async () => {
    const dataDir = await usedFolder();
    for (const round of [1, 2, 3]) {
      const { child, server } = await startOwner(dataDir);
      await query(server.connection, 'create table if not exists kept (round int)');
      await query(server.connection, `insert into kept values (${round})`);

      child.kill('SIGKILL');

      await until('no server is left', async () => (await serversIn(dataDir)).length === 0);
    }
    const { connection } = await start(dataDir);
    expect(await query(connection, 'select count(*)::int as rounds from kept')).toEqual([{ rounds: 3 }]);
  });

  it('says so when it ends without being asked to', async () => {
    const dataDir = await usedFolder();
    const said: string[] = [];
    const log = { ...silent, error: (_: object, message: string) => void said.push(message) };
    const server = await startEmbeddedPostgres({ dataDir, log });
    const [pid] = (await readFile(path.join(server.connection.host, 'postmaster.pid'), 'utf8')).split('\n');

    process.kill(Number(pid), 'SIGINT');

    await until('the end was noticed', () => said.some((message) => message.includes('without being asked')));
    await server.stop();
  });

  it('starts at once after its owner was killed, while the old server may still be ending', async () => {
    const dataDir = await usedFolder();
    const { child, server } = await startOwner(dataDir);
    await query(server.connection, 'create table many as select generate_series(1, 200000) as n');
    child.kill('SIGKILL');
    await once(child, 'exit');

    const next = await startOwner(dataDir);

    await until('the new server answers', () =>
      query(next.server.connection, 'select count(*)::int as n from many').then(
        ([row]) => (row as { n: number }).n === 200_000,
        () => false,
      ),
    );
    next.child.kill('SIGKILL');
  });

  it('starts beside the lock file of a process that has ended but was not reaped', async () => {
    const dataDir = await usedFolder();
    const first = await start(dataDir);
    const lockFile = path.join(first.connection.host, 'postmaster.pid');
    const { uid, gid } = await stat(lockFile);
    const lock = await readFile(lockFile, 'utf8');
    await first.stop();
    // The shell becomes `sleep`, which never asks what became of its child: until it goes, the
    // child stays a zombie.
    const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
    const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 1000'], { stdio, ...(isRoot && { uid, gid }) });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [zombie] = (await once(createInterface(parent.stdout), 'line')) as [string];
    await until('the child is a zombie', async () => (await stateOf(zombie)) === 'Z');
    await writeFile(lockFile, lock.replace(/^\d+/, zombie), { mode: 0o600 });
    await chown(lockFile, uid, gid);

    const second = await start(dataDir);

    expect(second.adopted).toBe(false);
  });

  it('makes the links that an install script would have made', async () => {
    const binaries = await binariesWithoutLinks();

    const { connection } = await start(await dataFolder(), binaries);

    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is spoken to by a short path when the folder’s own is too long for a socket, and leaves nothing there', async () => {
    const folder = await dataFolder();
    await chmod(folder, 0o755);
    const dataDir = path.join(folder, 'a-very-long-name'.repeat(6), 'data');

    const { connection, stop } = await start(dataDir);

    expect(connection.host.length).toBeLessThan(60);
    expect((await stat(connection.host)).mode & 0o077).toBe(0);
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }]);

    await stop();
    await expect(stat(connection.host), 'the folder goes with the server').rejects.toThrow('ENOENT');
    expect(await query((await start(dataDir)).connection, 'select 2 as two')).toEqual([{ two: 2 }]);
  });

  it('says to set DATABASE_URL when the binaries cannot run here', async () => {
    const dataDir = await dataFolder();
    const binaries = path.join(await dataFolder('ripen-broken-'), 'native');
    await mkdir(path.join(binaries, 'bin'), { recursive: true });
    for (const name of ['postgres', 'initdb']) {
      await writeFile(path.join(binaries, 'bin', name), '#!/bin/sh\necho "GLIBC_2.27 not found" >&2; exit 1\n');
      await chmod(path.join(binaries, 'bin', name), 0o755);
    }

    const starting = start(dataDir, binaries);

    await expect(starting).rejects.toThrow(/cannot run here \(.*GLIBC_2.27 not found\). Set DATABASE_URL/);
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('says what PostgreSQL said when it does not start', async () => {
    const dataDir = await dataFolder();
    const { connection, stop } = await start(dataDir);
    await stop();
    await writeFile(path.join(connection.host, 'PG_VERSION'), '9.6\n');

    await expect(start(dataDir)).rejects.toThrow(/did not start in .*incompatible with server/);
  });
});

describe.runIf(isRoot)(`the embedded PostgreSQL, started ${asRoot}`, () => {
  it('runs as an account without privileges', async () => {
    const dataDir = await dataFolder();

    await start(dataDir);

    const [server] = await serversIn(dataDir);
    expect(server).toMatch(/ (postgres|nobody) /);
  });

  it('says whom to give a cluster that root has copied', async () => {
    const dataDir = await dataFolder();
    await (await start(dataDir)).stop();
    await chown(path.join(dataDir, 'postgres'), 0, 0);

    await expect(start(dataDir)).rejects.toThrow(/belongs to root.*chown -R postgres: .*postgres/);
  });

  it('copies binaries that this account may not read, once', async () => {
    const dataDir = await dataFolder();
    const binaries = await binariesWithoutLinks();
    await chmod(path.dirname(binaries), 0o700);
    const copies = async () => (await readdir(dataDir)).filter((name) => name.startsWith('postgres-binaries'));

    const first = await start(dataDir, binaries);
    const afterFirst = await copies();
    await first.stop();
    await start(dataDir, binaries);

    expect(afterFirst).toHaveLength(1);
    expect(await copies()).toEqual(afterFirst);
  });

  it('names the closed folder above DATA_DIR that this account may not enter', async () => {
    const closed = await dataFolder();

    await expect(start(path.join(closed, 'data'))).rejects.toThrow(`may not enter ${closed}. Set DATA_DIR`);
  });
});
