import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ripenComponents } from './components.ts';
import { disagreements } from './disagreements.ts';
import { PLACEHOLDERS, PROFILE_NAMES, type ProfileName, readProfile } from './profile.ts';
import { served } from './served.ts';
import { writeProject } from './write-project.ts';

const USAGE = `Usage: npm run app:build -- [--profile ${PROFILE_NAMES.join('|')}] [--out dist/hubspot]`;

const values = options();
const name = PROFILE_NAMES.find((known) => known === values.profile);
if (name === undefined) refuse([`There is no profile "${values.profile}".`, USAGE]);
await assemble(name, resolve(values.out)).catch((error: unknown) =>
  refuse([error instanceof Error ? error.message : `${error}`]),
);

function options() {
  try {
    return parseArgs({
      options: { profile: { type: 'string', default: 'dev' }, out: { type: 'string', default: 'dist/hubspot' } },
    }).values;
  } catch (error) {
    refuse([(error as Error).message, USAGE]);
  }
}

/** Writes the HubSpot project of one profile, unless its declarations and the server disagree. */
async function assemble(name: ProfileName, folder: string): Promise<void> {
  const read = readProfile(name, process.env);
  if (read.outcome === 'invalid') refuse(read.problems);
  const { profile, missing } = read;
  const example = `${missing.join(', ')}: still an example; set it in the environment or in app-manifest/profiles.json.`;
  if (missing.length > 0 && name === 'production') refuse([example]);

  const differences = disagreements(ripenComponents(profile.variables), served(profile.variables.PUBLIC_URL));
  if (differences.length > 0) refuse(differences);
  const components = ripenComponents(PLACEHOLDERS);
  await writeProject({
    folder,
    components,
    profiles: { [name]: profile },
    localServer: name === 'dev' ? 'http://localhost:3000' : null,
  });
  console.log(
    `${folder}: ${components.length} components, profile "${name}", public address ${profile.variables.PUBLIC_URL}`,
  );
  console.log(
    missing.length > 0
      ? `It can be looked at and checked, but not uploaded. ${example}`
      : `Upload it:  cd ${folder} && npx --package @hubspot/cli hs project upload --profile ${name}`,
  );
}

function refuse(problems: readonly string[]): never {
  console.error(`The HubSpot project was not written:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  process.exit(1);
}
