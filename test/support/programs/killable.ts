import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { freePort } from '../../../demo/world.ts';
import { createClock, type SandboxClock } from '../../../sandbox/clock.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { startSandbox } from '../../../sandbox/start-sandbox.ts';
import type { WebhookSettings } from '../../../sandbox/webhooks/sender.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../../src/app/scopes.ts';
import { DEFAULT_MODEL } from '../../../src/domain/model/default-model.ts';
import { connectDatabase, type Database } from '../../../src/store/database.ts';
import { storeHealth } from '../../../src/store/work/health.ts';
import { webhookSubscriptions } from '../../../src/use-cases/webhooks/webhook-subscriptions.ts';
import { freshDatabaseUrl } from '../database/database.ts';
import { FAST_SANDBOX } from '../fast-limits.ts';
import { silent } from '../log.ts';
import { until } from '../until.ts';
import { START, testWorld } from '../world.ts';
import { startAppProcess } from './app-process.ts';
import { serverSettings } from './server-settings.ts';

/** A sandbox portal in this process, and the app in one of its own, to be killed. */
export type Killable = {
  readonly sandbox: Sandbox;
  readonly clock: SandboxClock;
  readonly publicUrl: string;
  /** the app's database, to look into */
  readonly database: Database;
  /** sets the app's clock to the sandbox's, at once; `start` does so too */
  readonly tellTime: () => void;
  readonly kill: () => Promise<void>;
  /** starts the app (again), at the clock's now */
  readonly start: () => Promise<void>;
  /** resolves when every webhook is delivered and nothing is left to do */
  readonly drained: () => Promise<void>;
};

/**
 * HubSpot repeats for a day. Here that day must outlast any start of the app, which takes a busy
 * machine half a minute.
 */
const RETRY_DELAYS_MS = Array.from({ length: 200 }, (_, tries) => Math.min(5_000, 200 * 2 ** tries));

export async function killableWorld(
  webhooks: Partial<WebhookSettings> = {},
  appSettings: Partial<Sandbox['app']> = {},
): Promise<Killable> {
  const { url, drop } = await freshDatabaseUrl();
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const clock = createClock(START, 'frozen');
  const sandbox = await startSandbox({
    clock,
    rate: FAST_SANDBOX,
    app: { requiredScopes: [...REQUIRED_SCOPES], optionalScopes: [...OPTIONAL_SCOPES], ...appSettings },
    webhooks: {
      targetUrl: `${publicUrl}/webhooks/hubspot`,
      subscriptions: webhookSubscriptions(DEFAULT_MODEL),
      retryDelaysMs: RETRY_DELAYS_MS,
      ...webhooks,
    },
  });
  const env = {
    ...serverSettings(sandbox, { port, publicUrl, databaseUrl: url }),
  };
  const database = await connectDatabase({ connectionString: url }, silent);
  const clockFolder = mkdtempSync(path.join(os.tmpdir(), 'ripen-clock-'));
  const clockFile = path.join(clockFolder, 'now');
  // Renamed into place, so that the app never reads half a number.
  const tellTime = () => {
    writeFileSync(`${clockFile}.next`, `${clock.now()}`);
    renameSync(`${clockFile}.next`, clockFile);
  };
  const start = () => {
    tellTime();
    return startAppProcess(env, clockFile);
  };
  let app = await start();
  onTestFinished(async () => {
    await app.kill();
    await database.close();
    await sandbox.close();
    await drop();
    rmSync(clockFolder, { recursive: true });
  });
  return {
    sandbox,
    clock,
    publicUrl,
    database,
    tellTime,
    async kill() {
      await app.kill();
      // Whoever starts next need not wait until the lease of the dead has run out.
      await database.pool.query(
        'update portal set lease_until = clock_timestamp() where lease_until > clock_timestamp()',
      );
    },
    async start() {
      app = await start();
    },
    async drained() {
      await sandbox.webhooks.idle();
      await until('nothing is left to do', async () => {
        await endPauses(database, clock.now());
        const { active, waiting } = await storeHealth(database.db, clock.now());
        return active === 1 && Object.values(waiting).every((count) => count === 0);
      });
    },
  };
}

/** The same with an app that nobody kills, to compare with: it needs no process of its own. */
export async function quietWorld(webhooks: Partial<WebhookSettings> = {}): Promise<Killable> {
  const { sandbox, config, app, settled } = await testWorld({ sandbox: { webhooks } });
  const { clock } = sandbox;
  return {
    sandbox,
    clock,
    publicUrl: config.publicUrl,
    database: app.database,
    tellTime: () => undefined,
    kill: async () => undefined,
    start: async () => undefined,
    drained: settled,
  };
}

/**
 * A contact that was being evaluated in two kills rests for seconds, and the clock of these tests
 * stands still.
 */
async function endPauses({ pool }: Database, now: number): Promise<void> {
  await pool.query(
    'update contact set run_at = $1 where run_at > $1 and lease is null and attempts > 0 and crashes > 0',
    [now],
  );
}
