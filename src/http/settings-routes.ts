import express, { type Router } from 'express';
import {
  SETTINGS_ACTIONS,
  type SettingsAction,
  type SettingsDone,
  type SettingsView,
} from '../../cards/settings/contract.ts';
import { type AgreementLanguage, agreementLanguage } from '../domain/sales/agreement-words/words.ts';
import type { AdminWish } from '../use-cases/portals/settings/act-on-settings.ts';
import { type Asker, askerOf, neverKept } from './requests/card-requests.ts';
import type { OnlyOnce } from './requests/only-once.ts';
import { signedByHubspot, signedRequest, type Trust } from './requests/signed-requests.ts';

export type SettingsRoutes = Trust & {
  readonly read: (asker: Asker, language: AgreementLanguage) => Promise<SettingsView>;
  readonly act: (asker: Asker, wish: AdminWish) => Promise<SettingsDone>;
  readonly once: OnlyOnce;
};

/**
 * `GET /cards/settings` and `POST /cards/settings/{action}`, as HubSpot's `hubspot.fetch` calls
 * them for the settings page, which HubSpot opens to administrators.
 */
export function settingsRoutes({ read, act, once, ...trust }: SettingsRoutes): Router {
  const router = express.Router();
  const signed = signedByHubspot(trust);

  router.use('/cards/settings', neverKept);
  router.get('/cards/settings', ...signed, async (request, response) => {
    const asker = askerOf(request, response);
    const language = agreementLanguage(signedRequest(request).query.get('language'));
    if (asker !== null) response.json(await read(asker, language));
  });
  router.post('/cards/settings/:action', ...signed, async (request, response) => {
    const asker = askerOf(request, response);
    if (asker === null) return;
    const wish = wishOf(`${request.params['action']}`, signedRequest(request).body);
    if (wish === 'unknown') return void response.status(404).json({ error: 'no such action' });
    if (wish === 'invalid') return void response.status(400).json({ error: 'the body is not one of this action' });
    const done = await once(request, asker.portalId, () => act(asker, wish));
    response.json((done === 'done_before' ? DONE_BEFORE[wish.name] : done) satisfies SettingsDone);
  });
  return router;
}

const DONE_BEFORE: Readonly<Record<SettingsAction, SettingsDone>> = {
  retry: { outcome: 'retried', count: 0 },
  lists: { outcome: 'lists_asked' },
  editor: { outcome: 'editors_changed' },
  feed: { outcome: 'feed_again' },
  disconnect: { outcome: 'disconnecting' },
};

function wishOf(name: string, body: unknown): AdminWish | 'unknown' | 'invalid' {
  if (!Object.hasOwn(SETTINGS_ACTIONS, name)) return 'unknown';
  const parsed = SETTINGS_ACTIONS[name as SettingsAction].safeParse(body ?? {});
  return parsed.success ? ({ name, body: parsed.data } as AdminWish) : 'invalid';
}
