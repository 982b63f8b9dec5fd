import { setTimeout as delay } from 'node:timers/promises';
import express, { type ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Model } from '../domain/model/model.ts';
import { actionRoutes } from '../http/action-routes.ts';
import { ANSWER_WITHIN_MS, answerWithin } from '../http/answer-within.ts';
import { answers } from '../http/answers.ts';
import { cardRoutes } from '../http/card-routes.ts';
import { frontPage } from '../http/front-page.ts';
import { healthRoutes } from '../http/health-routes.ts';
import { ticketsFor } from '../http/install-ticket.ts';
import { type Listening, listen } from '../http/listen.ts';
import { oauthRoutes } from '../http/oauth-routes.ts';
import { oauthState } from '../http/oauth-state.ts';
import { onlyOnce } from '../http/only-once.ts';
import { pageRoutes } from '../http/page-routes.ts';
import { ROUTES } from '../http/paths.ts';
import { settingsRoutes } from '../http/settings-routes.ts';
import { webhookRoutes } from '../http/webhook-routes.ts';
import { createOAuth } from '../hubspot/auth/oauth.ts';
import type { QuotaLimits } from '../hubspot/transport/quota.ts';
import { createMetrics, type Metrics } from '../operation/metrics.ts';
import { tokenCipher } from '../operation/token-cipher.ts';
import { troubleOf } from '../postgres/trouble.ts';
import { holidayBook } from '../reference-data/holidays.ts';
import { referenceData } from '../reference-data/reference-data.ts';
import { forgetErased } from '../store/contacts/erase-contacts.ts';
import { forgetHistories } from '../store/contacts/histories.ts';
import { forgetPasts } from '../store/contacts/past.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { rampOf, versionsTakenUp } from '../store/models/versions.ts';
import { findModel } from '../store/portals/models.ts';
import { findPortal, type Portal } from '../store/portals/portals.ts';
import { forgetCallbacks } from '../store/work/callbacks.ts';
import { storeHealth } from '../store/work/health.ts';
import { acceptEvents, forgetEvents } from '../store/work/inbox.ts';
import { forgetRequests } from '../store/work/requests-done.ts';
import {
  countWebhookDeadLetters,
  forgetWebhookDeadLetters,
  putWebhookDeadLetters,
} from '../store/work/webhook-dead-letters.ts';
import { enrolmentsOf, MAX_WAITING } from '../use-cases/actions/enrolments.ts';
import type { WorkflowAction } from '../use-cases/actions/workflow-action.ts';
import { actOnScore, readScoreCard } from '../use-cases/cards/serve-score-card.ts';
import { readContent } from '../use-cases/figures/read-content.ts';
import { readFunnel } from '../use-cases/figures/read-funnel.ts';
import { readSources } from '../use-cases/figures/read-sources.ts';
import { readSpeed } from '../use-cases/figures/read-speed.ts';
import { readTracks } from '../use-cases/figures/read-tracks.ts';
import { actOnModel } from '../use-cases/models/act-on-model.ts';
import { ruleCounter } from '../use-cases/models/count-rules.ts';
import { actOnLearn, readLearnPage } from '../use-cases/models/learn-page.ts';
import { lookBacks } from '../use-cases/models/look-backs.ts';
import { readModelPage } from '../use-cases/models/read-model-page.ts';
import { readModelPart } from '../use-cases/models/read-model-part.ts';
import { readPlanPage } from '../use-cases/models/read-plan-page.ts';
import { readVersionsPage } from '../use-cases/models/read-versions-page.ts';
import { salesLoads } from '../use-cases/models/sales-loads.ts';
import { actOnSetUp, readSetUp } from '../use-cases/models/set-up.ts';
import { accountNames, accountSurveys } from '../use-cases/models/surveys.ts';
import { whatIfRuns } from '../use-cases/models/what-if-runs.ts';
import { actOnSettings } from '../use-cases/portals/act-on-settings.ts';
import { disconnectPortal } from '../use-cases/portals/disconnect-portal.ts';
import { readHoldOuts } from '../use-cases/portals/hold-outs.ts';
import { installPortal } from '../use-cases/portals/install-portal.ts';
import { progressOf, progressOfPortal } from '../use-cases/portals/portal-progress.ts';
import { readSettings } from '../use-cases/portals/read-settings.ts';
import { readSettingsPage } from '../use-cases/portals/read-settings-page.ts';
import { actOnScoreCheck, readScoreCheck, scoreCheckTable } from '../use-cases/portals/score-check.ts';
import { EVENT_OUTCOMES, type Inbox } from '../use-cases/webhooks/receive-webhooks.ts';
import { startWorker, type Worker, type WorkerTerms } from '../worker/worker.ts';
import type { Config } from './config.ts';
import { modelsOf } from './models.ts';
import { condenseOutages } from './outages.ts';
import { portalsInHand } from './portals-in-hand.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from './scopes.ts';

export type App = {
  /** the address on this machine at which it listens */
  readonly url: string;
  readonly database: Database;
  readonly worker: Worker;
  readonly metrics: Metrics;
  /** resolves with a sentence when the process cannot go on and must end */
  readonly lost: Promise<Error>;
  /**
   * ends the app: requests have `REQUESTS_MS` to finish, the worker `WORK_MS`; the next start does
   * what is unfinished
   */
  readonly close: () => Promise<void>;
};

/** What the app's HubSpot project names, so that this server must answer it. */
export type Manifest = {
  /** the workflow actions, by name */
  readonly actions: ReadonlyMap<string, WorkflowAction>;
  /** throws a sentence if the routes of the server and of the project differ */
  readonly assertAgreement: (publicUrl: string, answers: (method: 'GET' | 'POST', path: string) => boolean) => void;
};

export type AppOptions = {
  readonly log: Logger;
  readonly manifest: Manifest;
  readonly clock?: { now(): number };
  /** other limits than HubSpot's, for a sandbox that counts in other windows */
  readonly limits?: QuotaLimits | undefined;
  /** how portals are taken and kept; a test of takeover does not wait half a minute */
  readonly terms?: Partial<WorkerTerms>;
  /** events of one contact within this time cause only one evaluation */
  readonly debounceMs?: number;
  /** contacts of one portal whose workflows may wait for us at the same time */
  readonly maxWaiting?: number;
  /** the model that a new portal begins with; absent: the default one */
  readonly firstModel?: Model;
};

/**
 * A supervisor kills a process 10 s after it asked it to end. So requests have 5 s to end and work
 * in hand 8 s; then Ripen cuts the connections to the database.
 */
const REQUESTS_MS = 5_000;
const WORK_MS = 8_000;
const CUT_MS = 500;

/**
 * HubSpot repeats a delivery for 24 hours, and a step of a workflow for up to three days: so long
 * both are remembered.
 */
const REMEMBER_MS = 3 * 86_400_000;
/** How long dead letters of webhooks are kept. */
const KEEP_DEAD_LETTERS_MS = 30 * 86_400_000;
/** How long past values are kept for learning. */
const KEEP_PASTS_MS = 30 * 86_400_000;
/** How long histories are kept for looks back: who looks again does so soon. */
const KEEP_HISTORIES_MS = 7 * 86_400_000;

/** Starts the whole app: database, worker, HTTP. Throws a sentence to a person when it cannot. */
export async function startApp(
  config: Config,
  {
    log: givenLog,
    manifest,
    clock = { now: Date.now },
    limits,
    terms,
    debounceMs = 1_000,
    maxWaiting = MAX_WAITING,
    firstModel,
  }: AppOptions,
): Promise<App> {
  const log = condenseOutages(givenLog);
  const database = await openDatabase(config.database, log);
  const { db, interactive } = database;
  const metrics = createMetrics();
  const cipher = tokenCipher(config);
  const oauth = createOAuth({ ...config.hubspot, clock });
  const models = modelsOf(
    {
      find: (portalId, version) => findModel(db, portalId, version),
      takenUp: (portalId, version) => versionsTakenUp(db, portalId, version),
      rampOf: (portalId, version) => rampOf(db, portalId, version),
    },
    log,
  );
  const grants = { db, oauth, cipher, clock, log };
  const portals = portalsInHand({
    ...grants,
    apiUrl: config.hubspot.apiUrl,
    metrics,
    limits,
    actions: manifest.actions,
    models,
  });
  const worker = startWorker({ ...grants, ...portals, terms, onTakeover: () => metrics.takeovers.inc() });
  const redirectUri = `${config.publicUrl}${ROUTES.installed}`;

  const inbox: Inbox = {
    accept: (delivery) => acceptEvents(interactive, { ...delivery, debounceMs }),
    noteDeadLetters: (deadLetters, now) => putWebhookDeadLetters(interactive, deadLetters, now),
  };
  const install = async (code: string) => {
    const outcome = await installPortal(
      { ...grants, renewTokens: portals.renewTokens, firstModel },
      { code, redirectUri },
    );
    worker.wake();
    return outcome;
  };
  const disconnect = (portal: Portal) =>
    disconnectPortal({ db, hubspot: portals.client(portal.portalId), oauth, cipher, clock }, portal);
  const requests = { db: interactive, clock, model: models.document, wake: worker.wake };
  const rules = ruleCounter({ db, clock, log });
  const settingUp = { db: interactive, clock, surveys: accountSurveys({ db, clock, log }) };
  const judging = { clock, referenceData, log };
  const runs = whatIfRuns({ ...judging, db });
  const names = accountNames({ db, clock, log });
  const loads = salesLoads({ ...judging, db });
  const backs = lookBacks({ ...judging, db, wake: worker.wake });
  const desk = { ...judging, db: interactive, runs, lookBacks: backs, holidays: holidayBook, names, wake: worker.wake };
  const trust = { clientSecret: config.hubspot.clientSecret, publicUrl: config.publicUrl, clock, log };
  const once = onlyOnce({ db: interactive, clock });
  const app = express();
  app.disable('x-powered-by');
  // The installation has no such deadline, since it waits for HubSpot's answers.
  app.use([ROUTES.webhooks, '/actions', '/cards'], answerWithin(ANSWER_WITHIN_MS));
  app.use(
    webhookRoutes({
      inbox,
      ...trust,
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
      tickets: ticketsFor('install', config.encryptionKey),
      progress: async (portalId) => {
        const portal = await findPortal(interactive, portalId);
        if (portal === null || portal.status === 'disconnected') return null;
        return progressOfPortal(interactive, portal, clock.now(), portals.calls(portalId));
      },
      clock,
      secure: config.publicUrl.startsWith('https:'),
    }),
    actionRoutes({
      ...enrolmentsOf({ db: interactive, clock, model: models.document, maxWaiting }),
      actions: manifest.actions,
      ...trust,
    }),
    cardRoutes({
      read: (subject, how) => readScoreCard(requests, subject, how),
      act: (subject, action) => actOnScore(requests, subject, action),
      once,
      ...trust,
    }),
    settingsRoutes({
      read: ({ portalId, user }, language) => readSettingsPage(requests, portalId, user, language),
      act: ({ portalId, user }, wish) => actOnSettings({ ...requests, log, disconnect }, portalId, user, wish),
      once,
      ...trust,
    }),
    pageRoutes({
      overview: (portalId) => readSettings(requests, portalId),
      model: ({ portalId, user }, draftId) => readModelPage({ ...requests, rules, names }, portalId, user, draftId),
      part: ({ portalId, user }, partId, draftId) => readModelPart(requests, portalId, user, partId, draftId),
      plan: (portalId, planId) => readPlanPage(requests, portalId, planId),
      load: loads.of,
      lookBack: backs.of,
      versions: ({ portalId, user }) => readVersionsPage(requests, portalId, user),
      figures: {
        funnel: (portalId, query) => readFunnel(requests, portalId, query),
        speed: (portalId, query) => readSpeed(requests, portalId, query),
        tracks: (portalId, query) => readTracks(requests, portalId, query),
        sources: (portalId, query) => readSources(requests, portalId, query),
        content: (portalId, query) => readContent(requests, portalId, query),
      },
      holdOuts: (portalId) => readHoldOuts(requests, portalId),
      act: ({ portalId, user }, wish) => actOnModel(desk, portalId, user, wish),
      once,
      setUp: ({ portalId, user }) => readSetUp(settingUp, portalId, user),
      learn: ({ portalId, user }) => readLearnPage(requests, portalId, user),
      actOnLearn: ({ portalId, user }, wish) => actOnLearn(requests, portalId, user, wish),
      check: ({ portalId, user }, calls, table) => readScoreCheck(requests, portalId, { calls, user, table }),
      actOnCheck: ({ portalId, user }, wish) => actOnScoreCheck(requests, portalId, user, wish),
      checkTable: (portalId) => scoreCheckTable(requests, portalId),
      tickets: ticketsFor('table', config.encryptionKey),
      actOnSetUp: ({ portalId, user }, wish) => actOnSetUp(settingUp, portalId, user, wish),
      ...trust,
    }),
    frontPage(),
    healthRoutes({
      metrics,
      operatorToken: config.operatorToken,
      probe: database.probe,
      workerPauseMs: worker.pauseMs,
      progress: () => progressOf(db, clock.now(), portals.calls),
      measure: async () => {
        const health = await storeHealth(interactive, clock.now());
        for (const status of ['installing', 'active', 'disconnected'] as const)
          metrics.portals.set({ status }, health[status]);
        metrics.overdueSeconds.set(health.oldestDueAt === null ? 0 : (clock.now() - health.oldestDueAt) / 1000);
        metrics.deadLetters.set(health.deadLetters);
        for (const [kind, count] of Object.entries(health.waiting)) metrics.waiting.set({ kind }, count);
        metrics.webhookDeadLetters.set(await countWebhookDeadLetters(interactive));
      },
    }),
  );
  app.use(failed(log));

  const forgetting = setInterval(() => {
    const before = clock.now() - REMEMBER_MS;
    Promise.all([
      forgetEvents(db, before),
      forgetCallbacks(db, before),
      forgetErased(db, before),
      forgetRequests(db, before),
      forgetWebhookDeadLetters(db, clock.now() - KEEP_DEAD_LETTERS_MS),
      forgetPasts(db, clock.now() - KEEP_PASTS_MS),
      forgetHistories(db, clock.now() - KEEP_HISTORIES_MS),
    ]).catch((error: unknown) => log.error({ error }, 'Old events could not be forgotten'));
  }, 3_600_000);
  let server: Listening | undefined;
  const close = async () => {
    clearInterval(forgetting);
    runs.stop();
    backs.stop();
    portals.stopLearning();
    await Promise.all([
      server?.stop(REQUESTS_MS),
      Promise.race([worker.stop(), delay(WORK_MS, undefined, { ref: false })]),
    ]);
    await database.close(CUT_MS);
  };
  try {
    // The HubSpot project must not name anything that this server does not answer.
    manifest.assertAgreement(config.publicUrl, (method, path) => answers(app, method, path));
    server = await listen(app, config.port);
  } catch (error) {
    await close();
    throw error;
  }
  return { url: server.url, database, worker, metrics, lost: database.lost, close };
}

/** Answers a failed request without details of the error. After a 5xx HubSpot delivers again. */
const failed =
  (log: Logger): ErrorRequestHandler =>
  (error, _request, response, next) => {
    const status = statusOf(error);
    // A request past its deadline has been answered already, so its failure is no news.
    const isNews = status === 503 || (status === 500 && !response.locals['late']);
    if (isNews) log.error({ error }, 'A request failed');
    if (response.headersSent) return response.locals['late'] ? undefined : next(error);
    response.status(status).json({ error: SENTENCES[status] ?? (status < 500 ? SENTENCES[400] : SENTENCES[500]) });
  };

function statusOf(error: unknown): number {
  if (troubleOf(error) !== null) return 503;
  const named = typeof error === 'object' && error !== null && 'status' in error;
  return named && typeof error.status === 'number' ? error.status : 500;
}

const SENTENCES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read.',
  413: 'The request is too large.',
  500: 'Ripen failed; the vendor has been told.',
  503: 'Ripen cannot reach its database now; try again.',
};
