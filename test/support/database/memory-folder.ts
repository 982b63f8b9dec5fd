import { readFileSync, statfsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

export const IN_MEMORY = '/dev/shm';
const NEEDED_BYTES = 4 * 1024 ** 3;

/**
 * A temporary folder for databases, in memory where the machine has it: a database is hundreds of
 * small files, and a disk's bookkeeping of them takes a quarter of the processor's time of a test.
 */
export function databaseFolder(prefix: string): Promise<string> {
  const place = isOfUse(IN_MEMORY) ? IN_MEMORY : os.tmpdir();
  return mkdtemp(path.join(place, `${prefix}${process.pid}-`));
}

/** Roomy, and programs may be run there: PostgreSQL's own are copied where root starts it. */
function isOfUse(folder: string): boolean {
  try {
    const mounts = readFileSync('/proc/mounts', 'utf8').split('\n');
    const options = mounts
      .find((mount) => mount.split(' ')[1] === folder)
      ?.split(' ')[3]
      ?.split(',');
    if (options === undefined || !options.includes('rw') || options.includes('noexec')) return false;
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= NEEDED_BYTES;
  } catch {
    return false;
  }
}
