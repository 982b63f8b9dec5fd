import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../operation/log.ts';
import { repeatsOf } from '../../operation/repeats.ts';
import type { Cluster } from './cluster.ts';
import { holderOf } from './lock.ts';

const START_MS = 60_000;
const STOP_MS = 60_000;
/** How long a server may go on after its keeper was told to end it, before we tell it ourselves. */
const KEEPER_MS = 1_000;
const POLL_MS = 10;

/**
 * The server's parent is a shell that holds the reading end of our pipe. Whatever ends us closes
 * the pipe, `read` returns, and the server gets a fast shutdown. File descriptor 3 is needed
 * because a background job's standard input is /dev/null.
 */
const KEEPER = `
exec 3<&0 </dev/null
"$@" 3<&- >&2 &
server=$!
echo $server
(read -r _ <&3; kill -INT $server) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait $server
status=$?
kill $watcher 2>/dev/null
exit $status
`;

/** No TCP. Statements, keys and values stay out of the log: they are personal data. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  // A process opens 16 at most (database.ts), several may share a server, and connections that
  // nobody opens cost next to nothing.
  max_connections: '200',
  shared_buffers: '128MB',
  // Segments lie in the data folder: a container's /dev/shm is small, and who is killed leaves
  // them there.
  dynamic_shared_memory_type: 'mmap',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

export type Launch =
  | { readonly outcome: 'ready'; readonly pid: number; stop(): Promise<void> }
  /** another server holds the folder, or did until just now: try again */
  | { readonly outcome: 'occupied'; readonly reason: string }
  | { readonly outcome: 'failed'; readonly reason: string };

/** Starts the server on an existing cluster and waits until it accepts connections or has ended. */
export async function launchServer(
  cluster: Cluster,
  binaries: string,
  spawnOptions: { env: NodeJS.ProcessEnv; uid?: number; gid?: number },
  log: Log,
): Promise<Launch> {
  // A list: in quotes the name may hold a comma.
  const socketDir = `"${cluster.socketDir.replaceAll('"', '""')}"`;
  const settings = { ...SETTINGS, unix_socket_directories: socketDir };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = [path.join(binaries, 'bin', 'postgres'), '-D', cluster.dir, ...flags];
  // `detached`: Ctrl-C in a terminal must reach us alone, so that we can finish our work before the
  // database goes.
  const child = spawn('/bin/sh', ['-c', KEEPER, 'ripen-postgres', ...command], {
    ...spawnOptions,
    cwd: '/',
    detached: true,
    stdio: 'pipe',
  });
  await once(child, 'spawn');
  const closed = once(child, 'close');
  const said = listen(child, log);
  const [first] = (await Promise.race([once(child.stdout, 'data'), closed])) as [unknown];
  const pid = Number(first);

  const deadline = performance.now() + START_MS;
  while (child.exitCode === null && child.signalCode === null && performance.now() < deadline) {
    if (await accepts(cluster, pid)) return { outcome: 'ready', pid, stop: () => stop(child, cluster, pid) };
    await delay(POLL_MS);
  }
  child.stdin.destroy();
  await closed;
  const reason = said();
  return {
    outcome: /lock file .* already exists|shared memory block .* still in use/.test(reason) ? 'occupied' : 'failed',
    reason,
  };
}

/**
 * The server writes its own pid and state into its lock file; another server's pid there is not
 * ours.
 */
async function accepts(cluster: Cluster, pid: number): Promise<boolean> {
  const file = path.join(cluster.dir, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/** Ends the server through its keeper or, where somebody has killed the keeper, by our own hand. */
async function stop(child: ChildProcessWithoutNullStreams, cluster: Cluster, pid: number): Promise<void> {
  child.stdin.destroy();
  const began = performance.now();
  while ((await holderOf(cluster)) === pid) {
    const waited = performance.now() - began;
    if (waited > KEEPER_MS) tell(pid, waited > STOP_MS ? 'SIGQUIT' : 'SIGINT');
    await delay(waited > KEEPER_MS ? KEEPER_MS : POLL_MS);
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Passes the server's words to the log and keeps the last of them for an error message. */
function listen(child: ChildProcessWithoutNullStreams, log: Log): () => string {
  let last = '';
  const repeats = repeatsOf((line: string, times) => log.warn({ from: 'postgres', times }, line));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    last = (last + text).slice(-2_000);
    for (const line of text.trim().split('\n')) {
      // Connections that end together with the server are no trouble, nor those that come before it
      // is ready.
      if (/ LOG: |the database system is /.test(line) || child.stdin.destroyed) log.debug({ from: 'postgres' }, line);
      else repeats(shapeOf(line), line);
    }
  });
  return () => last.trim();
}

/** The line without what changes each time: when, which process, which file. */
const shapeOf = (line: string): string => line.replace(/\d+/g, '0');
