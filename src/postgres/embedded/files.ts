import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Whether something is there. Throws when that cannot be known (no permission). */
export async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

/**
 * Gives a finished folder its name, so that a killed or a second process never sees half of it.
 * When another process was faster, its folder stays and ours goes.
 */
export async function publish(draft: string, target: string): Promise<void> {
  try {
    await rename(draft, target);
    await syncFolder(path.dirname(target));
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  }
}

/** A rename survives a power cut only after its folder is synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
