import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { noContent, ok, type Reply } from '../http/reply.ts';
import type { AppSettings, Grants, Tokens } from './grants.ts';

export type OAuthCall = {
  readonly app: AppSettings;
  readonly grants: Grants;
  readonly form: Readonly<Record<string, string>>;
};

const client = { client_id: z.string().min(1), client_secret: z.string().min(1) };

const tokenForm = z.discriminatedUnion('grant_type', [
  z.object({ grant_type: z.literal('authorization_code'), code: z.string(), redirect_uri: z.string(), ...client }),
  z.object({ grant_type: z.literal('refresh_token'), refresh_token: z.string(), ...client }),
]);

/** The specification says `token`; the guide names the field by its kind. */
const tokenToInspect = z
  .object({
    token: z.string().optional(),
    access_token: z.string().optional(),
    refresh_token: z.string().optional(),
    token_type_hint: z.enum(['access_token', 'refresh_token']).optional(),
    ...client,
  })
  .transform((form) => ({ ...form, token: form.token ?? form.access_token ?? form.refresh_token }))
  .refine((form): form is typeof form & { token: string } => form.token !== undefined, 'token is missing');

export function exchangeToken({ app, grants, form }: OAuthCall): Reply {
  if (!['authorization_code', 'refresh_token'].includes(form.grant_type ?? '')) {
    throw refused(
      'unsupported_grant_type',
      'BAD_GRANT_TYPE',
      `grant_type ${form.grant_type ?? '(missing)'} is not known`,
    );
  }
  const request = readForm(tokenForm, form);
  requireClient(app, request);

  if (request.grant_type === 'refresh_token') {
    const tokens = grants.refresh(request.refresh_token);
    if (!tokens) throw refused('invalid_grant', 'BAD_REFRESH_TOKEN', 'missing or invalid refresh token');
    return ok(tokenBody(tokens));
  }
  const result = grants.exchange(request.code, request.redirect_uri);
  if (!result.ok) throw refused('invalid_grant', result.reason, 'missing or invalid auth code or redirect_uri');
  return ok(tokenBody(result.tokens));
}

export function introspectToken({ app, grants, form }: OAuthCall): Reply {
  const request = readForm(tokenToInspect, form);
  requireClient(app, request);
  const facts = grants.inspect(request.token);
  if (!facts) return ok({ active: false });
  return ok({
    active: true,
    token: request.token,
    token_use: facts.kind,
    token_type: 'bearer',
    hub_id: facts.portalId,
    user_id: USER_ID,
    user: 'admin@portal.example',
    hub_domain: `portal-${facts.portalId}.example`,
    client_id: app.clientId,
    app_id: app.appId,
    scopes: facts.scopes,
    ...(facts.expiresIn === undefined ? {} : { expires_in: Math.floor(facts.expiresIn / 1000) }),
  });
}

/** Revokes a refresh token only: access tokens already out live on for up to 30 minutes. */
export function revokeToken({ app, grants, form }: OAuthCall): Reply {
  const request = readForm(tokenToInspect, form);
  requireClient(app, request);
  if (!grants.revoke(request.token)) {
    throw refused('invalid_grant', 'BAD_REFRESH_TOKEN', 'missing or invalid refresh token');
  }
  return noContent;
}

const USER_ID = 901;

const tokenBody = (tokens: Tokens) => ({
  token_type: 'bearer',
  token_use: 'access_token',
  access_token: tokens.accessToken,
  refresh_token: tokens.refreshToken,
  expires_in: tokens.expiresIn,
  hub_id: tokens.portalId,
  user_id: USER_ID,
  scopes: tokens.scopes,
});

function readForm<T extends z.ZodType>(schema: T, form: Readonly<Record<string, string>>): z.output<T> {
  const result = schema.safeParse(form);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw refused('invalid_request', 'BAD_REQUEST', `${issue.path.join('.') || 'body'}: ${issue.message}`);
}

function requireClient(app: AppSettings, form: { client_id: string; client_secret: string }): void {
  if (form.client_id !== app.clientId) throw refused('invalid_client', 'BAD_CLIENT_ID', 'missing or unknown client id');
  const [given, own] = [Buffer.from(form.client_secret), Buffer.from(app.clientSecret)];
  if (given.length !== own.length || !timingSafeEqual(given, own)) {
    throw refused('invalid_client', 'BAD_CLIENT_SECRET', 'missing or invalid client secret');
  }
}

/** OAuth errors have a body of their own; `status` names the cause. */
const refused = (error: string, status: string, message: string) =>
  new Problem(message, { status: 400, json: { status, message, error, error_description: message } });
