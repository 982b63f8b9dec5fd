import { z } from 'zod';
import { classify, type ErrorAnswer } from '../transport/classify.ts';

/**
 * Faults that end no grant. `misconfigured`: the app itself is wrong; `unavailable`: the fault will
 * pass.
 */
export type OAuthFault =
  | { readonly outcome: 'misconfigured'; readonly reason: string }
  | { readonly outcome: 'unavailable'; readonly reason: string };

/** HubSpot refuses this code or token, and will refuse it for ever. */
export interface GrantRefusal {
  readonly outcome: 'refused';
  readonly reason: string;
}

const REFUSED: ReadonlySet<string> = new Set([
  'BAD_REFRESH_TOKEN',
  'BAD_AUTH_CODE',
  'BAD_HUB',
  'invalid_grant',
  'access_denied',
]);
const MISCONFIGURED: ReadonlySet<string> = new Set([
  'BAD_CLIENT_ID',
  'BAD_CLIENT_SECRET',
  'BAD_REDIRECT_URI',
  'BAD_GRANT_TYPE',
  'BAD_SCOPES',
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
]);

/**
 * What a failed OAuth request means. Only an answer that surely ends a grant is `refused`, because
 * the end of a grant erases a portal's data. An unknown answer counts as `unavailable`.
 */
export function faultOf(error: unknown): GrantRefusal | OAuthFault {
  for (const reason of oauthWords(error)) {
    if (MISCONFIGURED.has(reason)) return { outcome: 'misconfigured', reason };
    if (REFUSED.has(reason)) return { outcome: 'refused', reason };
  }
  if (error instanceof z.ZodError) return { outcome: 'unavailable', reason: 'unexpected answer' };
  const known = classify(error, 'oauth');
  if (known === undefined) throw error;
  return { outcome: 'unavailable', reason: known.message };
}

const words = z.object({ status: z.string().optional(), error: z.string().optional() });

/**
 * HubSpot's `status` is more exact than OAuth's `error` (`BAD_CLIENT_SECRET` comes as
 * `invalid_grant`), so it goes first.
 */
function oauthWords(thrown: unknown): readonly string[] {
  const { code, body } = thrown as Partial<ErrorAnswer>;
  if (code !== 400 && code !== 401 && code !== 403) return [];
  const { status, error } = words.safeParse(body).data ?? {};
  return [status, error].filter((word) => word !== undefined);
}
