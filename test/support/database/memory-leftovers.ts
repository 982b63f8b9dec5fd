import { readdir, readFile, readlink, rm } from 'node:fs/promises';
import path from 'node:path';
import { until } from '../until.ts';

/*
 * Removes database folders of killed runs from memory, which nobody else would clear. Keeps folders
 * of living processes.
 */

/** As `databaseFolder` names them: by the process that made them. */
const FOLDER = /^ripen-[a-z-]+-(\d+)-/;

export async function removeLeftovers(place: string): Promise<void> {
  for (const name of await readdir(place).catch(() => [])) {
    const pid = Number(FOLDER.exec(name)?.[1] ?? process.pid);
    if (!isAlive(pid)) await removeFolder(path.join(place, name));
  }
}

/** Ends the server that may still run in it. */
async function removeFolder(folder: string): Promise<void> {
  const dir = path.join(folder, 'postgres');
  const text = await readFile(path.join(dir, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  // The number may be another program's by now: a server works in its own folder.
  const isItsServer = async () => (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === dir;
  if (await isItsServer()) {
    process.kill(pid, 'SIGQUIT');
    await until('the server of a killed run has ended', async () => !(await isItsServer()));
  }
  await rm(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
