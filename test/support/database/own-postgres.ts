import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { asAccount, packagedBinaries, runnableBinaries } from '../../../src/postgres/embedded/binaries.ts';
import { createCluster, findCluster } from '../../../src/postgres/embedded/cluster.ts';
import { databaseFolder } from './memory-folder.ts';

/**
 * A PostgreSQL of a test's own, as an operator runs it: it is stopped, killed, frozen and set to
 * read only.
 */
export type OwnPostgres = {
  readonly url: string;
  readonly connection: { readonly host: string; readonly user: string; readonly database: string };
  /**
   * `fast`: connections are cut; `immediate`: as a crash, and the log is replayed at the next start
   */
  readonly restart: (mode: 'fast' | 'immediate') => Promise<void>;
  /** ends each connection of these names; answers how many */
  readonly terminate: (names: string) => Promise<number>;
  /** a statement of an operator */
  readonly say: (statement: string) => Promise<void>;
  /** stops every process of the server in its tracks, and lets them go on */
  readonly freeze: () => Promise<void>;
  readonly thaw: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * `folder`: an existing one to put it below; unset: a temporary one. `settings`: of a test that
 * does not cut the power, unless others are given.
 */
export async function startOwnPostgres(
  folder?: string,
  settings: readonly string[] = ['fsync=off', 'shared_buffers=16MB'],
): Promise<OwnPostgres> {
  const dataDir = folder ?? (await databaseFolder('ripen-own-'));
  const cluster = await findCluster(dataDir);
  const binaries = await runnableBinaries(packagedBinaries(), dataDir, cluster.account);
  await createCluster(cluster, binaries);
  const log = await mkdtemp(path.join(os.tmpdir(), 'ripen-own-log-'));
  await chmod(log, 0o755);
  if (cluster.account) await chown(log, cluster.account.uid, cluster.account.gid);
  const options = `-c listen_addresses= -c unix_socket_directories=${cluster.socketDir} -c dynamic_shared_memory_type=mmap ${settings.map((setting) => `-c ${setting}`).join(' ')}`;
  const control = async (...words: string[]) => {
    const command = ['-D', cluster.dir, '-w', '-l', path.join(log, 'log'), '-o', options, ...words];
    const child = spawn(path.join(binaries, 'bin', 'pg_ctl'), command, {
      ...asAccount(cluster.account),
      cwd: '/',
      stdio: 'ignore',
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`pg_ctl ${words.join(' ')} ended with ${code}`);
  };
  await control('start');
  const connection = { host: cluster.socketDir, user: cluster.user, database: 'postgres' };
  const signal = async (name: NodeJS.Signals) => {
    for (const pid of await processesOf(cluster.dir))
      try {
        process.kill(pid, name);
      } catch (error) {
        // A connection has ended meanwhile, and its process with it.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
  };
  async function ask<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ ...connection, application_name: 'operator' });
    client.on('error', () => undefined);
    await client.connect();
    return work(client).finally(() => client.end());
  }
  return {
    connection,
    url: `postgres://${cluster.user}@localhost/postgres?host=${encodeURIComponent(cluster.socketDir)}`,
    restart: (mode) => control('-m', mode, 'restart'),
    terminate: (names) =>
      ask(async (client) => {
        const { rowCount } = await client.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where application_name like $1',
          [names],
        );
        return rowCount ?? 0;
      }),
    say: (statement) => ask(async (client) => void (await client.query(statement))),
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    async close() {
      await signal('SIGCONT');
      await control('-m', 'immediate', 'stop');
      if (folder === undefined) await rm(dataDir, { recursive: true, force: true });
      await rm(log, { recursive: true, force: true });
    },
  };
}

/** The server and all its children. */
async function processesOf(dir: string): Promise<number[]> {
  const [server] = (await readFile(path.join(dir, 'postmaster.pid'), 'utf8')).split('\n');
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/));
  return rows.flatMap(([pid, parent]) => (pid === server || parent === server ? [Number(pid)] : []));
}
