import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, readdir, realpath, rm, rmdir, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { asAccount, type SystemUser, unprivilegedAccount } from './binaries.ts';
import { exists, publish } from './files.ts';

const run = promisify(execFile);
const FOLDER = 'postgres';
const SOCKET_FILE = '.s.PGSQL.5432.lock';
/** The shortest limit on a unix socket's path among the systems we run on (macOS). */
const LONGEST_SOCKET_PATH = 103;
/** PostgreSQL takes paths of up to 1,023 bytes, for its files as well. */
const LONGEST_PATH = 900;

/** One database folder: its account, and the folder of its socket. */
export type Cluster = {
  readonly dataDir: string;
  /** PostgreSQL's own folder, below dataDir */
  readonly dir: string;
  readonly socketDir: string;
  /** the database's superuser */
  readonly user: string;
  /** null: our own account */
  readonly account: SystemUser | null;
};

/**
 * Says where the cluster of `dataDir` is, or is going to be. Creates `dataDir` and makes it
 * passable for PostgreSQL's account.
 */
export async function findCluster(dataDir: string): Promise<Cluster> {
  const home = await homeIn(dataDir);
  const dir = path.join(home, FOLDER);
  const account = await accountOf(dir);
  if (account) await letPass(home, account);
  return { dataDir: home, dir, account, socketDir: await socketDirOf(dir, account), user: 'ripen' };
}

/**
 * The real path of the folder, which is made. Throws a sentence when PostgreSQL could not live
 * there.
 */
async function homeIn(dataDir: string): Promise<string> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(dataDir))
    throw new Error(
      `DATA_DIR ${JSON.stringify(dataDir)} has a line break or another control character. Choose another.`,
    );
  try {
    await mkdir(dataDir, { recursive: true });
  } catch (cause) {
    throw new Error(
      `DATA_DIR ${dataDir} cannot be made a folder (${(cause as NodeJS.ErrnoException).code}). Choose another.`,
      { cause },
    );
  }
  const home = await realpath(dataDir);
  if (Buffer.byteLength(home) > LONGEST_PATH)
    throw new Error(
      `DATA_DIR is longer than ${LONGEST_PATH} bytes, which is too long for PostgreSQL. Choose a shorter one.`,
    );
  return home;
}

/**
 * Creates the cluster unless it is there. It is made under another name and renamed when whole, so
 * a kill or a second process in between does no harm.
 */
export async function createCluster(cluster: Cluster, binaries: string): Promise<void> {
  if (await exists(cluster.dir)) return;
  const draft = `${cluster.dir}.new-${randomUUID()}`;
  await mkdir(draft, { mode: 0o700 });
  if (cluster.account) await chown(draft, cluster.account.uid, cluster.account.gid);
  const options = ['--encoding=UTF8', '--locale=C', '--auth=trust', `--username=${cluster.user}`, '--no-instructions'];
  try {
    await run(path.join(binaries, 'bin', 'initdb'), [...options, '-D', draft], asAccount(cluster.account));
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    if (await exists(cluster.dir)) return;
    throw new Error(`PostgreSQL could not create its database in ${cluster.dataDir}.`, { cause });
  }
  await publish(draft, cluster.dir);
  await removeDrafts(cluster);
}

/**
 * Removes drafts of processes that were killed. A process that is creating the cluster at the same
 * time loses its draft and finds the finished cluster.
 */
async function removeDrafts({ dataDir }: Cluster): Promise<void> {
  const drafts = (await readdir(dataDir)).filter((name) => name.startsWith(`${FOLDER}.new-`));
  // The racing process may still add to its draft while it goes (ENOTEMPTY): then once more.
  for (const name of drafts) await rm(path.join(dataDir, name), { recursive: true, force: true, maxRetries: 10 });
}

/**
 * The account that runs the cluster. If we are root, an existing cluster is run by its owner; one
 * that root has copied or restored belongs to root, and nothing says who ran it before.
 */
async function accountOf(dir: string): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0 || !(await exists(dir))) return unprivilegedAccount();
  const { uid, gid } = await stat(dir);
  if (uid !== 0) return { name: `#${uid}`, uid, gid };
  throw new Error(
    `PostgreSQL refuses to run as root, and ${dir} belongs to root, as a copy does that root makes. ` +
      `Give it to the account that ran it, mostly "postgres": chown -R postgres: ${dir}`,
  );
}

/**
 * Lets PostgreSQL's account pass through `dataDir`. Throws a sentence if a folder above it is
 * closed, since that one is not ours to open.
 */
async function letPass(dataDir: string, account: SystemUser): Promise<void> {
  await chmod(dataDir, (await stat(dataDir)).mode | 0o011);
  for (let folder = path.dirname(dataDir); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if (mode & bit) continue;
    throw new Error(
      `PostgreSQL refuses to run as root and runs as ${account.name}, who may not enter ${folder}. ` +
        `Set DATA_DIR to a folder outside of it, or DATABASE_URL to a PostgreSQL server (15 or newer).`,
    );
  }
}

/**
 * The socket lies in the cluster, where only its owner may go, or when that path is too long in a
 * private temporary folder.
 */
async function socketDirOf(dir: string, account: SystemUser | null): Promise<string> {
  if (Buffer.byteLength(path.join(dir, SOCKET_FILE)) <= LONGEST_SOCKET_PATH) return dir;

  const name = `ripen-${createHash('sha256').update(dir).digest('hex').slice(0, 16)}`;
  const socketDir = path.join(os.tmpdir(), name);
  const owner = account ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  await mkdir(socketDir, { mode: 0o700 }).then(
    () => chown(socketDir, owner.uid, owner.gid),
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  const found = await stat(socketDir);
  if (found.uid !== owner.uid || (found.mode & 0o077) !== 0) {
    throw new Error(`${socketDir} belongs to somebody else. Set DATA_DIR to a shorter path, or remove that folder.`);
  }
  return socketDir;
}

/** The private temporary folder goes with its server; the next one makes it again. */
export async function removeSocketDir({ dir, socketDir }: Cluster): Promise<void> {
  if (socketDir === dir) return;
  await rmdir(socketDir).catch((error: NodeJS.ErrnoException) => {
    // It has gone, or a server that has started meanwhile has its socket there.
    if (error.code !== 'ENOENT' && error.code !== 'ENOTEMPTY') throw error;
  });
}
