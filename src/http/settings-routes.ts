import express, { type Router } from 'express';
import type { SettingsView } from '../../cards/settings/contract.ts';
import { neverKept, onlyNumber } from './card-requests.ts';
import { signedByHubspot, signedRequest, type Trust } from './signed-requests.ts';

export type SettingsRoutes = Trust & { readonly read: (portalId: number) => Promise<SettingsView> };

/**
 * `GET /cards/settings`, as HubSpot's `hubspot.fetch` calls it for the settings page. It only
 * reads.
 */
export function settingsRoutes({ read, ...trust }: SettingsRoutes): Router {
  const router = express.Router();
  router.get('/cards/settings', neverKept, ...signedByHubspot(trust), async (request, response) => {
    const portalId = onlyNumber(signedRequest(request).query, 'portalId');
    if (portalId === null) return void response.status(400).json({ error: 'expected one portalId, a number' });
    response.json(await read(portalId));
  });
  return router;
}
