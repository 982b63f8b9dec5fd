import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The app as a process of its own, to be killed. */
export type AppProcess = {
  /** who it is in the leases of portals */
  readonly holder: string;
  /** SIGSTOP and SIGCONT: it stands still, as under a debugger or on a machine that sleeps */
  readonly pause: () => void;
  readonly resume: () => void;
  /** SIGKILL: no goodbye, as when the power fails or the kernel is out of memory */
  readonly kill: () => Promise<void>;
};

const PROGRAM = fileURLToPath(new URL('../app-program.ts', import.meta.url));

/**
 * Starts the app and resolves when it answers. `clockFile` holds what its clock says, ms since
 * 1970.
 */
export async function startAppProcess(env: Readonly<Record<string, string>>, clockFile: string): Promise<AppProcess> {
  const child = spawn(process.execPath, [PROGRAM], {
    env: { ...process.env, ...env, APP_CLOCK_FILE: clockFile },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const holder = await answered(child);
  return {
    holder,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Its holder, which is the first that it says. */
function answered(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The app ended with code ${code} before it was ready.`)));
    child.stdout?.once('data', (said) => resolve(`${said}`.trim()));
  });
}
