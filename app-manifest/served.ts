import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../src/app/scopes.ts';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import { ROUTES } from '../src/http/paths.ts';
import { webhookSubscriptions } from '../src/use-cases/webhooks/webhook-subscriptions.ts';
import { HANDLERS } from '../workflows-actions/handlers.ts';
import type { Served } from './disagreements.ts';

/**
 * What this code serves at a public address. `answers` asks a running server for its routes;
 * without it the table of paths decides.
 */
export const served = (publicUrl: string, answers: Served['answers'] = isKnownPath): Served => ({
  publicUrl,
  requiredScopes: REQUIRED_SCOPES,
  optionalScopes: OPTIONAL_SCOPES,
  subscriptions: webhookSubscriptions(DEFAULT_MODEL),
  actions: HANDLERS,
  answers,
});

const patterns = Object.values(ROUTES).map((path) => new RegExp(`^${path.replace(/:[a-z]+/g, '[^/]+')}$`));
const isKnownPath: Served['answers'] = (_method, path) => patterns.some((pattern) => pattern.test(path));
