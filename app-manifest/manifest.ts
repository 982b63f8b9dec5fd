import type { Manifest } from '../src/app/app.ts';
import { HANDLERS } from '../workflows-actions/handlers.ts';
import { assertAgreement } from './agreement.ts';

/**
 * What the app needs from its HubSpot project at every start: the handlers of the actions, and the
 * check that the project and the server agree.
 */
export const MANIFEST: Manifest = { actions: HANDLERS, assertAgreement };
