import { setTimeout as delay } from 'node:timers/promises';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Model } from '../domain/model/model.ts';
import type { WebhookDeadLetter } from '../domain/sync/webhook-dead-letter.ts';
import { actionRoutes } from '../http/action-routes.ts';
import { cardRoutes } from '../http/card-routes.ts';
import { feedRoutes } from '../http/feed-routes.ts';
import { healthRoutes } from '../http/health-routes.ts';
import { ticketsFor } from '../http/install-ticket.ts';
import { type Listening, listen } from '../http/listen.ts';
import { oauthRoutes } from '../http/oauth-routes.ts';
import { oauthState } from '../http/oauth-state.ts';
import { pageRoutes } from '../http/page-routes.ts';
import { frontPage } from '../http/pages/front-page.ts';
import { ROUTES } from '../http/paths.ts';
import { ANSWER_WITHIN_MS, answerWithin } from '../http/requests/answer-within.ts';
import { answers } from '../http/requests/answers.ts';
import { cautious } from '../http/requests/cautious.ts';
import type { OnlyOnce } from '../http/requests/only-once.ts';
import { settingsRoutes } from '../http/settings-routes.ts';
import { webhookRoutes } from '../http/webhook-routes.ts';
import { createOAuth } from '../hubspot/auth/oauth.ts';
import type { QuotaLimits } from '../hubspot/transport/quota.ts';
import { createMetrics, type Metrics } from '../operation/metrics.ts';
import { tokenCipher } from '../operation/token-cipher.ts';
import { maySucceedLater } from '../postgres/trouble.ts';
import type { Database } from '../store/database.ts';
import { sumOfHealth } from '../store/work/health.ts';
import { MAX_WAITING } from '../use-cases/actions/enrolments.ts';
import type { WorkflowAction } from '../use-cases/actions/workflow-action.ts';
import { installPortal } from '../use-cases/portals/install/install-portal.ts';
import { EVENT_OUTCOMES } from '../use-cases/webhooks/receive-webhooks.ts';
import type { Worker, WorkerTerms } from '../worker/worker.ts';
import type { Config } from './config.ts';
import { openDirectory, type PlaceDatabase } from './directory.ts';
import { condenseOutages } from './outages.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from './scopes.ts';
import { type Site, siteOf } from './site.ts';

export type App = {
  /** the address on this machine at which it listens */
  readonly url: string;
  /** the first of its databases, or the only one */
  readonly database: Database;
  readonly places: readonly PlaceDatabase[];
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
  const directory = await openDirectory(config, log);
  const metrics = createMetrics();
  const cipher = tokenCipher(config);
  const oauth = createOAuth({ ...config.hubspot, clock, ...(limits?.answerMs && { timeoutMs: limits.answerMs }) });
  const grants = { oauth, cipher, clock, log };
  const { actions } = manifest;
  const dbOf = async (portalId: number) => (await directory.of(portalId)).db;
  const shared = { config, dbOf, actions, clock, log, metrics, cipher, oauth, limits, terms, debounceMs, maxWaiting };
  const sites = new Map(directory.places.map((place) => [place, siteOf(place, shared)]));
  const all = [...sites.values()];
  const home = sites.get(directory.places[0])!;
  const siteFor = async (portalId: number) => sites.get(await directory.of(portalId))!;
  const at = <Part extends Handlers>(pick: (site: Site) => Part) => routed(siteFor, pick, home);
  const probe = async () =>
    new Map(await Promise.all(directory.places.map(async ({ name, probe }) => [name, await probe()] as const)));
  /** the sites whose database answers */
  const answering = async () => {
    const probed = await probe();
    return [...sites].flatMap(([{ name }, site]) => (probed.get(name) === null ? [site] : []));
  };
  const worker = together(all.map((site) => site.worker));
  const redirectUri = `${config.publicUrl}${ROUTES.installed}`;

  const install = async (code: string) => {
    const siteOfNew = async (portalId: number) => sites.get(await directory.forInstall(portalId))!.grants;
    const outcome = await installPortal({ ...grants, siteOf: siteOfNew, firstModel }, { code, redirectUri });
    worker.wake();
    return outcome;
  };
  const noteDeadLetters = async (letters: readonly WebhookDeadLetter[], now: number) => {
    const bySite = new Map<Site, WebhookDeadLetter[]>();
    for (const letter of letters) {
      const site = letter.portalId === null ? home : await siteFor(letter.portalId);
      bySite.set(site, [...(bySite.get(site) ?? []), letter]);
    }
    for (const [site, its] of bySite) await site.noteDeadLetters(its, now);
  };
  const once: OnlyOnce = async (request, portalId, act) => (await siteFor(portalId)).once(request, portalId, act);
  const trust = { clientSecret: config.hubspot.clientSecret, publicUrl: config.publicUrl, clock, log };
  const app = express();
  app.disable('x-powered-by');
  // Whoever sends from another machine than a proxy of ours cannot say that it is somebody else.
  app.set('trust proxy', ['loopback', 'linklocal', 'uniquelocal']);
  app.use(cautious);
  // The installation has no such deadline, since it waits for HubSpot's answers.
  app.use([ROUTES.webhooks, '/actions', '/cards'], answerWithin(ANSWER_WITHIN_MS));
  app.use(
    webhookRoutes({
      inbox: { ...at((site) => site.inbox), noteDeadLetters },
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
      ...at((site) => site.install),
      clock,
      secure: config.publicUrl.startsWith('https:'),
    }),
    actionRoutes({
      ...at((site) => site.enrolments),
      actions,
      ...trust,
    }),
    cardRoutes({ ...at((site) => site.card), once, ...trust }),
    settingsRoutes({ ...at((site) => site.settings), once, ...trust }),
    pageRoutes({
      ...at((site) => site.pages),
      figures: at((site) => site.figures),
      tickets: ticketsFor('table', config.encryptionKey),
      once,
      ...trust,
    }),
    feedRoutes(at((site) => site.feed)),
    frontPage(),
    healthRoutes({
      metrics,
      operatorToken: config.operatorToken,
      probe,
      workerPauseMs: worker.pauseMs,
      progress: async () => (await Promise.all((await answering()).map((site) => site.progress()))).flat(),
      async measure() {
        const now = await answering();
        const health = sumOfHealth(await Promise.all(now.map((site) => site.health())));
        for (const status of ['installing', 'active', 'disconnected'] as const)
          metrics.portals.set({ status }, health[status]);
        metrics.overdueSeconds.set(health.oldestDueAt === null ? 0 : (clock.now() - health.oldestDueAt) / 1000);
        metrics.deadLetters.set(health.deadLetters);
        for (const [kind, count] of Object.entries(health.waiting)) metrics.waiting.set({ kind }, count);
        const letters = await Promise.all(now.map((site) => site.countWebhookDeadLetters()));
        metrics.webhookDeadLetters.set(letters.reduce((sum, count) => sum + count, 0));
      },
    }),
  );
  app.use(notFound, failed(log));

  const forgetting = setInterval(() => {
    for (const site of all)
      site.forget().catch((error: unknown) => log.error({ error }, 'Old events could not be forgotten'));
  }, 3_600_000);
  let server: Listening | undefined;
  const close = async () => {
    clearInterval(forgetting);
    for (const site of all) site.stopThinking();
    await Promise.all([
      server?.stop(REQUESTS_MS),
      Promise.race([worker.stop(), delay(WORK_MS, undefined, { ref: false })]),
    ]);
    await directory.close(CUT_MS);
  };
  try {
    // The HubSpot project must not name anything that this server does not answer.
    manifest.assertAgreement(config.publicUrl, (method, path) => answers(app, method, path));
    server = await listen(app, config.port);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url: server.url,
    database: directory.places[0],
    places: directory.places,
    worker,
    metrics,
    lost: directory.lost,
    close,
  };
}

type Handlers = Readonly<Record<string, (asked: never, ...rest: never[]) => Promise<unknown>>>;

/** The same handlers, each of the site of the portal that its first argument names. */
function routed<Part extends Handlers>(
  siteFor: (portalId: number) => Promise<Site>,
  pick: (site: Site) => Part,
  home: Site,
): Part {
  const portalIdOf = (asked: number | { readonly portalId: number }) =>
    typeof asked === 'number' ? asked : asked.portalId;
  const names = Object.keys(pick(home));
  const handlers = names.map((name) => [
    name,
    async (asked: never, ...rest: never[]) => pick(await siteFor(portalIdOf(asked)))[name]!(asked, ...rest),
  ]);
  return Object.fromEntries(handlers) as Part;
}

/** The workers of all databases, as one. */
const together = (workers: readonly Worker[]): Worker => ({
  holder: workers[0]!.holder,
  idle: async () => void (await Promise.all(workers.map((worker) => worker.idle()))),
  wake: () => {
    for (const worker of workers) worker.wake();
  },
  pauseMs: () => Math.max(...workers.map((worker) => worker.pauseMs())),
  stop: async () => void (await Promise.all(workers.map((worker) => worker.stop()))),
});

/**
 * Answers at once. Express's own handler waits for the rest of the body, and then writes after the
 * answer of a deadline, which would end the process.
 */
const notFound: RequestHandler = (_request, response) => void response.status(404).json({ error: SENTENCES[404] });

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
  if (maySucceedLater(error)) return 503;
  const named = typeof error === 'object' && error !== null && 'status' in error;
  return named && typeof error.status === 'number' ? error.status : 500;
}

const SENTENCES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read.',
  404: 'There is nothing at this address.',
  413: 'The request is too large.',
  500: 'Ripen failed; the vendor has been told.',
  503: 'Ripen cannot use its database now; try again.',
};
