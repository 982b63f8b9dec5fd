import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from './log.ts';
import { asAccount, packagedBinaries, runnableBinaries } from './postgres-binaries.ts';
import { type Cluster, createCluster, findCluster } from './postgres-cluster.ts';
import { launchServer } from './postgres-server.ts';

/** How long we wait for an earlier server on the same folder to be gone: it may still be writing its last checkpoint. */
const PATIENCE_MS = 30_000;
const RETRY_MS = 100;

export type EmbeddedPostgres = {
  /** For `pg`: `host` is the folder of the unix socket. There is no TCP port. */
  readonly connection: { readonly host: string; readonly user: string; readonly database: string };
  /** True when another process had started the server; it also ends with that process. */
  readonly adopted: boolean;
  /** Ends the server with a clean shutdown; an adopted one is left running. */
  stop(): Promise<void>;
};

/**
 * Starts PostgreSQL below `dataDir` (or adopts the one that runs there) and returns when it answers. It listens on a unix
 * socket only, which only its own account and root may open. It never outlives this process, however that ends.
 * Throws a sentence to a person when it cannot run.
 */
export async function startEmbeddedPostgres(options: {
  readonly dataDir: string;
  readonly log: Log;
  /** A folder with bin/, lib/ and share/; unset: the one that npm installed for this platform. */
  readonly binariesDir?: string;
}): Promise<EmbeddedPostgres> {
  const { dataDir, log } = options;
  const cluster = await findCluster(dataDir);
  const connection = { host: cluster.socketDir, user: cluster.user, database: 'postgres' };
  const deadline = performance.now() + PATIENCE_MS;

  for (;;) {
    const state = await probe(connection);
    if (state === 'serving') {
      log.info({ dataDir }, 'Using the PostgreSQL that already runs here');
      return { connection, adopted: true, stop: async () => {} };
    }

    if (state === 'absent') {
      const attempt = await start(cluster, options.binariesDir ?? packagedBinaries(), log);
      if (attempt.outcome === 'ready') {
        log.info({ dataDir, pid: attempt.pid }, 'PostgreSQL started');
        return { connection, adopted: false, stop: attempt.stop };
      }
      if (attempt.outcome === 'failed' || performance.now() > deadline) {
        throw new Error(`PostgreSQL did not start in ${cluster.dir}. It said: ${attempt.reason}`);
      }
    }
    if (performance.now() > deadline) throw new Error(`PostgreSQL in ${cluster.dir} neither answers nor ends.`);
    await delay(RETRY_MS);
  }
}

async function start(cluster: Cluster, binariesDir: string, log: Log) {
  const binaries = await runnableBinaries(binariesDir, cluster.dataDir, cluster.account);
  await createCluster(cluster, binaries);
  return launchServer(cluster, binaries, asAccount(cluster.account), log);
}

/** `busy`: a server is there but starting up or shutting down. */
async function probe(connection: EmbeddedPostgres['connection']): Promise<'serving' | 'busy' | 'absent'> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return 'serving';
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'absent';
    if (code === 'EACCES') {
      throw new Error(
        `The database in ${connection.host} belongs to another account: run as that account, or set DATA_DIR.`,
        { cause: error },
      );
    }
    return 'busy';
  }
}
