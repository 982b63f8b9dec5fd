import { MANIFEST } from '../app-manifest/manifest.ts';
import { startApp } from '../src/app/app.ts';
import { readConfig } from '../src/app/config.ts';
import { createLog } from '../src/operation/log.ts';

const read = readConfig(process.env);
if (read.outcome === 'invalid') {
  console.error(
    `Ripen cannot start:\n${read.problems.map((problem) => `  - ${problem}`).join('\n')}\nSee "Configure" in the README.`,
  );
  process.exit(1);
}
const log = createLog(read.config.logLevel);

/** A terminal or a supervisor sends a signal to npm and to us, and npm passes it on. */
const SAME_MS = 1_000;

/**
 * Ends the process after an unforeseen error. Its supervisor starts it again, and nothing that was
 * acknowledged is lost.
 */
function end(error: unknown, message: string): never {
  log.fatal({ error }, message);
  process.exit(1);
}
process.on('uncaughtException', (error) => end(error, 'Ripen ends: something unforeseen happened'));
process.on('unhandledRejection', (error) => end(error, 'Ripen ends: something unforeseen happened'));

try {
  const app = await startApp(read.config, { log, manifest: MANIFEST });
  log.info({ url: app.url, publicUrl: read.config.publicUrl }, 'Ripen is ready');
  let askedAt: number | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (askedAt !== undefined) {
        if (performance.now() - askedAt < SAME_MS) return;
        return end(undefined, 'Ripen ends at once: it was asked twice');
      }
      askedAt = performance.now();
      log.info({ signal }, 'Ripen ends after the work in hand');
      app.close().then(
        () => process.exit(0),
        (error: unknown) => end(error, 'Ripen did not end cleanly'),
      );
    });
  const lost = await app.lost;
  if (askedAt === undefined) end(lost, 'Ripen ends: it cannot go on with its database');
} catch (error) {
  log.fatal({ error }, 'Ripen cannot start');
  // The sentence alone, for a person at the terminal.
  console.error(`Ripen cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
