import { startApp } from './app.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';

const read = readConfig(process.env);
if (read.outcome === 'invalid') {
  console.error(
    `Ripen cannot start:\n${read.problems.map((problem) => `  - ${problem}`).join('\n')}\nSee "Configure" in the README.`,
  );
  process.exit(1);
}
const log = createLog(read.config.logLevel);
try {
  const app = await startApp(read.config, { log });
  log.info({ url: app.url, publicUrl: read.config.publicUrl }, 'Ripen is ready');
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      log.info({ signal }, 'Ripen ends after the work in hand');
      app.close().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ error }, 'Ripen did not end cleanly');
          process.exit(1);
        },
      );
    });
} catch (error) {
  log.fatal({ error }, 'Ripen cannot start');
  process.exit(1);
}
