import express, { type Router } from 'express';
import type { ModelView, OverviewView } from '../../cards/pages/contract.ts';
import { neverKept, onlyNumber } from './card-requests.ts';
import { signedByHubspot, signedRequest, type Trust } from './signed-requests.ts';

export type PageRoutes = Trust & {
  readonly overview: (portalId: number) => Promise<OverviewView>;
  readonly model: (portalId: number) => Promise<ModelView>;
};

/**
 * `GET /cards/pages` and what is below it, as HubSpot's `hubspot.fetch` calls it for the app's page.
 */
export function pageRoutes({ overview, model, ...trust }: PageRoutes): Router {
  const router = express.Router();
  const signed = signedByHubspot(trust);
  router.use('/cards/pages', neverKept);
  for (const [path, read] of [
    ['/cards/pages', overview],
    ['/cards/pages/model', model],
  ] as const)
    router.get(path, ...signed, async (request, response) => {
      const portalId = onlyNumber(signedRequest(request).query, 'portalId');
      if (portalId === null) return void response.status(400).json({ error: 'expected one portalId, a number' });
      response.json(await read(portalId));
    });
  return router;
}
