import type { Reply } from '../http/reply.ts';
import type { AppSettings, Grants } from './grants.ts';

export type AuthorizeRequest = {
  readonly query: URLSearchParams;
  /** The portal of `/oauth/{portalId}/authorize`, or the one that the user works in. */
  readonly portalId: number;
  /** A browser sees a page with a button; for a program it counts as pressed. */
  readonly browser: boolean;
  /** Optional scopes that this account cannot give. */
  readonly lackingScopes: readonly string[];
};

/** HubSpot's consent page: checks the install link and sends the user back with a code. */
export function authorize(app: AppSettings, grants: Grants, request: AuthorizeRequest): Reply {
  const { query } = request;
  const redirectUri = query.get('redirect_uri') ?? '';
  const complaint = complaintAbout(app, query, redirectUri);
  if (complaint) return page(400, 'Cannot install', `<p>${escapeHtml(complaint)}</p>`);

  const optional = words(query.get('optional_scope')).filter((scope) => !request.lackingScopes.includes(scope));
  const scopes = [...new Set([...words(query.get('scope')), ...optional])];
  if (request.browser && query.get('consent') !== 'yes') {
    const agreed = new URLSearchParams([...query, ['consent', 'yes'], ['portalId', String(request.portalId)]]);
    return page(
      200,
      `Connect the app to account ${request.portalId}`,
      `<ul>${scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('')}</ul><p><a href="?${escapeHtml(agreed.toString())}">Connect app</a></p>`,
    );
  }

  const target = new URL(redirectUri);
  target.searchParams.set('code', grants.consent(request.portalId, scopes, redirectUri));
  const state = query.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, headers: { location: target.href } };
}

function complaintAbout(app: AppSettings, query: URLSearchParams, redirectUri: string): string | undefined {
  if (query.get('client_id') !== app.clientId) return 'Unknown client_id.';
  if (!isAllowedRedirect(app, redirectUri)) return `redirect_uri ${redirectUri} is not one of the app's redirect URLs.`;

  const asked = words(query.get('scope'));
  const missing = app.requiredScopes.filter((scope) => !asked.includes(scope));
  const unknown = asked.filter((scope) => !app.requiredScopes.includes(scope));
  const unknownOptional = words(query.get('optional_scope')).filter((scope) => !app.optionalScopes.includes(scope));
  if (missing.length + unknown.length + unknownOptional.length === 0) return undefined;
  return `Scope mismatch: missing [${missing.join(' ')}], not configured [${[...unknown, ...unknownOptional].join(' ')}].`;
}

function isAllowedRedirect(app: AppSettings, redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  if (app.redirectUrls.length > 0) return app.redirectUrls.includes(redirectUri);
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname));
}

const words = (text: string | null): string[] => (text ?? '').split(' ').filter((word) => word !== '');

const page = (status: number, title: string, body: string): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  text: `<!doctype html><title>${escapeHtml(title)}</title><h1>${escapeHtml(title)}</h1>${body}`,
});

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
