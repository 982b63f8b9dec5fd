import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import packageJson from '../../../package.json' with { type: 'json' };
import { until } from '../until.ts';

/** `npm start` as a process of its own, on the real clock. */
export type MainProcess = {
  readonly pid: number;
  /** what it logged so far */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  /** null: it runs */
  readonly exitCode: () => number | null;
  readonly signal: (name: NodeJS.Signals) => void;
  /** resolves with the exit code */
  readonly ended: Promise<number | null>;
};

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Starts it and resolves when it says that it is ready. */
export async function startMain(env: Readonly<Record<string, string>>): Promise<MainProcess> {
  const PATH = `${path.dirname(process.execPath)}:${process.env['PATH']}`;
  // As npm starts it, which passes signals on to this shell alone.
  const child = spawn('/bin/sh', ['-c', packageJson.scripts.start], {
    cwd: ROOT,
    env: { ...process.env, PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: Record<string, unknown>[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line)));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const says = (message: string) => lines.some(({ msg }) => msg === message);
  await until('the app is ready, or has ended', () => says('Ripen is ready') || child.exitCode !== null);
  if (child.exitCode !== null) throw new Error(`The app ended: ${JSON.stringify(lines.at(-1))}`);
  return {
    pid: child.pid!,
    lines,
    ended,
    exitCode: () => child.exitCode ?? (child.signalCode === null ? null : 128),
    signal: (name) => void child.kill(name),
  };
}
