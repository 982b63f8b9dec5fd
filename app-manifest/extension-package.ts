import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Installs the packages of an extension's folder, as HubSpot does before a build. */
export async function installExtension(folder: string): Promise<void> {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--omit=optional', '--prefer-offline'];
  await run('npm', ['ci', ...flags], { cwd: folder }).catch((error: unknown) => {
    throw new Error(`npm could not install the packages of ${folder}. Is its registry reachable?`, {
      cause: error,
    });
  });
}

/** What `hs project lint` does: ESLint with the folder's own configuration. */
export const lintExtension = (folder: string): Promise<string> =>
  report(folder, ['eslint', '--max-warnings', '0', '.']);

/** Checks the types, since HubSpot's build only strips them. */
export const typeCheckExtension = (folder: string): Promise<string> => report(folder, ['tsc', '--noEmit']);

/** Runs a tool in the folder and gives its report, which is empty if the tool finds nothing. */
async function report(folder: string, command: readonly string[]): Promise<string> {
  try {
    await run('npm', ['exec', '--offline', '--', ...command], { cwd: folder });
    return '';
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? `${error.stdout}`.trim() : '';
    if (output === '') throw error;
    return output;
  }
}
