import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Installs an extension's folder as HubSpot does before a build. What npm has already is not fetched again. */
export async function installExtension(folder: string): Promise<void> {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--omit=optional', '--prefer-offline'];
  await run('npm', ['ci', ...flags], { cwd: folder });
}

/** What `hs project lint` does: ESLint with the folder's own configuration. Gives its report, empty when there is nothing to say. */
export async function lintExtension(folder: string): Promise<string> {
  try {
    await run('npm', ['exec', '--offline', '--', 'eslint', '--max-warnings', '0', '.'], { cwd: folder });
    return '';
  } catch (error) {
    const report = error instanceof Error && 'stdout' in error ? `${error.stdout}`.trim() : '';
    if (report === '') throw error;
    return report;
  }
}
