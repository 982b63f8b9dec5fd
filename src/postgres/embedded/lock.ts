import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Cluster } from './cluster.ts';

const run = promisify(execFile);
/**
 * A server writes its lock file right after it has created it; an empty one that is older is no
 * server's any more.
 */
const WRITTEN_WITHIN_MS = 2_000;

export const lockFileOf = (cluster: Cluster): string => path.join(cluster.dir, 'postmaster.pid');

/** The process that holds the folder: named by its lock file, and living in it. Null: none. */
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

/**
 * The pid itself when that process works in the folder. A process that has ended and waits to be
 * reaped works nowhere.
 */
async function livesIn(dir: string, pid: number | null): Promise<number | null> {
  if (pid === null) return null;
  const here = process.platform === 'linux' ? await worksIn(dir, pid) : await isCalledWith(dir, pid);
  return here ? pid : null;
}

async function worksIn(dir: string, pid: number): Promise<boolean> {
  // Of another account's process we may not know it; the folder is open to ours alone, so such a
  // process is not its server.
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return folder !== null && folder === (await realpath(dir));
}

async function isCalledWith(dir: string, pid: number): Promise<boolean> {
  const { stdout } = await run('ps', ['-o', 'stat=,command=', '-p', `${pid}`]).catch(() => ({ stdout: '' }));
  return !stdout.startsWith('Z') && stdout.includes('postgres') && stdout.includes(dir);
}
