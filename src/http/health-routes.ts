import { createHash, timingSafeEqual } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import express, { type Request, type RequestHandler, type Router } from 'express';
import type { Metrics } from '../operation/metrics.ts';
import type { PortalProgress } from '../use-cases/portals/portal-progress.ts';

export type HealthRoutes = {
  readonly metrics: Metrics;
  /**
   * a word for what hinders the database from taking a write; null: nothing. Answers within a
   * second
   */
  readonly probe: () => Promise<keyof typeof PROBLEMS | null>;
  readonly progress: () => Promise<readonly PortalProgress[]>;
  readonly measure: () => Promise<void>;
  /** ms since the worker last looked for work */
  readonly workerPauseMs: () => number;
  /** null: nobody is shown more than whether the process lives and is ready */
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

/** Far more than the longest statement: a worker that has not looked for so long never will. */
const STUCK_MS = 10 * 60_000;

/**
 * `live`: the process is not beyond help (what is outside of it, the database say, does not count),
 * and how long others had to wait for their turn at most since the last time somebody asked.
 * `ready`: it can do its work; with `?detail=1` the operator sees how far each portal is. Everybody
 * may ask for both; whoever asks for more must send the operator's token.
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
  const turns = monitorEventLoopDelay({ resolution: 20 });
  turns.enable();
  router.get('/health/live', (_request, response) => {
    const live = workerPauseMs() < STUCK_MS;
    const longestTurnMs = Math.round(turns.max / 1e6);
    turns.reset();
    response.status(live ? 200 : 503).json({ live, longestTurnMs, ...(live ? {} : { reason: 'worker_stuck' }) });
  });
  router.get('/health/ready', async (request, response) => {
    const reason = await probe();
    if (reason !== null) return response.status(503).json({ ready: false, reason, problem: PROBLEMS[reason] });
    if (request.query['detail'] === undefined) return response.json({ ready: true });
    // A load balancer that asks for details is told no less whether it may send requests.
    return response.json(
      isOperator(request) ? { ready: true, portals: await progress() } : { ready: true, detail: WHO },
    );
  });
  // The process answers what it knows without the database.
  router.get('/metrics', onlyOperator, async (_request, response) => {
    const trouble = await probe();
    metrics.databaseReady.set(trouble === null ? 1 : 0);
    if (trouble === null) await measure();
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}

const WHO = 'Only the operator sees this: send OPERATOR_TOKEN as a bearer token.';
const OFF = 'This is off. Set OPERATOR_TOKEN on the server, and send it as a bearer token.';

/** Compares digests, so that neither the length nor the beginning of the token can be measured. */
function bearerCheck(token: string): (request: Request) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(`Bearer ${token}`);
  return ({ headers }) => timingSafeEqual(digest(headers.authorization ?? ''), expected);
}
