import express, { type Request, type Response, type Router } from 'express';
import {
  SETTINGS_ACTIONS,
  type SettingsAction,
  type SettingsDone,
  type SettingsView,
} from '../../cards/settings/contract.ts';
import { type AgreementLanguage, agreementLanguage } from '../domain/sales/agreement-words/words.ts';
import type { AdminWish } from '../use-cases/portals/act-on-settings.ts';
import { neverKept, onlyNumber } from './card-requests.ts';
import type { OnlyOnce } from './only-once.ts';
import { signedByHubspot, signedRequest, type Trust } from './signed-requests.ts';

export type SettingsRoutes = Trust & {
  readonly read: (portalId: number, language: AgreementLanguage) => Promise<SettingsView>;
  readonly act: (portalId: number, wish: AdminWish) => Promise<SettingsDone>;
  readonly once: OnlyOnce;
};

/**
 * `GET /cards/settings` and `POST /cards/settings/{action}`, as HubSpot's `hubspot.fetch` calls
 * them for the settings page, which HubSpot opens to administrators.
 */
export function settingsRoutes({ read, act, once, ...trust }: SettingsRoutes): Router {
  const router = express.Router();
  const signed = signedByHubspot(trust);
  /** The portal of a request; null: the answer 400 is given. */
  function portalOf(request: Request, response: Response): number | null {
    const portalId = onlyNumber(signedRequest(request).query, 'portalId');
    if (portalId === null) response.status(400).json({ error: 'expected one portalId, a number' });
    return portalId;
  }

  router.use('/cards/settings', neverKept);
  router.get('/cards/settings', ...signed, async (request, response) => {
    const portalId = portalOf(request, response);
    const language = agreementLanguage(signedRequest(request).query.get('language'));
    if (portalId !== null) response.json(await read(portalId, language));
  });
  router.post('/cards/settings/:action', ...signed, async (request, response) => {
    const portalId = portalOf(request, response);
    if (portalId === null) return;
    const wish = wishOf(`${request.params['action']}`, signedRequest(request).body);
    if (wish === 'unknown') return void response.status(404).json({ error: 'no such action' });
    if (wish === 'invalid') return void response.status(400).json({ error: 'the body is not one of this action' });
    // The others are harmless twice.
    const done =
      wish.name === 'disconnect' ? await once(request, portalId, () => act(portalId, wish)) : await act(portalId, wish);
    response.json((done === 'done_before' ? { outcome: 'disconnecting' } : done) satisfies SettingsDone);
  });
  return router;
}

function wishOf(name: string, body: unknown): AdminWish | 'unknown' | 'invalid' {
  if (!Object.hasOwn(SETTINGS_ACTIONS, name)) return 'unknown';
  const parsed = SETTINGS_ACTIONS[name as SettingsAction].safeParse(body ?? {});
  return parsed.success ? ({ name, body: parsed.data } as AdminWish) : 'invalid';
}
