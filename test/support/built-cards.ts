import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inject } from 'vitest';
import { type Bundle, buildCards } from '../../cards/build.ts';
import { until } from './until.ts';

/**
 * The cards, built by the first test file of a run that asks: HubSpot's build takes 5 s of
 * processor. Files that ask meanwhile wait for it.
 */
export async function builtCards(): Promise<readonly Bundle[]> {
  const folder = inject('runFolder');
  const listed = path.join(folder, 'cards.json');
  if (existsSync(listed)) return JSON.parse(await readFile(listed, 'utf8')) as readonly Bundle[];
  const lock = path.join(folder, 'cards.lock');
  const isTaken = await mkdir(lock).then(
    () => false,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return true;
      throw error;
    },
  );
  if (isTaken) {
    await until('another file has built the cards', () => existsSync(listed) || !existsSync(lock));
    return builtCards();
  }
  try {
    const outputDir = await mkdtemp(path.join(folder, 'cards-'));
    const built = await buildCards({ outputDir });
    await writeFile(path.join(outputDir, 'cards.json'), JSON.stringify(built));
    await rename(path.join(outputDir, 'cards.json'), listed);
    return built;
  } finally {
    await rmdir(lock);
  }
}
