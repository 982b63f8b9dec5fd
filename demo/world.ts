import { randomBytes, randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import type { Logger } from 'pino';
import { MANIFEST } from '../app-manifest/manifest.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { startSandbox } from '../sandbox/start-sandbox.ts';
import { type App, type AppOptions, startApp } from '../src/app/app.ts';
import type { Config } from '../src/app/config.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../src/app/scopes.ts';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import { storeHealth, sumOfHealth } from '../src/store/work/health.ts';
import { webhookSubscriptions } from '../src/use-cases/webhooks/webhook-subscriptions.ts';

/*
 * The whole world in one process: a sandbox portal that stands for HubSpot, and the app, on one
 * clock. The demo and the end-to-end tests run in it.
 */

export type World = {
  readonly sandbox: Sandbox;
  readonly app: App;
  readonly config: Config;
  /** walks through the installation as a browser would, and resolves when the app has the portal */
  readonly install: (portalId?: number) => Promise<void>;
  /** resolves when every webhook is delivered and the app has nothing left to do by the clock */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type WorldOptions = {
  readonly database: Config['database'];
  readonly databases?: Config['databases'];
  readonly log: Logger;
  /** for so long an activity stays; three years if left out */
  readonly keepActivitiesMs?: number;
  readonly sandbox?: NonNullable<Parameters<typeof startSandbox>[0]>;
  /** `clock`: another one than the sandbox's, as processes on several machines have */
  readonly app?: Partial<Omit<AppOptions, 'log' | 'manifest'>>;
};

export async function startWorld({
  database,
  databases = new Map(),
  log,
  keepActivitiesMs = 1_095 * 86_400_000,
  sandbox: options = {},
  app: appOptions = {},
}: WorldOptions): Promise<World> {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const sandbox = await startSandbox({
    ...options,
    app: {
      requiredScopes: [...REQUIRED_SCOPES],
      optionalScopes: [...OPTIONAL_SCOPES],
      redirectUrls: [`${publicUrl}/oauth/callback`],
      ...options.app,
    },
    webhooks: {
      targetUrl: `${publicUrl}/webhooks/hubspot`,
      subscriptions: webhookSubscriptions(DEFAULT_MODEL),
      ...options.webhooks,
    },
  });
  const config: Config = {
    port,
    publicUrl,
    database,
    databases,
    hubspot: {
      clientId: sandbox.app.clientId,
      clientSecret: sandbox.app.clientSecret,
      appId: sandbox.app.appId,
      apiUrl: sandbox.url,
      appUrl: sandbox.url,
    },
    encryptionKey: randomBytes(32),
    encryptionKeyBefore: null,
    operatorToken: randomBytes(24).toString('hex'),
    keepActivitiesMs,
    logLevel: 'info',
  };
  const app = await startApp(config, { clock: sandbox.clock, ...appOptions, manifest: MANIFEST, log }).catch(
    async (error: unknown) => {
      await sandbox.close();
      throw error;
    },
  );
  return {
    sandbox,
    app,
    config,
    install: (portalId) => installAsABrowser(publicUrl, portalId),
    settled: () => settled(sandbox, app),
    async close() {
      await app.close();
      await sandbox.close();
    },
  };
}

/** Follows the redirects of the installation, keeping the cookie. */
export async function installAsABrowser(publicUrl: string, portalId?: number): Promise<void> {
  const begin = await fetch(`${publicUrl}/oauth/install`, { redirect: 'manual' });
  const cookie = begin.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
  const consent = new URL(begin.headers.get('location') ?? '');
  if (portalId !== undefined) consent.searchParams.set('portalId', `${portalId}`);
  const agreed = await fetch(consent, { redirect: 'manual' });
  const back = agreed.headers.get('location');
  if (back === null) throw new Error(`The sandbox did not consent: ${await agreed.text()}`);
  const done = await fetch(back, { redirect: 'manual', headers: { cookie } });
  if (done.status !== 200) throw new Error(`The app did not install: ${done.status} ${await done.text()}`);
}

async function settled(sandbox: Sandbox, { worker, places }: App): Promise<void> {
  for (;;) {
    await sandbox.webhooks.idle();
    const attempts = sandbox.webhooks.counts();
    await worker.idle();
    const health = sumOfHealth(await Promise.all(places.map(({ db }) => storeHealth(db, sandbox.clock.now()))));
    const isIdle = Object.values(health.waiting).every((count) => count === 0);
    if (isIdle && JSON.stringify(attempts) === JSON.stringify(sandbox.webhooks.counts())) return;
  }
}

/** Below the ports of outgoing connections (from 32,768 or 49,152 on, by system). */
const PORTS = { from: 10_000, to: 30_000 };

/**
 * A port that is free now, since the app must know its public address before it starts. It is not
 * one that the system hands out: such a port may carry another program's connection by then.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (await isFree(port)) return port;
  }
}

export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
