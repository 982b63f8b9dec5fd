import { createHash, timingSafeEqual } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import express, { type Request, type RequestHandler, type Router } from 'express';
import type { Metrics } from '../operation/metrics.ts';
import type { PortalProgress } from '../use-cases/portals/settings/portal-progress.ts';

export type HealthRoutes = {
  readonly metrics: Metrics;
  /** by database, why it takes no writes; null: it takes them. Answers within a second */
  readonly probe: () => Promise<ReadonlyMap<string, keyof typeof PROBLEMS | null>>;
  readonly progress: () => Promise<readonly PortalProgress[]>;
  readonly measure: () => Promise<void>;
  /** ms since the worker last looked for work */
  readonly workerPauseMs: () => number;
  /** null: there is no operator, and everybody sees only whether the process is alive and ready */
  readonly operatorToken: string | null;
};

/** `/health/ready` names one of these as its reason. */
const PROBLEMS = {
  unreachable: 'The database cannot be reached.',
  silent: 'The database does not answer.',
  read_only: 'The database takes no writes: it is a standby, or was set to read only.',
  full: 'The disk of the database is full.',
  crowded: 'The database has no connection left.',
  other_schema: 'The tables of the database are not those of this version of Ripen.',
  moved: 'The account moves to another database.',
} as const;

/** Far longer than the longest statement: a worker that has not looked for so long is stuck. */
const STUCK_MS = 10 * 60_000;

/**
 * Serves the health of the process. `/health/live`: it need not be restarted, whatever the database
 * does; also the longest time (ms) that the event loop was busy since the last request.
 * `/health/ready`: it can do its work, at least for the portals of one database; `?detail=1` shows
 * the operator how far each portal is.
 * `/metrics` is for the operator, who sends the operator's token.
 */
export function healthRoutes({
  metrics,
  probe,
  progress,
  measure,
  workerPauseMs,
  operatorToken,
}: HealthRoutes): Router {
  const router = express.Router();
  const isOperator = operatorToken === null ? () => false : bearerCheck(operatorToken);
  const onlyOperator: RequestHandler = (request, response, next) =>
    isOperator(request)
      ? next()
      : void response
          .status(operatorToken === null ? 404 : 401)
          .set('www-authenticate', 'Bearer')
          .json({ error: operatorToken === null ? OFF : WHO });
  turnsOfProcess ??= watchTurns();
  const turns = turnsOfProcess;
  router.get('/health/live', (_request, response) => {
    const live = workerPauseMs() < STUCK_MS;
    const longestTurnMs = Math.round(turns.max / 1e6);
    turns.reset();
    response.status(live ? 200 : 503).json({ live, longestTurnMs, ...(live ? {} : { reason: 'worker_stuck' }) });
  });
  router.get('/health/ready', async (request, response) => {
    const probed = await probe();
    const away = [...probed].flatMap(([database, reason]) => (reason === null ? [] : [{ database, reason }]));
    // The portals of the other databases are served, so the process is not taken out for one.
    const told = away.length > 0 && probed.size > 1 ? { away } : {};
    if (away.length === probed.size) {
      const { reason } = away[0]!;
      return response.status(503).json({ ready: false, reason, problem: PROBLEMS[reason], ...told });
    }
    if (request.query['detail'] === undefined) return response.json({ ready: true, ...told });
    // A load balancer that asks for details without the token still learns that it may send
    // requests.
    return response.json(
      isOperator(request) ? { ready: true, ...told, portals: await progress() } : { ready: true, ...told, detail: WHO },
    );
  });
  // Without the database, the metrics of the process itself are still answered.
  router.get('/metrics', onlyOperator, async (_request, response) => {
    const probed = await probe();
    for (const [database, trouble] of probed) metrics.databaseReady.set({ database }, trouble === null ? 1 : 0);
    if ([...probed.values()].includes(null)) await measure();
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}

/** The turns of the event loop: watched once, and as long as the process lives. */
let turnsOfProcess: ReturnType<typeof watchTurns> | undefined;

function watchTurns() {
  const turns = monitorEventLoopDelay({ resolution: 20 });
  turns.enable();
  return turns;
}

const WHO = 'Only the operator sees this: send OPERATOR_TOKEN as a bearer token.';
const OFF = 'This is off. Set OPERATOR_TOKEN on the server, and send it as a bearer token.';

/** Compares digests, so that neither the length nor the beginning of the token can be measured. */
function bearerCheck(token: string): (request: Request) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(`Bearer ${token}`);
  return ({ headers }) => timingSafeEqual(digest(headers.authorization ?? ''), expected);
}
