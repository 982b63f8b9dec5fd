import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { assertAgreement } from '../app-manifest/agreement.ts';
import { HANDLERS } from '../workflows-actions/handlers.ts';
import { actionPorts, MAX_WAITING } from './action-ports.ts';
import type { Config } from './config.ts';
import { connectPortal } from './connect-portal.ts';
import { actionRoutes } from './http/action-routes.ts';
import { answers } from './http/answers.ts';
import { cardRoutes } from './http/card-routes.ts';
import { healthRoutes } from './http/health-routes.ts';
import { oauthRoutes } from './http/oauth-routes.ts';
import { oauthState } from './http/oauth-state.ts';
import { PATHS } from './http/paths.ts';
import { settingsRoutes } from './http/settings-routes.ts';
import { webhookRoutes } from './http/webhook-routes.ts';
import { createOAuth } from './hubspot/oauth.ts';
import type { QuotaLimits } from './hubspot/quota.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { portalsInHand } from './portals-in-hand.ts';
import { progressOf } from './progress.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from './scopes.ts';
import { settingsPorts } from './settings-ports.ts';
import { forgetCallbacks } from './store/callbacks.ts';
import { type Database, openDatabase } from './store/database.ts';
import { storeHealth } from './store/health.ts';
import { acceptEvents, forgetEvents } from './store/inbox.ts';
import { noteContacts } from './store/notes.ts';
import { findScore } from './store/score-cards.ts';
import { countLetters, forgetLetters, putLetters } from './store/webhook-letters.ts';
import { tokenCipher } from './token-cipher.ts';
import { installPortal } from './use-cases/install-portal.ts';
import { EVENT_OUTCOMES, type Inbox } from './use-cases/receive-webhooks.ts';
import { actOnScore, type CardPorts, lookAtScore } from './use-cases/serve-score-card.ts';
import { lookAtSettings } from './use-cases/settings-page.ts';
import { startWorker, type Worker, type WorkerTerms } from './worker/worker.ts';

export type App = {
  /** where it listens on this machine */
  readonly url: string;
  readonly database: Database;
  readonly worker: Worker;
  readonly metrics: Metrics;
  readonly close: () => Promise<void>;
};

export type AppOptions = {
  readonly log: Logger;
  readonly clock?: { now(): number };
  /** other limits than HubSpot's, for a sandbox that counts in other windows */
  readonly limits?: QuotaLimits | undefined;
  /** how portals are taken and kept; a test of takeover does not wait half a minute */
  readonly terms?: Partial<WorkerTerms>;
  /** several events of one contact within this time are one look at it */
  readonly debounceMs?: number;
  /** contacts of one portal whose workflows may wait for us at the same time */
  readonly maxWaiting?: number;
};

/** HubSpot repeats a delivery for 24 hours, and a step of a workflow for up to three days: so long both are remembered. */
const REMEMBER_MS = 3 * 86_400_000;
/** How long what could not be taken in is kept for people to find. */
const KEEP_LETTERS_MS = 30 * 86_400_000;

/** Starts the whole app: database, worker, HTTP. Throws a sentence to a person when it cannot. */
export async function startApp(
  config: Config,
  { log, clock = { now: Date.now }, limits, terms, debounceMs = 1_000, maxWaiting = MAX_WAITING }: AppOptions,
): Promise<App> {
  const database = await openDatabase(config.database, log);
  const { db } = database;
  const metrics = createMetrics();
  const cipher = tokenCipher(config.encryptionKey);
  const oauth = createOAuth({ ...config.hubspot, clock });
  const portals = portalsInHand({ db, oauth, cipher, apiUrl: config.hubspot.apiUrl, clock, log, metrics, limits });
  const worker = startWorker({ db, clock, log, serve: portals.serve, terms });
  const redirectUri = `${config.publicUrl}${PATHS.installed}`;

  const inbox: Inbox = {
    async accept({ portalId, events, now }) {
      const receipt = await acceptEvents(db, { portalId, events, now, debounceMs });
      return receipt.outcome === 'accepted' ? receipt : { outcome: 'not_ours' };
    },
    noteLetters: (letters, now) => putLetters(db, letters, now),
  };
  const install = (code: string) =>
    installPortal(
      {
        exchangeCode: (given) => oauth.exchangeCode(given, redirectUri),
        store: async ({ portalId, scopes, tokens, now }) => {
          const sealed = {
            access: cipher.seal(portalId, tokens.accessToken),
            refresh: cipher.seal(portalId, tokens.refreshToken),
            expiresAt: tokens.expiresAt,
          };
          await connectPortal(db, { portalId, scopes, tokens: sealed, now });
          portals.renewTokens(portalId);
          worker.wake();
          log.info({ portalId }, 'Installed');
        },
      },
      code,
      clock.now(),
    );
  const cards: CardPorts = {
    findScore: (portalId, contactId) => findScore(db, portalId, contactId),
    model: async (portalId, version) => (await portals.model(portalId, version)).model,
    note: async (portalId, note, now) => {
      const noted = await noteContacts(db, { portalId, notes: [note], now });
      worker.wake();
      return noted;
    },
  };

  const app = express();
  app.disable('x-powered-by');
  app.use(
    webhookRoutes({
      inbox,
      clientSecret: config.hubspot.clientSecret,
      publicUrl: config.publicUrl,
      clock,
      log,
      onDelivery: (received) => {
        metrics.deliveries.inc({ outcome: received.outcome });
        if (received.outcome !== 'accepted') return;
        for (const outcome of EVENT_OUTCOMES) metrics.events.inc({ outcome }, received[outcome]);
      },
    }),
    oauthRoutes({
      state: oauthState(config.encryptionKey),
      authorizeUrl: (state) =>
        oauth.authorizeUrl({ redirectUri, scopes: REQUIRED_SCOPES, optionalScopes: OPTIONAL_SCOPES, state }),
      install,
      clock,
      secure: config.publicUrl.startsWith('https:'),
    }),
    actionRoutes({
      ...actionPorts({ db, model: portals.model, maxWaiting }),
      actions: HANDLERS,
      clientSecret: config.hubspot.clientSecret,
      publicUrl: config.publicUrl,
      clock,
      log,
    }),
    cardRoutes({
      look: (subject) => lookAtScore(cards, subject, clock.now()),
      act: (subject, action) => actOnScore(cards, subject, action, clock.now()),
      clientSecret: config.hubspot.clientSecret,
      publicUrl: config.publicUrl,
      clock,
      log,
    }),
    settingsRoutes({
      look: (portalId) => lookAtSettings(settingsPorts(db, portals.model), portalId, clock.now()),
      clientSecret: config.hubspot.clientSecret,
      publicUrl: config.publicUrl,
      clock,
      log,
    }),
    healthRoutes({
      metrics,
      checkDatabase: async () => {
        await database.pool.query('select 1');
      },
      progress: () => progressOf(db, clock.now(), portals.calls),
      measure: async () => {
        const health = await storeHealth(db, clock.now());
        for (const status of ['installing', 'active', 'disconnected'] as const)
          metrics.portals.set({ status }, health[status]);
        metrics.overdueSeconds.set(health.oldestDueAt === null ? 0 : (clock.now() - health.oldestDueAt) / 1000);
        metrics.deadLetters.set(health.parked);
        metrics.webhookLetters.set(await countLetters(db));
      },
    }),
  );
  app.use(failed(log));

  const forgetting = setInterval(() => {
    const before = clock.now() - REMEMBER_MS;
    Promise.all([
      forgetEvents(db, before),
      forgetCallbacks(db, before),
      forgetLetters(db, clock.now() - KEEP_LETTERS_MS),
    ]).catch((error: unknown) => log.error({ error }, 'Old events could not be forgotten'));
  }, 3_600_000);
  const server = await listen(app, config).catch(async (error: unknown) => {
    clearInterval(forgetting);
    await worker.stop();
    await database.close();
    throw error;
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    database,
    worker,
    metrics,
    async close() {
      clearInterval(forgetting);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      await worker.stop();
      await database.close();
    },
  };
}

/** Rejects when the port is taken, and when HubSpot is told of something that the app does not answer. */
async function listen(app: express.Express, { port, publicUrl }: Config): Promise<Server> {
  assertAgreement(publicUrl, (method, path) => answers(app, method, path));
  return new Promise((resolve, reject) => {
    const server = app.listen(port, (error?: Error) => (error === undefined ? resolve(server) : reject(error)));
  });
}

/** An answer of 5xx: HubSpot delivers again, and nothing of the error is shown. */
const failed =
  (log: Logger): ErrorRequestHandler =>
  (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status =
      typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
        ? error.status
        : 500;
    if (status >= 500) log.error({ error }, 'A request failed');
    response.status(status).json({
      error:
        status === 413
          ? 'The request is too large.'
          : status < 500
            ? 'The request cannot be read.'
            : 'Ripen failed; the vendor has been told.',
    });
  };
