/**
 * The dated API version that every request names.
 * https://developers.hubspot.com/docs/developer-tooling/platform/versioning
 */
const API_VERSION = '2026-09';

/** Paths of plain requests: what the official client does not know, or does not read whole. */
export const HUBSPOT_PATHS = {
  token: `/oauth/${API_VERSION}/token`,
  introspect: `/oauth/${API_VERSION}/token/introspect`,
  revoke: `/oauth/${API_VERSION}/token/revoke`,
  accountDetails: `/account-info/${API_VERSION}/details`,
  users: (after: string | undefined) =>
    `/settings/users/${API_VERSION}?limit=100${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`,
  /** Forms have no dated path yet: the client knows them under this number alone. */
  forms: (after: string | undefined) =>
    `/marketing/v3/forms?limit=100${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`,
  marketingEmails: (after: string | undefined) =>
    `/marketing/emails/${API_VERSION}?limit=50${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`,
  mailStatistics: (query: URLSearchParams) => `/marketing/emails/${API_VERSION}/statistics/list?${query}`,
  uninstall: `/appinstalls/${API_VERSION}/external-install`,
  completeCallbacks: `/automation/actions/callbacks/${API_VERSION}/complete`,
  /** The official client knows no pages of pipelines. */
  dealPipelines: (after: string | undefined) =>
    `/crm/pipelines/${API_VERSION}/deals${after === undefined ? '' : `?after=${encodeURIComponent(after)}`}`,
  /** The official client knows no filters of lists. */
  lists: `/crm/lists/${API_VERSION}`,
  changeMembership: (listId: string) =>
    `/crm/lists/${API_VERSION}/${encodeURIComponent(listId)}/memberships/add-and-remove`,
} as const;

/**
 * The numbered paths that the official client calls, and where the same API lives in the dated
 * version.
 */
const DATED: readonly (readonly [numbered: string, dated: string])[] = [
  ['/crm/v3/objects', `/crm/objects/${API_VERSION}`],
  ['/crm/v3/properties', `/crm/properties/${API_VERSION}`],
  ['/crm/v3/lists', `/crm/lists/${API_VERSION}`],
  ['/crm/v3/owners', `/crm/owners/${API_VERSION}`],
  ['/crm/v3/pipelines', `/crm/pipelines/${API_VERSION}`],
  ['/crm/v4/associations', `/crm/associations/${API_VERSION}`],
];

/**
 * The same URL on the dated path. Throws for a path that the table lacks, so that no numbered path
 * leaves the process.
 */
export function toDatedUrl(url: string): string {
  const parsed = new URL(url);
  const path = parsed.pathname.replace(/\/$/, '');
  const row = DATED.find(([numbered]) => path === numbered || path.startsWith(`${numbered}/`));
  if (row === undefined) {
    throw new Error(
      `No dated path is known for ${path}. Add its row to the table in src/hubspot/transport/dated-paths.ts.`,
    );
  }
  const [numbered, dated] = row;
  parsed.pathname = dated + path.slice(numbered.length);
  return parsed.href;
}
