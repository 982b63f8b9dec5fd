import express, { type Router } from 'express';
import type { Metrics } from '../metrics.ts';

/** How far one portal has come, for whoever waits for it. */
export type PortalProgress = {
  readonly portalId: number;
  readonly status: string;
  readonly contacts: {
    /** in the account when the backfill began; null before that is known */
    readonly total: number | null;
    readonly read: number;
    /** evaluated, and written where something changed */
    readonly scored: number;
    readonly due: number;
    readonly parked: number;
  };
  readonly calls: number;
  readonly backfill: 'waiting' | 'running' | 'finished';
  readonly secondsLeft: number | null;
};

export type HealthRoutes = {
  readonly metrics: Metrics;
  /** rejects when the database cannot be used */
  readonly checkDatabase: () => Promise<void>;
  readonly progress: () => Promise<readonly PortalProgress[]>;
  readonly measure: () => Promise<void>;
};

/** `live`: the process answers. `ready`: it can do its work; with `?detail=1` how far each portal is. */
export function healthRoutes({ metrics, checkDatabase, progress, measure }: HealthRoutes): Router {
  const router = express.Router();
  router.get('/health/live', (_request, response) => response.json({ live: true }));
  router.get('/health/ready', async (request, response) => {
    try {
      await checkDatabase();
    } catch {
      return response.status(503).json({ ready: false, problem: 'The database does not answer.' });
    }
    return response.json({
      ready: true,
      ...(request.query['detail'] === undefined ? {} : { portals: await progress() }),
    });
  });
  router.get('/metrics', async (_request, response) => {
    await measure();
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}
