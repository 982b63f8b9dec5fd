import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { PACKAGES } from './cards.ts';
import { type Component, FOLDERS, metaFileOf } from './component.ts';
import type { Profile } from './profile.ts';

/**
 * Newest version of HubSpot's platform, supported until spring 2028.
 * https://developers.hubspot.com/docs/developer-tooling/platform/versioning
 */
const PLATFORM_VERSION = '2026.09';

export type Project = {
  /** the folder for `hs project upload`; what an earlier run wrote there is replaced */
  readonly folder: string;
  readonly components: readonly Component[];
  readonly profiles: Readonly<Record<string, Profile>>;
  /** where `hs project dev` sends requests of cards to the public address; null: to that address */
  readonly localServer: string | null;
};

const ROOT = join(import.meta.dirname, '..');
const ASSETS = join(import.meta.dirname, 'assets');

/**
 * Writes the folder that HubSpot's command line uploads. Throws when the folder holds something
 * else.
 */
export async function writeProject(project: Project): Promise<void> {
  const { folder, components } = project;
  await makeEmpty(folder);
  await writeDeclarations(project);

  const source = join(folder, 'src');
  for (const type of ['card', 'settings', 'page'] as const) {
    const from = join(ROOT, PACKAGES[type]);
    await cp(from, join(source, FOLDERS[type]), {
      recursive: true,
      dereference: true,
      filter: (path) => isUploaded(relative(from, path)),
    });
  }
  await cp(join(ASSETS, 'logo.png'), join(source, 'app/logo.png'));
  for (const { uid, type } of components)
    if (type === 'card') await cp(join(ASSETS, `${uid}.png`), join(source, FOLDERS.card, `${uid}.png`));
}

/** All that HubSpot's parser reads: what the project declares, without the code of its cards. */
export async function writeDeclarations({ folder, components, profiles, localServer }: Project): Promise<void> {
  const put = async (path: string, content: unknown) => {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
  };

  await put('hsproject.json', { name: 'ripen', srcDir: 'src', platformVersion: PLATFORM_VERSION });
  for (const [name, profile] of Object.entries(profiles)) {
    await put(`src/hsprofile.${name}.json`, profile);
    if (localServer !== null)
      await put('src/app/local.json', { proxy: { [profile.variables.PUBLIC_URL]: localServer } });
  }
  for (const { uid, type, config } of components)
    await put(join('src', metaFileOf({ uid, type, config })), { uid, type, config });
}

/** Sources and what the build reads. Declarations are left out: `writeDeclarations` writes them. */
const isUploaded = (path: string): boolean =>
  !/(^|\/)(node_modules|dist|test|\.[^/]+)(\/|$)|\.test\.tsx?$|vitest\.config\.ts$|-hsmeta\.json$/.test(path);

async function makeEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const found = await readdir(folder);
  if (found.length > 0 && !found.includes('hsproject.json'))
    throw new Error(`${folder} holds files, but no HubSpot project. Name an empty folder, or one that does not exist.`);
  for (const name of found) await rm(join(folder, name), { recursive: true });
}
