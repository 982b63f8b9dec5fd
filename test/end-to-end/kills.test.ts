import { expect, it, onTestFinished } from 'vitest';
import { freePort, installAsABrowser } from '../../demo/world.ts';
import { createClock } from '../../sandbox/clock.ts';
import type { PortalState } from '../../sandbox/control/portal-state.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { DEFAULT_MODEL } from '../../src/domain/default-model.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../src/scopes.ts';
import { connectDatabase } from '../../src/store/database.ts';
import { storeHealth } from '../../src/store/health.ts';
import { webhookSubscriptions } from '../../src/use-cases/webhook-subscriptions.ts';
import { startAppProcess } from '../support/app-process.ts';
import { freshDatabaseUrl } from '../support/database.ts';
import { FAST_SANDBOX } from '../support/fast-limits.ts';
import { silent } from '../support/log.ts';
import { someone } from '../support/someone.ts';
import { until } from '../support/until.ts';
import { DAY, START } from '../support/world.ts';

const BURSTS = 10;

/** The same traffic, with duplicates and in disorder, against an app that is killed in every burst, or in none. */
async function run({
  kills,
}: {
  readonly kills: boolean;
}): Promise<{ state: PortalState; acknowledged: number; lost: number; killed: number }> {
  const { url, drop } = await freshDatabaseUrl();
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const clock = createClock(START, 'frozen');
  const sandbox = await startSandbox({
    clock,
    rate: FAST_SANDBOX,
    app: { requiredScopes: [...REQUIRED_SCOPES], optionalScopes: [...OPTIONAL_SCOPES] },
    webhooks: {
      targetUrl: `${publicUrl}/webhooks/hubspot`,
      subscriptions: webhookSubscriptions(DEFAULT_MODEL),
      batchSize: 7,
      retryDelaysMs: [200, 400, 800, 1_500, 2_000, 3_000, 4_000, 5_000, 5_000, 5_000],
      chaos: { duplicate: 0.4, reorder: true, delayMs: 60, seed: 11 },
    },
  });
  loadSample(sandbox.portal());
  const env = {
    PORT: `${port}`,
    PUBLIC_URL: publicUrl,
    DATABASE_URL: url,
    HUBSPOT_CLIENT_ID: sandbox.app.clientId,
    HUBSPOT_CLIENT_SECRET: sandbox.app.clientSecret,
    HUBSPOT_APP_ID: `${sandbox.app.appId}`,
    HUBSPOT_API_URL: sandbox.url,
    HUBSPOT_APP_URL: sandbox.url,
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  };
  const database = await connectDatabase({ connectionString: url }, silent);
  let app = await startAppProcess(env, clock.now());
  onTestFinished(async () => {
    await app.kill();
    await database.close();
    await sandbox.close();
    await drop();
  });
  const killAndStart = async () => {
    await app.kill();
    app = await startAppProcess(env, clock.now());
  };
  const drained = async () => {
    await sandbox.webhooks.idle();
    await until(
      'nothing is left to do',
      async () => {
        const h = await storeHealth(database.db, clock.now());
        return h.active === 1 && h.contactsDue + h.contactsInHand + h.contactsUnlisted + h.jobsDue + h.tasksOpen === 0;
      },
      60_000,
    );
  };

  await installAsABrowser(publicUrl);
  await until('the backfill has begun', async () =>
    sandbox.state().contacts.some((c) => c.properties['ripen_score'] !== undefined),
  );
  let killed = 0;
  if (kills) {
    await killAndStart();
    killed++;
  }
  await drained();

  const ids = sandbox.state().contacts.map((c) => c.id);
  const user = someone(sandbox.url, sandbox.portal().settings.id);
  const titles = ['Chief Executive Officer', 'Head of Marketing', 'Student', 'Software Engineer', 'Owner'];
  for (let burst = 0; burst < BURSTS; burst++) {
    const sent = sandbox.webhooks.counts().sent;
    for (let i = 0; i < 12; i++) {
      const id = ids[(burst * 29 + i * 7) % 280]!;
      await user.changes(id, { jobtitle: titles[(burst + i) % titles.length]!, country: i % 2 ? 'Germany' : 'Brazil' });
    }
    await user.changes(ids[burst * 3]!, { ripen_bant_budget: 'yes', hs_buying_role: 'DECISION_MAKER' });
    await user.delivers(ids[burst * 5 + 1]!, { kind: 'unsubscribe' });
    await user.delivers(ids[burst * 5 + 2]!, { kind: 'deal_lost' });
    await user.creates({ email: `new${burst}@company${burst}.example`, jobtitle: 'Founder', country: 'France' });
    await user.deletes(ids[281 + burst]!);
    await user.merges(ids[burst * 11 + 3]!, ids[292 + burst]!);
    if (kills) {
      await until('a delivery of this burst is under way', () => sandbox.webhooks.counts().sent > sent);
      await killAndStart();
      killed++;
    }
  }
  await drained();

  // A hundred days later, in which touches by hand fall due: killed while their tasks are being made.
  await app.kill();
  clock.advance(100 * DAY);
  app = await startAppProcess(env, clock.now());
  if (kills) {
    await until('the first task is there', () => sandbox.state().tasks.length > 0, 60_000);
    await killAndStart();
    killed++;
  }
  await drained();

  const acknowledged = sandbox.webhooks
    .deliveries()
    .filter((d) => typeof d.answer === 'number' && d.answer < 300)
    .flatMap((d) => d.events);
  const { rows } = await database.pool.query<{ event_id: number }>('select event_id from event');
  const stored = new Set(rows.map((r) => r.event_id));
  const lost = acknowledged.filter((event) => !stored.has(Number(event.eventId))).length;
  expect(sandbox.webhooks.counts().givenUp, 'deliveries that the app missed for ten retries').toBe(0);
  return { state: sandbox.state(), acknowledged: acknowledged.length, lost, killed };
}

it('an app killed -9 again and again, under duplicates and disorder, leaves the portal as one that was never killed', async () => {
  const quiet = await run({ kills: false });
  const killed = await run({ kills: true });

  console.log(
    `${killed.killed} kills, ${killed.acknowledged} events acknowledged, ${killed.lost} lost, ` +
      `${killed.state.tasks.length} tasks (${quiet.state.tasks.length} without kills)`,
  );
  expect(killed.killed).toBeGreaterThanOrEqual(10);
  expect(killed.acknowledged).toBeGreaterThan(300);
  expect(killed.lost).toBe(0);
  expect(killed.state.tasks.length).toBeGreaterThan(5);
  expect(killed.state).toEqual(quiet.state);
}, 400_000);
