import type { Logger } from 'pino';
import type { WebhookDeadLetter } from '../domain/sync/webhook-dead-letter.ts';
import type { CardRoutes } from '../http/card-routes.ts';
import type { FeedRoutes } from '../http/feed-routes.ts';
import type { PageRoutes } from '../http/page-routes.ts';
import { gather } from '../http/requests/gather.ts';
import { onlyOnce } from '../http/requests/only-once.ts';
import type { Trust } from '../http/requests/signed-requests.ts';
import type { SettingsRoutes } from '../http/settings-routes.ts';
import type { OAuth } from '../hubspot/auth/oauth.ts';
import type { QuotaLimits } from '../hubspot/transport/quota.ts';
import type { Metrics } from '../operation/metrics.ts';
import type { TokenCipher } from '../operation/token-cipher.ts';
import { holidayBook } from '../reference-data/holidays.ts';
import { referenceData } from '../reference-data/reference-data.ts';
import type { Database } from '../store/database.ts';
import { rampOf, versionsTakenUp } from '../store/models/versions.ts';
import { findModel } from '../store/portals/models.ts';
import { findPortal, type Portal } from '../store/portals/portals.ts';
import type { Db } from '../store/transaction.ts';
import { forgetOld } from '../store/work/forget-old.ts';
import { storeHealth } from '../store/work/health.ts';
import { type Acceptance, acceptDeliveries } from '../store/work/inbox.ts';
import { countWebhookDeadLetters, putWebhookDeadLetters } from '../store/work/webhook-dead-letters.ts';
import { enrolmentsOf } from '../use-cases/actions/enrolments.ts';
import type { WorkflowAction } from '../use-cases/actions/workflow-action.ts';
import { actOnScore, readScoreCard } from '../use-cases/cards/serve-score-card.ts';
import { inHurry } from '../use-cases/contacts/judge/take-turns.ts';
import { putSourceCosts } from '../use-cases/figures/put-costs.ts';
import { readContent } from '../use-cases/figures/read-content.ts';
import { readFunnel } from '../use-cases/figures/read-funnel.ts';
import { readSources } from '../use-cases/figures/read-sources.ts';
import { readSpeed } from '../use-cases/figures/read-speed.ts';
import { readTracks } from '../use-cases/figures/read-tracks.ts';
import { actOnSummary, readSummary } from '../use-cases/figures/weekly-summary.ts';
import { actOnModel } from '../use-cases/models/act-on-model.ts';
import { ruleCounter } from '../use-cases/models/count-rules.ts';
import { actOnLearn, readLearnPage } from '../use-cases/models/learn/learn-page.ts';
import { readPlanPage } from '../use-cases/models/publish/read-plan-page.ts';
import { readVersionsPage } from '../use-cases/models/publish/read-versions-page.ts';
import { readModelPage } from '../use-cases/models/read-model-page.ts';
import { readModelPart } from '../use-cases/models/read-model-part.ts';
import { salesLoads } from '../use-cases/models/sales-loads.ts';
import { actOnSetUp, readSetUp } from '../use-cases/models/set-up.ts';
import { accountNames, accountSurveys } from '../use-cases/models/surveys.ts';
import { lookBacks } from '../use-cases/models/time-machine/look-backs.ts';
import { whatIfRuns } from '../use-cases/models/what-if/what-if-runs.ts';
import { openFeed } from '../use-cases/portals/feed.ts';
import { readHoldOuts } from '../use-cases/portals/hold-outs.ts';
import { disconnectPortal } from '../use-cases/portals/install/disconnect-portal.ts';
import { actOnScoreCheck, readScoreCheck, scoreCheckTable } from '../use-cases/portals/score-check.ts';
import { actOnSettings, saveWorkList } from '../use-cases/portals/settings/act-on-settings.ts';
import { progressOf, progressOfPortal } from '../use-cases/portals/settings/portal-progress.ts';
import { readSettings } from '../use-cases/portals/settings/read-settings.ts';
import { readSettingsPage } from '../use-cases/portals/settings/read-settings-page.ts';
import { readChosenList } from '../use-cases/portals/work-list/read-chosen-list.ts';
import type { OfPortal } from '../use-cases/webhooks/receive-webhooks.ts';
import type { WorkerTerms } from '../worker/worker.ts';
import { startWorker } from '../worker/worker.ts';
import type { Config } from './config.ts';
import { modelsOf } from './models.ts';
import { portalsInHand } from './portals-in-hand.ts';

/** What the processes of all databases share. */
type SiteTerms = {
  readonly config: Config;
  /** the database in which a portal is now */
  readonly dbOf: (portalId: number) => Promise<Db>;
  readonly actions: ReadonlyMap<string, WorkflowAction>;
  readonly limits: QuotaLimits | undefined;
  /** of the worker */
  readonly terms: Partial<WorkerTerms> | undefined;
  readonly clock: { now(): number };
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly cipher: TokenCipher;
  readonly oauth: OAuth;
  readonly debounceMs: number;
  readonly maxWaiting: number;
};

/**
 * So many deliveries of one portal are committed together at most, of up to 100 events each; while
 * the database commits some, others are read and sent.
 */
const TOGETHER = { most: 20, atOnce: 2 };

export type Site = ReturnType<typeof siteOf>;

/** What the app does for the portals of one database: its requests, and the work behind them. */
export function siteOf({ db, interactive }: Pick<Database, 'db' | 'interactive'>, terms: SiteTerms) {
  const { config, dbOf, actions, clock, log, metrics, cipher, oauth, limits, debounceMs, maxWaiting } = terms;
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
    actions,
    models,
    keepActivitiesMs: config.keepActivitiesMs,
  });
  const worker = startWorker({
    ...grants,
    ...portals,
    terms: terms.terms,
    onTakeover: () => metrics.takeovers.inc(),
    onEchoes: (events) => metrics.events.inc({ outcome: 'echoes' }, events),
  });
  const disconnect = (portal: Portal) =>
    disconnectPortal({ dbOf, hubspot: portals.client(portal.portalId), oauth, cipher, clock }, portal);
  const accept = gather<OfPortal, Acceptance>(TOGETHER, (portalId, items) =>
    acceptDeliveries(interactive, {
      portalId,
      deliveries: items.map(({ events }) => events),
      now: Math.max(...items.map(({ now }) => now)),
      debounceMs,
    }),
  );
  const requests = { db: interactive, clock, model: models.document, wake: worker.wake };
  const cards = { ...requests, compiled: models.compiled, referenceData };
  const rules = ruleCounter({ db, clock, log });
  const settingUp = { db: interactive, clock, surveys: accountSurveys({ db, clock, log }) };
  const judging = { clock, referenceData, log };
  const runs = whatIfRuns({ ...judging, db });
  const names = accountNames({ db, clock, log });
  const loads = salesLoads({ ...judging, db });
  const backs = lookBacks({ ...judging, db, wake: worker.wake });
  const desk = { ...judging, db: interactive, runs, lookBacks: backs, holidays: holidayBook, names, wake: worker.wake };

  return {
    worker,
    calls: portals.calls,
    /** for whoever installs */
    grants: { db, renewTokens: portals.renewTokens },
    once: onlyOnce({ db: interactive, clock }),
    inbox: {
      accept: (told: OfPortal) => inHurry(() => accept(told.portalId, told)),
    },
    noteDeadLetters: (deadLetters: readonly WebhookDeadLetter[], now: number) =>
      putWebhookDeadLetters(interactive, deadLetters, now),
    install: {
      progress: async (portalId: number) => {
        const portal = await findPortal(interactive, portalId);
        if (portal === null || portal.status === 'disconnected') return null;
        return progressOfPortal(interactive, portal, clock.now(), portals.calls(portalId));
      },
    },
    enrolments: enrolmentsOf({ db: interactive, clock, model: models.document, maxWaiting }),
    card: {
      read: (subject, how) => readScoreCard(cards, subject, how),
      act: (subject, action) => actOnScore(cards, subject, action),
    } satisfies Pick<CardRoutes, 'read' | 'act'>,
    settings: {
      read: ({ portalId, user }, language) => readSettingsPage(requests, portalId, user, language),
      act: ({ portalId, user }, wish) =>
        actOnSettings({ ...requests, log, disconnect, publicUrl: config.publicUrl }, portalId, user, wish),
    } satisfies Pick<SettingsRoutes, 'read' | 'act'>,
    feed: {
      open: (portalId, secret, file) => openFeed(requests, portalId, secret, file),
    } satisfies FeedRoutes,
    pages: {
      overview: (portalId) => readSettings(requests, portalId),
      work: (portalId, query) => readChosenList(requests, portalId, query),
      model: ({ portalId, user }, draftId) => readModelPage({ ...requests, rules, names }, portalId, user, draftId),
      part: ({ portalId, user }, partId, draftId) => readModelPart(requests, portalId, user, partId, draftId),
      plan: (portalId, planId) => readPlanPage(requests, portalId, planId),
      load: loads.of,
      lookBack: backs.of,
      versions: ({ portalId, user }) => readVersionsPage(requests, portalId, user),
      holdOuts: (portalId) => readHoldOuts(requests, portalId),
      act: ({ portalId, user }, wish) => actOnModel(desk, portalId, user, wish),
      setUp: ({ portalId, user }) => readSetUp(settingUp, portalId, user),
      learn: ({ portalId, user }) => readLearnPage(requests, portalId, user),
      actOnLearn: ({ portalId, user }, wish) => actOnLearn(requests, portalId, user, wish),
      saveWorkList: ({ portalId, user }, { name }) => saveWorkList(requests, portalId, user, name),
      summary: ({ portalId, user }) => readSummary(requests, portalId, user),
      actOnSummary: ({ portalId, user }, wish) => actOnSummary(requests, portalId, user, wish),
      check: ({ portalId, user }, wish) => readScoreCheck(requests, portalId, { ...wish, user }),
      actOnCheck: ({ portalId, user }, wish) => actOnScoreCheck(requests, portalId, user, wish),
      checkTable: (portalId) => scoreCheckTable(requests, portalId),
      putCosts: ({ portalId, user }, { body }) => putSourceCosts(requests, portalId, user, body),
      actOnSetUp: ({ portalId, user }, wish) => actOnSetUp(settingUp, portalId, user, wish),
    } satisfies Omit<PageRoutes, keyof Trust | 'figures' | 'once' | 'tickets'>,
    figures: {
      funnel: (portalId, query) => readFunnel(requests, portalId, query),
      speed: (portalId, query) => readSpeed(requests, portalId, query),
      tracks: (portalId, query) => readTracks(requests, portalId, query),
      sources: (portalId, query) => readSources(requests, portalId, query),
      content: (portalId, query) => readContent(requests, portalId, query),
    } satisfies PageRoutes['figures'],
    /** how far each portal is */
    progress: () => progressOf(db, clock.now(), portals.calls),
    health: () => storeHealth(interactive, clock.now()),
    countWebhookDeadLetters: () => countWebhookDeadLetters(interactive),
    forget: () => forgetOld(db, clock.now()),
    /** ends what goes on beside the worker */
    stopThinking() {
      runs.stop();
      backs.stop();
      portals.stopLearning();
    },
  };
}
