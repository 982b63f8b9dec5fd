import type { Manifest } from '../src/app/app.ts';
import { HANDLERS } from '../workflows-actions/handlers.ts';
import { assertAgreement } from './agreement.ts';

/**
 * What every start of the app is handed: the actions that this project names, and the check that
 * the server keeps its word.
 */
export const MANIFEST: Manifest = { actions: HANDLERS, assertAgreement };
