import { mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inject } from 'vitest';
import { type Bundle, buildCards } from '../../cards/build.ts';

/**
 * The cards, built by the first test file of a run that asks: HubSpot's build takes 5 s of
 * processor. Files that ask at the same time build their own.
 */
export async function builtCards(): Promise<readonly Bundle[]> {
  const folder = inject('runFolder');
  const listed = path.join(folder, 'cards.json');
  const before = await readFile(listed, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (before !== null) return JSON.parse(before) as readonly Bundle[];
  const outputDir = await mkdtemp(path.join(folder, 'cards-'));
  const built = await buildCards({ outputDir });
  await writeFile(path.join(outputDir, 'cards.json'), JSON.stringify(built));
  await rename(path.join(outputDir, 'cards.json'), listed);
  return built;
}
