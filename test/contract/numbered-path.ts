/**
 * The OpenAPI files spell the numbered paths of the Node client; the app and the sandbox speak the
 * dated ones. First match wins.
 */
const DATED_TO_NUMBERED: readonly (readonly [dated: RegExp, numbered: string])[] = [
  [/^\/crm\/objects\/2026-09\/([^/]+\/[^/]+\/associations(?:\/.*)?)$/, '/crm/v4/objects/$1'],
  [/^\/crm\/objects\/2026-09(\/.*)$/, '/crm/v3/objects$1'],
  [/^\/crm\/associations\/2026-09(\/.*)$/, '/crm/v4/associations$1'],
  [/^\/settings\/users\/2026-09(\/.*)?$/, '/settings/v3/users$1'],
  [/^\/crm\/(properties|lists|owners|pipelines)\/2026-09(\/.*)?$/, '/crm/v3/$1$2'],
  [/^\/automation\/actions\/callbacks\/2026-09(\/.*)$/, '/automation/v4/actions/callbacks$1'],
  [/^(\/marketing\/v3\/forms)$/, '$1'],
  [/^\/marketing\/emails\/2026-09(\/.*)?$/, '/marketing/v3/emails$1'],
  // The hand-written file of endpoints that the client lacks has the dated paths themselves.
  [/^(\/(?:oauth|account-info|appinstalls)\/2026-09\/.*)$/, '$1'],
];

/**
 * The path under which the OpenAPI files describe a dated path; undefined when there is none, as
 * for a path that is not dated.
 */
export function numberedPath(path: string): string | undefined {
  const trimmed = path.replace(/\/$/, '');
  const rule = DATED_TO_NUMBERED.find(([dated]) => dated.test(trimmed));
  return rule && trimmed.replace(...rule);
}
