import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Cluster } from './cluster.ts';

const run = promisify(execFile);
/** A server fills its lock file within this time; an older empty file belongs to no server. */
const WRITTEN_WITHIN_MS = 2_000;

export const lockFileOf = (cluster: Cluster): string => path.join(cluster.dir, 'postmaster.pid');

/** The pid of the server in the folder: the lock file names it, and it works there. null: none. */
export async function holderOf(cluster: Cluster): Promise<number | null> {
  const text = await readFile(lockFileOf(cluster), 'utf8').catch(() => '');
  return livesIn(cluster.dir, pidIn(text));
}

/**
 * Removes lock files which a power cut, a kill or a full disk left behind. PostgreSQL takes such a
 * file for valid as soon as any process has its number again, and refuses an empty one; we ask
 * whether that process works in the folder, as each server does. Two servers stay impossible all
 * the same: PostgreSQL also looks for the shared memory of the one before. False: a file may be one
 * that a server is just writing; look again in a moment.
 */
export async function removeStaleLocks(cluster: Cluster): Promise<boolean> {
  for (const file of [lockFileOf(cluster), path.join(cluster.socketDir, '.s.PGSQL.5432.lock')]) {
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text === null) continue;
    const pid = pidIn(text);
    if (pid === null && (await isFresh(file))) return false;
    if ((await livesIn(cluster.dir, pid)) === null) await removeIfStill(file, text);
  }
  return true;
}

function pidIn(text: string): number | null {
  const pid = Number(text.split('\n')[0]);
  return Number.isSafeInteger(pid) && pid > 0 ? pid : null;
}

async function isFresh(file: string): Promise<boolean> {
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }));
  // A time in the future comes from another clock.
  return Math.abs(Date.now() - mtimeMs) < WRITTEN_WITHIN_MS;
}

/** Another process may be faster and have its server there already: then we put its file back. */
async function removeIfStill(file: string, text: string): Promise<void> {
  const aside = `${file}.stale-${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return; // It has gone by itself.
  }
  if ((await readFile(aside, 'utf8')) === text) await rm(aside);
  else await rename(aside, file);
}

/** The pid, if that process works in the folder; null otherwise, also for a zombie process. */
async function livesIn(dir: string, pid: number | null): Promise<number | null> {
  if (pid === null) return null;
  const here = process.platform === 'linux' ? await worksIn(dir, pid) : await isCalledWith(dir, pid);
  return here ? pid : null;
}

async function worksIn(dir: string, pid: number): Promise<boolean> {
  // We cannot read the folder of another account's process. Such a process is not the server, since
  // only our account may enter the database folder.
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return folder !== null && folder === (await realpath(dir));
}

async function isCalledWith(dir: string, pid: number): Promise<boolean> {
  const { stdout } = await run('ps', ['-o', 'stat=,command=', '-p', `${pid}`]).catch(() => ({ stdout: '' }));
  return !stdout.startsWith('Z') && stdout.includes('postgres') && stdout.includes(dir);
}
