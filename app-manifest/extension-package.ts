import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Installs an extension's folder as HubSpot does before a build. What npm has already is not
 * fetched again.
 */
export async function installExtension(folder: string): Promise<void> {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--omit=optional', '--prefer-offline'];
  await run('npm', ['ci', ...flags], { cwd: folder }).catch((error: unknown) => {
    throw new Error(`The packages of ${folder} cannot be installed; what npm has not kept needs its registry.`, {
      cause: error,
    });
  });
}

/** What `hs project lint` does: ESLint with the folder's own configuration. */
export const lintExtension = (folder: string): Promise<string> =>
  report(folder, ['eslint', '--max-warnings', '0', '.']);

/** HubSpot's build strips types without reading them. */
export const typeCheckExtension = (folder: string): Promise<string> => report(folder, ['tsc', '--noEmit']);

/** What a tool of the folder has to say; empty when it finds nothing. */
async function report(folder: string, command: readonly string[]): Promise<string> {
  try {
    await run('npm', ['exec', '--offline', '--', ...command], { cwd: folder });
    return '';
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? `${error.stdout}`.trim() : '';
    if (said === '') throw error;
    return said;
  }
}
