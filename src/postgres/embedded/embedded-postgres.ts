import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../operation/log.ts';
import { createClient } from '../pool.ts';
import { asAccount, packagedBinaries, runnableBinaries } from './binaries.ts';
import { type Cluster, createCluster, findCluster, removeSocketDir } from './cluster.ts';
import { holderOf, lockFileOf, removeStaleLocks } from './lock.ts';
import { remedyFor } from './remedy.ts';
import { launchServer } from './server.ts';

/**
 * How long we wait for an earlier server on the same folder to be gone: it may still be writing its
 * last checkpoint.
 */
const PATIENCE_MS = 30_000;
const REVIVE_MS = 60_000;
const REVIVE_PAUSE_MS = 1_000;
const RETRY_MS = 100;

export type EmbeddedPostgres = {
  /** For `pg`: `host` is the folder of the unix socket. There is no TCP port. */
  readonly connection: { readonly host: string; readonly user: string; readonly database: string };
  /** True when another process had started the server; it also ends with that process. */
  readonly adopted: boolean;
  /** Resolves with a sentence when the server has ended and could not be started again. */
  readonly lost: Promise<Error>;
  /** Ends the server with a clean shutdown; an adopted one is left running. */
  readonly stop: () => Promise<void>;
};

type Held = { readonly adopted: boolean; readonly stop: () => Promise<void> };

/**
 * Starts PostgreSQL below `dataDir` (or adopts the one that runs there) and returns when it
 * answers. It listens on a unix socket only, which only its own account and root may open. It never
 * outlives this process, however that ends; when it ends before, ours or adopted, it is started
 * again in the same place. Throws a sentence to a person when it cannot run.
 */
export async function startEmbeddedPostgres(options: {
  readonly dataDir: string;
  readonly log: Log;
  /** A folder with bin/, lib/ and share/; unset: the one that npm installed for this platform. */
  readonly binariesDir?: string;
  /** How long we try to start a server again that has ended. */
  readonly reviveMs?: number;
}): Promise<EmbeddedPostgres> {
  const { dataDir, log, reviveMs = REVIVE_MS } = options;
  const cluster = await findCluster(dataDir);
  const connection = { host: cluster.socketDir, user: cluster.user, database: 'postgres' };
  const hold = () => holdServer(cluster, connection, options.binariesDir ?? packagedBinaries(), log);
  const first = await hold();

  const ending = new AbortController();
  const { promise: lost, resolve: giveUp } = Promise.withResolvers<Error>();
  const revive = (held: Held) => again(hold, ending.signal, held, reviveMs);
  const last = guard(first, connection, revive, ending.signal, log).catch((error: Error) => {
    giveUp(error);
    return first;
  });
  return {
    connection,
    adopted: first.adopted,
    lost,
    async stop() {
      ending.abort();
      await (await last).stop();
    },
  };
}

/**
 * Starts a server again whenever there is none. Returns the one that we hold at the end; throws
 * when none can be started.
 */
async function guard(
  first: Held,
  connection: EmbeddedPostgres['connection'],
  revive: (held: Held) => Promise<Held>,
  signal: AbortSignal,
  log: Log,
): Promise<Held> {
  let held = first;
  for (;;) {
    await connectionEnds(connection, signal);
    if (signal.aborted) return held;
    if ((await probe(connection)) !== 'absent') {
      await delay(RETRY_MS);
      continue;
    }
    log.error({}, 'PostgreSQL ended without being asked to; it is started again');
    // The keeper of a killed server ends with it. This stops a server that we had adopted, or that
    // has lost its keeper.
    await held.stop();
    held = await revive(held);
  }
}

async function again(hold: () => Promise<Held>, signal: AbortSignal, before: Held, withinMs: number): Promise<Held> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    if (signal.aborted) return before;
    try {
      return await hold();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(REVIVE_PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/**
 * Resolves when a connection that we hold for this purpose is lost, which no server outlives; and
 * at the signal.
 */
async function connectionEnds(connection: EmbeddedPostgres['connection'], signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const client = createClient({ ...connection, application_name: 'ripen-guard', connectionTimeoutMillis: 60_000 });
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const stopped = () => resolve();
  client.on('end', stopped);
  signal.addEventListener('abort', stopped);
  client.connect().catch(stopped);
  await ended;
  signal.removeEventListener('abort', stopped);
  await client.end().catch(() => undefined);
}

async function holdServer(
  cluster: Cluster,
  connection: EmbeddedPostgres['connection'],
  binariesDir: string,
  log: Log,
): Promise<Held> {
  const dataDir = cluster.dataDir;
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const state = await probe(connection);
    if (state === 'serving') {
      log.info({ dataDir }, 'Using the PostgreSQL that already runs here');
      return { adopted: true, stop: async () => {} };
    }

    if (state === 'absent' && (await removeStaleLocks(cluster))) {
      const attempt = await start(cluster, binariesDir, log);
      if (attempt.outcome === 'ready') {
        log.info({ dataDir, pid: attempt.pid }, 'PostgreSQL started');
        return { adopted: false, stop: () => attempt.stop().then(() => removeSocketDir(cluster)) };
      }
      if (attempt.outcome === 'failed') throw new Error(await refusal(cluster, attempt.reason));
    }
    if (performance.now() > deadline) throw new Error(await occupation(cluster));
    await delay(RETRY_MS);
  }
}

async function refusal({ dir }: Cluster, reason: string): Promise<string> {
  const version = (await readFile(path.join(dir, 'PG_VERSION'), 'utf8').catch(() => 'unknown')).trim();
  return `PostgreSQL did not start in ${dir}. It said: ${reason} ${remedyFor(reason, { dir, version })}`.trim();
}

async function occupation(cluster: Cluster): Promise<string> {
  const pid = await holderOf(cluster);
  return (
    `PostgreSQL in ${cluster.dir} neither answers nor ends. ` +
    (pid === null
      ? `End whatever uses that folder and start again.`
      : `Process ${pid} holds it. End that process (kill ${pid}) and start again; if it is no PostgreSQL, remove ${lockFileOf(cluster)} first.`)
  );
}

async function start(cluster: Cluster, binariesDir: string, log: Log) {
  const binaries = await runnableBinaries(binariesDir, cluster.dataDir, cluster.account);
  await createCluster(cluster, binaries);
  // The server before may have taken its socket's folder along.
  await findCluster(cluster.dataDir);
  return launchServer(cluster, binaries, asAccount(cluster.account), log);
}

/** `busy`: a server is there but starting up or shutting down. */
async function probe(connection: EmbeddedPostgres['connection']): Promise<'serving' | 'busy' | 'absent'> {
  const client = createClient({ ...connection, connectionTimeoutMillis: 5_000 });
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
