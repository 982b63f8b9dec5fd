import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startEmbeddedPostgres } from '../../src/postgres/embedded/embedded-postgres.ts';
import { connectDatabase, openDatabase } from '../../src/store/database.ts';
import { databaseFolder } from '../support/database/memory-folder.ts';
import { silent } from '../support/log.ts';
import { until } from '../support/until.ts';

const OWNER = path.resolve(import.meta.dirname, '../support/postgres-owner.ts');

/** One database folder for all tests of this file, which they move to where it is to be opened. */
let home: string;
let dataDir: string;

beforeAll(async () => {
  home = await databaseFolder('ripen-odd-');
  await chmod(home, 0o755);
  dataDir = path.join(home, 'data');
  await open(dataDir);
});
afterAll(() => rm(home, { recursive: true, force: true }));

const cluster = () => path.join(dataDir, 'postgres');
const lockFile = () => path.join(cluster(), 'postmaster.pid');
const socketLock = () => path.join(cluster(), '.s.PGSQL.5432.lock');

/** Opens it, writes to it, closes it. */
async function open(dir: string): Promise<void> {
  const database = await openDatabase({ dataDir: dir }, silent);
  const trouble = await database.probe().finally(() => database.close());
  expect(trouble).toBeNull();
}

describe('an odd DATA_DIR', () => {
  it.each([
    // First: under a shorter name the socket is in the folder, where later tests look for it.
    ['a very long name', `${'long'.repeat(50)}/${'longer'.repeat(30)}`],
    ['data-dir-comma: a comma', 'acme, inc'],
    ['quotes', `it's "acme"`],
    ['a backslash', 'acme\\inc'],
    ['other scripts', 'Größe 名前 😀'],
    ['signs of addresses and shells', '%20 $HOME #1 ; = &'],
    ['a final slash', 'acme/'],
  ])('may have %s', async (_what, name) => {
    const moved = path.join(home, name);
    await mkdir(path.dirname(moved), { recursive: true });
    await rename(dataDir, moved);
    dataDir = moved;

    await open(moved + (name.endsWith('/') ? '/' : ''));
  });

  it('may be a link', async () => {
    const link = path.join(home, 'link');
    await symlink(dataDir, link);

    await open(link);
  });

  it.each([
    ['a line break', () => `${home}/acme\ninc`, /line break.*Choose another/],
    ['more than PostgreSQL takes', () => `${home}${'/long'.repeat(200)}`, /too long for PostgreSQL. Choose a shorter/],
    ['a file in its way', () => `${home}/file/data`, /cannot be made a folder \(ENOTDIR\). Choose another/],
  ])('is refused with a sentence for %s', async (_what, name, sentence) => {
    await writeFile(path.join(home, 'file'), '');

    await expect(openDatabase({ dataDir: name() }, silent)).rejects.toThrow(sentence);
  });

  it('of mode 755 is refused, with what to do', async () => {
    await chmod(cluster(), 0o755);
    onTestFinished(() => chmod(cluster(), 0o700));

    await expect(openDatabase({ dataDir }, silent)).rejects.toThrow(`Run: chmod 700 "${cluster()}"`);
  });

  it('of an older PostgreSQL is refused, with what to do', async () => {
    const file = path.join(cluster(), 'PG_VERSION');
    const version = await readFile(file, 'utf8');
    await writeFile(file, '16\n');
    onTestFinished(() => writeFile(file, version));

    await expect(openDatabase({ dataDir }, silent)).rejects.toThrow(
      /made by PostgreSQL 16, .* Take them out with pg_dump of that version/,
    );
  });
});

describe('what an unclean end leaves behind', () => {
  it('postmaster-pid-reused: lock files whose number another process has now do not hinder a start', async () => {
    const { uid, gid } = await stat(cluster());
    const root = process.getuid?.() === 0;
    const stranger = spawn('sleep', ['1000'], { stdio: 'ignore', cwd: '/', ...(root && { uid, gid }) });
    onTestFinished(() => void stranger.kill());
    const lock = `${stranger.pid}\n${cluster()}\n1700000000\n5432\n${cluster()}\n\n  5432001         0\nready   \n`;
    await writeFile(lockFile(), lock);
    await writeFile(socketLock(), lock);

    await open(dataDir);
  });

  it.each([
    ['empty', ''],
    ['garbage', 'no number at all\n'],
    ['cut off', '\u0000\u0000\u0000\u0000'],
  ])('a lock file that is %s does not hinder a start', async (_what, text) => {
    await writeFile(lockFile(), text);
    await writeFile(socketLock(), text);

    await open(dataDir);
  });
});

describe('variables of another server in the environment', () => {
  it('pg-env: do not reach ours', async () => {
    const another = {
      PGHOST: '/nowhere',
      PGPORT: '5433',
      PGUSER: 'nobody',
      PGPASSWORD: 'wrong',
      PGDATABASE: 'none',
      PGSSLMODE: 'require',
      PGSSLNEGOTIATION: 'direct',
      PGOPTIONS: '-c search_path=none',
      PGAPPNAME: 'another',
      PGCLIENT_ENCODING: 'LATIN1',
      PGREPLICATION: 'true',
      PGCONNECT_TIMEOUT: '1',
      PGPASSFILE: '/nowhere',
      PGSERVICE: 'another',
      PGTZ: 'Asia/Tokyo',
      PGDATESTYLE: 'German',
    };
    for (const [name, value] of Object.entries(another)) vi.stubEnv(name, value);
    onTestFinished(() => void vi.unstubAllEnvs());

    const database = await openDatabase({ dataDir }, silent);
    onTestFinished(() => database.close());
    const { rows } = await database.pool.query(
      `select current_setting('application_name') as name, current_setting('search_path') as path, current_user as user`,
    );

    expect(rows).toEqual([{ name: 'ripen', path: '"$user", public', user: 'ripen' }]);
    expect(process.env['PGPORT']).toBe('5433');
  });
});

describe('an embedded server that ends', () => {
  const pidOf = async () => Number((await readFile(lockFile(), 'utf8')).split('\n')[0]);
  /** Between two servers there is no pid file, and a process of the first may still answer. */
  const isOther = async (pid: number) => {
    const now = await pidOf().catch(() => null);
    return now !== null && now !== pid;
  };

  it('is started again when it is killed, and so is one whose keeper is killed first', async () => {
    const said: string[] = [];
    const log = { ...silent, error: (_: object, message: string) => void said.push(message) };
    const database = await openDatabase({ dataDir }, log);
    onTestFinished(() => database.close());
    const works = () =>
      database.pool.query('select 1').then(
        () => true,
        () => false,
      );

    const first = await pidOf();
    process.kill(first, 'SIGKILL');
    await until('another server works', async () => (await works()) && (await isOther(first)));
    const second = await pidOf();
    process.kill(parentOf(second), 'SIGKILL');
    process.kill(second, 'SIGKILL');
    await until('a third server works', async () => (await works()) && (await isOther(second)));

    expect(said.filter((message) => message.includes('without being asked'))).toHaveLength(2);
    expect(await database.probe()).toBeNull();
  });

  it('leaves nothing running when its keeper was killed before we stopped it', async () => {
    const server = await startEmbeddedPostgres({ dataDir, log: silent });
    process.kill(parentOf(await pidOf()), 'SIGKILL');

    await server.stop();

    await expect(stat(lockFile())).rejects.toThrow('ENOENT');
  });

  it('is started again by the one that had adopted it, when the process that had started it is killed', async () => {
    const owner = await startOwner(dataDir);
    const database = await openDatabase({ dataDir }, silent);
    onTestFinished(() => database.close());
    const first = await pidOf();

    owner.kill('SIGKILL');

    await until('ours works', async () => {
      const works = await database.pool.query('select 1').then(
        () => true,
        () => false,
      );
      return works && (await isOther(first));
    });
  });

  it('says so when it cannot be started again, so that the process ends', async () => {
    const server = await startEmbeddedPostgres({ dataDir, log: silent, reviveMs: 0 });
    onTestFinished(server.stop);
    await chmod(cluster(), 0o755);
    onTestFinished(() => chmod(cluster(), 0o700));

    process.kill(await pidOf(), 'SIGKILL');

    expect((await server.lost).message).toMatch(/did not start.*chmod 700/s);
  });
});

const parentOf = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'ppid=', '-p', `${pid}`], { encoding: 'utf8' }));

async function startOwner(dir: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [OWNER, dir], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(createInterface(child.stdout!), 'line');
  return child;
}

describe('the probe of a database', () => {
  it('says that the disk is full, and when it is not any more', async ({ skip }) => {
    const disk = smallDisk();
    if (disk === null) return skip('no disk of a known size can be mounted here');
    onTestFinished(disk.remove);
    const server = await startEmbeddedPostgres({ dataDir: disk.folder, log: silent });
    onTestFinished(server.stop);
    const database = await connectDatabase(server.connection, silent);
    onTestFinished(() => database.close());
    const filler = path.join(disk.folder, 'filler');

    expect(await database.probe()).toBeNull();
    fill(filler);
    await until('it says so', async () => (await database.probe()) === 'full');
    await rm(filler);
    await until('it is well again', async () => (await database.probe()) === null);
  });
});

function fill(file: string): void {
  try {
    execFileSync('dd', ['if=/dev/zero', `of=${file}`, 'bs=4k'], { stdio: 'ignore' });
  } catch {
    // It ends with an error when the disk is full, as it should be.
  }
}

function smallDisk(): { readonly folder: string; readonly remove: () => void } | null {
  const folder = path.join(home, 'disk');
  try {
    execFileSync('mkdir', ['-p', folder]);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=120m,mode=755', 'tmpfs', folder], { stdio: 'ignore' });
    return { folder, remove: () => void execFileSync('umount', ['-l', folder]) };
  } catch {
    return null;
  }
}
