import express, { type Router } from 'express';
import type { SettingsView } from '../../cards/settings/contract.ts';
import { rawBody } from './raw-request.ts';
import { type CardTrust, neverKept, onlyNumber, signedQuery } from './signed-cards.ts';

export type SettingsRoutes = CardTrust & { readonly look: (portalId: number) => Promise<SettingsView> };

/**
 * `GET /cards/settings`, as HubSpot's `hubspot.fetch` calls it for the settings page. It only
 * reads.
 */
export function settingsRoutes({ look, ...trust }: SettingsRoutes): Router {
  const router = express.Router();
  router.get('/cards/settings', neverKept, rawBody, async (request, response) => {
    const query = signedQuery(trust, request, response);
    if (query === null) return;
    const portalId = onlyNumber(query, 'portalId');
    if (portalId === null) return void response.status(400).json({ error: 'expected one portalId, a number' });
    response.json(await look(portalId));
  });
  return router;
}
