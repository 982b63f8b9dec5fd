import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';

export type AppSettings = {
  readonly appId: number;
  readonly clientId: string;
  readonly clientSecret: string;
  /** All of these must be in the install link's `scope`. */
  readonly requiredScopes: readonly string[];
  readonly optionalScopes: readonly string[];
  /** Empty allows any https address and any localhost. */
  readonly redirectUrls: readonly string[];
  /** A refresh answers with a new refresh token and the old one dies. */
  readonly rotateRefreshTokens: boolean;
};

export type Tokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
  readonly portalId: number;
  readonly scopes: readonly string[];
};

type TokenFacts = {
  readonly kind: 'access_token' | 'refresh_token';
  readonly portalId: number;
  readonly scopes: readonly string[];
  /** Milliseconds left; undefined for a refresh token, which lives until it is revoked. */
  readonly expiresIn: number | undefined;
};

type Exchange = { readonly ok: true; readonly tokens: Tokens } | { readonly ok: false; readonly reason: string };

export type Grants = {
  /** The user's consent: a code for one exchange. */
  readonly consent: (portalId: number, scopes: readonly string[], redirectUri: string) => string;
  readonly exchange: (code: string, redirectUri: string) => Exchange;
  readonly refresh: (refreshToken: string) => Tokens | undefined;
  readonly inspect: (token: string) => TokenFacts | undefined;
  readonly revoke: (refreshToken: string) => boolean;
  /** Scopes of the portal's install, or undefined when the app is not installed there. */
  readonly installed: (portalId: number) => readonly string[] | undefined;
  /** Ends the install with all its tokens. */
  readonly uninstall: (portalId: number) => void;
};

const CODE_LIFE = 60_000;
/** https://developers.hubspot.com/docs/api-reference/latest/authentication/manage-oauth-tokens */
const ACCESS_LIFE = 30 * 60_000;

type Code = {
  readonly portalId: number;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly until: number;
};
type Access = { readonly portalId: number; readonly scopes: readonly string[]; readonly until: number };
type Refresh = { readonly portalId: number; readonly scopes: readonly string[] };

/** Codes and tokens of one app over all portals, alive by the sandbox clock. */
export function createGrants(clock: Clock, rotateRefreshTokens: boolean): Grants {
  const codes = new Map<string, Code>();
  const accessTokens = new Map<string, Access>();
  const refreshTokens = new Map<string, Refresh>();
  const installs = new Map<number, readonly string[]>();

  const issue = (refreshToken: string, { portalId, scopes }: Refresh): Tokens => {
    // HubSpot asks apps to allow for 512 characters and more.
    const accessToken = `at-${randomBytes(384).toString('base64url')}`;
    accessTokens.set(accessToken, { portalId, scopes, until: clock.now() + ACCESS_LIFE });
    return { accessToken, refreshToken, expiresIn: ACCESS_LIFE / 1000, portalId, scopes };
  };
  const newRefreshToken = (grant: Refresh) => {
    const token = `rt-${randomBytes(24).toString('base64url')}`;
    refreshTokens.set(token, grant);
    return token;
  };

  return {
    consent: (portalId, scopes, redirectUri) => {
      const code = randomBytes(24).toString('base64url');
      codes.set(code, { portalId, scopes, redirectUri, until: clock.now() + CODE_LIFE });
      return code;
    },
    exchange: (code, redirectUri) => {
      const grant = codes.get(code);
      if (!grant) return { ok: false, reason: 'BAD_AUTH_CODE' };
      if (grant.redirectUri !== redirectUri) return { ok: false, reason: 'BAD_REDIRECT_URI' };
      codes.delete(code);
      if (grant.until <= clock.now()) return { ok: false, reason: 'BAD_AUTH_CODE' };
      installs.set(grant.portalId, grant.scopes);
      return { ok: true, tokens: issue(newRefreshToken(grant), grant) };
    },
    refresh: (refreshToken) => {
      const grant = refreshTokens.get(refreshToken);
      if (!grant) return undefined;
      if (!rotateRefreshTokens) return issue(refreshToken, grant);
      refreshTokens.delete(refreshToken);
      return issue(newRefreshToken(grant), grant);
    },
    inspect: (token) => {
      const refresh = refreshTokens.get(token);
      if (refresh) return { kind: 'refresh_token', ...refresh, expiresIn: undefined };
      const access = accessTokens.get(token);
      const expiresIn = (access?.until ?? 0) - clock.now();
      if (!access || expiresIn <= 0) return undefined;
      return { kind: 'access_token', portalId: access.portalId, scopes: access.scopes, expiresIn };
    },
    revoke: (refreshToken) => refreshTokens.delete(refreshToken),
    installed: (portalId) => installs.get(portalId),
    uninstall: (portalId) => {
      installs.delete(portalId);
      for (const tokens of [accessTokens, refreshTokens, codes] as Map<string, Refresh>[]) {
        for (const [token, grant] of tokens) if (grant.portalId === portalId) tokens.delete(token);
      }
    },
  };
}
