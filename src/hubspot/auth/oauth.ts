import { z } from 'zod';
import { HUBSPOT_PATHS } from '../transport/dated-paths.ts';
import { plainRequest } from '../transport/plain-request.ts';
import { maybeNumber, texts } from '../transport/tolerant.ts';
import { faultOf, type OAuthFault } from './oauth-fault.ts';

export interface OAuthConfig {
  readonly apiUrl: string;
  readonly appUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock: { now(): number };
  readonly timeoutMs?: number;
}

export interface StoredTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

interface AuthorizeRequest {
  readonly redirectUri: string;
  /** Exactly the scopes that the app's manifest requires, or HubSpot shows a mismatch page. */
  readonly scopes: readonly string[];
  readonly optionalScopes?: readonly string[];
  readonly state: string;
}

export type ExchangeOutcome =
  | {
      readonly outcome: 'granted';
      readonly portalId: number;
      readonly userId: number | undefined;
      readonly scopes: readonly string[];
      readonly tokens: StoredTokens;
    }
  | { readonly outcome: 'bad_code'; readonly reason: string }
  | OAuthFault;

export type RefreshOutcome =
  | { readonly outcome: 'granted'; readonly tokens: StoredTokens }
  | { readonly outcome: 'grant_dead'; readonly reason: string }
  | OAuthFault;

type IntrospectOutcome =
  | {
      readonly outcome: 'active';
      readonly portalId: number;
      readonly userId: number | undefined;
      readonly appId: number | undefined;
      readonly scopes: readonly string[];
    }
  | { readonly outcome: 'inactive' }
  | OAuthFault;

type RevokeOutcome = { readonly outcome: 'revoked' } | OAuthFault;

export interface OAuth {
  /** Where the installer's browser goes. */
  authorizeUrl(request: AuthorizeRequest): string;
  /** A code is good once: on `unavailable` the installer starts again. */
  exchangeCode(code: string, redirectUri: string): Promise<ExchangeOutcome>;
  refreshTokens(refreshToken: string): Promise<RefreshOutcome>;
  introspect(token: string, kind: 'access_token' | 'refresh_token'): Promise<IntrospectOutcome>;
  /**
   * Voids the refresh token; access tokens issued from it live on for up to 30 minutes. A token
   * already void is revoked.
   */
  revoke(refreshToken: string): Promise<RevokeOutcome>;
}

/**
 * HubSpot's OAuth. One attempt a call; `unavailable` names trouble that passes by itself.
 * https://developers.hubspot.com/docs/api-reference/latest/authentication/manage-oauth-tokens
 */
export function createOAuth(config: OAuthConfig): OAuth {
  const { apiUrl, appUrl, clientId, clientSecret, clock, timeoutMs = 15_000 } = config;

  /** Secrets go in the body, never in the URL, where logs would keep them. */
  async function post(path: string, fields: Readonly<Record<string, string>>): Promise<unknown> {
    const { data } = await plainRequest({
      method: 'POST',
      url: apiUrl + path,
      body: new URLSearchParams({ ...fields, client_id: clientId, client_secret: clientSecret }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return data;
  }

  async function tokens(fields: Readonly<Record<string, string>>) {
    const askedAt = clock.now();
    const grant = tokenAnswer.parse(await post(HUBSPOT_PATHS.token, fields));
    return {
      ...grant,
      tokens: {
        accessToken: grant.access_token,
        refreshToken: z.string().parse(grant.refresh_token ?? fields['refresh_token']),
        expiresAt: askedAt + grant.expires_in * 1_000,
      },
    };
  }

  return {
    authorizeUrl({ redirectUri, scopes, optionalScopes = [], state }) {
      const query = [
        ['client_id', clientId],
        ['redirect_uri', redirectUri],
        ['scope', scopes.join(' ')],
        ...(optionalScopes.length === 0 ? [] : [['optional_scope', optionalScopes.join(' ')]]),
        ['state', state],
      ].map(([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`); // spaces as %20, never as +
      return `${appUrl}/oauth/authorize?${query.join('&')}`;
    },

    async exchangeCode(code, redirectUri) {
      try {
        const grant = await tokens({ grant_type: 'authorization_code', code, redirect_uri: redirectUri });
        return {
          outcome: 'granted',
          portalId: z.number().parse(grant.hub_id),
          userId: grant.user_id,
          scopes: grant.scopes,
          tokens: grant.tokens,
        };
      } catch (error) {
        const fault = faultOf(error);
        return fault.outcome === 'refused' ? { ...fault, outcome: 'bad_code' } : fault;
      }
    },

    async refreshTokens(refreshToken) {
      try {
        const grant = await tokens({ grant_type: 'refresh_token', refresh_token: refreshToken });
        return { outcome: 'granted', tokens: grant.tokens };
      } catch (error) {
        const fault = faultOf(error);
        return fault.outcome === 'refused' ? { ...fault, outcome: 'grant_dead' } : fault;
      }
    },

    async introspect(token, kind) {
      try {
        const info = tokenInfo.parse(await post(HUBSPOT_PATHS.introspect, { token, token_type_hint: kind }));
        return info.active
          ? { outcome: 'active', portalId: info.hub_id, userId: info.user_id, appId: info.app_id, scopes: info.scopes }
          : { outcome: 'inactive' };
      } catch (error) {
        const fault = faultOf(error);
        return fault.outcome === 'refused' ? { outcome: 'inactive' } : fault;
      }
    },

    async revoke(refreshToken) {
      try {
        await post(HUBSPOT_PATHS.revoke, { token: refreshToken, token_type_hint: 'refresh_token' });
        return { outcome: 'revoked' };
      } catch (error) {
        const fault = faultOf(error);
        return fault.outcome === 'refused' ? { outcome: 'revoked' } : fault;
      }
    },
  };
}

/** `scopes` may come as one text, separated by spaces. */
const scopes = texts.transform((list) => list.flatMap((text) => text.split(/\s+/).filter(Boolean)));

/**
 * How long a token lives, in seconds. HubSpot says half an hour; less than the least would be
 * renewed before each call, and a token that ends earlier than it is said to is renewed at its 401.
 */
const LIFETIME = { usual: 1_800, least: 600, most: 86_400 };

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  /** absent: the one that was asked with stays */
  refresh_token: z.string().min(1).optional(),
  expires_in: maybeNumber.transform((told = LIFETIME.usual) => Math.min(Math.max(told, LIFETIME.least), LIFETIME.most)),
  hub_id: maybeNumber,
  user_id: maybeNumber,
  scopes,
});

/** A token is inactive only if HubSpot says so, since an inactive token ends the grant. */
const tokenInfo = z.union([
  z.object({ active: z.literal([false, 'false']).transform(() => false as const) }),
  z.object({
    active: z.literal([true, 'true']).transform(() => true as const),
    hub_id: z.coerce.number().positive(),
    user_id: maybeNumber,
    app_id: maybeNumber,
    scopes,
  }),
]);
