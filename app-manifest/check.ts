import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildCards } from '../cards/build.ts';
import { ENTRIES } from './cards.ts';
import { FOLDERS } from './component.ts';
import { ripenComponents } from './components.ts';
import { disagreements } from './disagreements.ts';
import { installExtension, lintExtension, typeCheckExtension } from './extension-package.ts';
import { parseProject } from './parse-project.ts';
import { PLACEHOLDERS, PROFILE_NAMES, readProfile } from './profile.ts';
import { served } from './served.ts';
import { writeProject } from './write-project.ts';

/*
 * Checks the project as HubSpot checks an upload, but without an account: with its parser (for each
 * profile), its ESLint rules and its production build. Works in a folder outside this tree, since
 * HubSpot sees the uploaded folder alone.
 */
const folder = await mkdtemp(join(tmpdir(), 'ripen-manifest-'));
try {
  const problems = await check();
  for (const problem of problems) console.error(`  - ${problem}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true });
}

async function check(): Promise<readonly string[]> {
  for (const name of PROFILE_NAMES) {
    const read = readProfile(name, {});
    if (read.outcome === 'invalid') return read.problems.map((problem) => `profile "${name}": ${problem}`);
    const { profile } = read;
    await writeProject({
      folder,
      components: ripenComponents(PLACEHOLDERS),
      profiles: { [name]: profile },
      localServer: null,
    });
    const parsed = await parseProject(folder, name);
    if (parsed.outcome === 'refused') return parsed.problems;
    const differences = disagreements(parsed.components, served(profile.variables.PUBLIC_URL));
    if (differences.length > 0) return differences;
    console.log(
      `HubSpot's parser accepts ${parsed.components.length} components under the profile "${name}", none skipped.`,
    );
  }

  const folders = {
    score: join(folder, 'src', FOLDERS.card),
    settings: join(folder, 'src', FOLDERS.settings),
    pages: join(folder, 'src', FOLDERS.page),
  };
  for (const extension of Object.values(folders)) {
    await installExtension(extension);
    const reports = [await lintExtension(extension), await typeCheckExtension(extension)].filter(Boolean);
    if (reports.length > 0) return reports;
  }
  console.log("HubSpot's ESLint rules and the types of the cards and pages hold.");
  const bundles = await buildCards({ folders, outputDir: join(folder, 'bundles') });
  for (const { file, bytes, gzippedBytes } of bundles)
    console.log(`HubSpot's build: ${basename(file)} ${kilo(bytes)}, ${kilo(gzippedBytes)} gzipped`);
  const built = new Set(bundles.map(({ file }) => basename(file, '.js')));
  return ENTRIES.filter((entry) => !built.has(basename(entry, '.tsx'))).map(
    (entry) => `${entry}: the build of the cards leaves it out.`,
  );
}

function kilo(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
