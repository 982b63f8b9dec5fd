import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type Share, sharesOf } from './support/cpu-profile.ts';

/* `npm run profile`: where the processor's time goes in an evaluation and in an onboarding. */

const SHOWN = 15;
const root = fileURLToPath(new URL('..', import.meta.url));

async function profile(title: string, program: string): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ripen-profile-'));
  try {
    await promisify(execFile)(process.execPath, ['--cpu-prof', `--cpu-prof-dir=${folder}`, path.join(root, program)]);
    const [file = ''] = await readdir(folder);
    const shares = sharesOf(JSON.parse(await readFile(path.join(folder, file), 'utf8')), pathToFileURL(root).href);
    console.log(`\n${title} (${program}): ${Math.round(shares.ms)} ms of processor time\n`);
    print('by file', shares.files);
    print('by function', shares.functions);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function print(title: string, shares: readonly Share[]): void {
  console.log(title);
  for (const { name, ms, percent } of shares.slice(0, SHOWN))
    console.log(`${percent.toFixed(1).padStart(6)} %  ${`${Math.round(ms)} ms`.padStart(9)}  ${name}`);
  console.log();
}

await profile('Evaluations', 'bench/evaluate.ts');
await profile('An onboarding', 'bench/onboarding.ts');
