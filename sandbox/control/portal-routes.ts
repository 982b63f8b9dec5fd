import { z } from 'zod';
import { readMapping } from '../csv/mapping.ts';
import { readBody } from '../http/problem.ts';
import { noContent, ok } from '../http/reply.ts';
import { importCsv } from '../import-csv.ts';
import { OBJECT_TYPES } from '../portal/object-types.ts';
import { FAILING_WAYS } from '../portal/portal.ts';
import { loadSample } from '../sample/sample.ts';
import { type ControlRoute, PORTAL, portalOf, route } from './control-route.ts';

const names = z.array(z.string()).min(1);
const objectType = z.enum(OBJECT_TYPES);
const rulesBody = z.strictObject({
  rules: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('conditional'),
        objectType,
        property: z.string(),
        values: names.optional(),
        requires: names,
      }),
      z.strictObject({ kind: z.literal('on_create'), objectType, requires: names }),
      z.strictObject({ kind: z.literal('locked'), objectType, property: z.string(), value: z.string() }),
    ]),
  ),
  batches: z.enum(['whole', 'row']),
});
const failingBody = z.record(z.string(), z.enum(FAILING_WAYS));

/** The accounts: the app's install, what they hold, what waits in them. */
export const portalRoutes: readonly ControlRoute[] = [
  route('GET', '/_sandbox/portals', 'the accounts and what they hold', ({ sandbox }) =>
    ok(
      [...sandbox.portals.values()].map(({ settings, records, lists }) => ({
        id: settings.id,
        name: settings.name,
        installedScopes: sandbox.grants.installed(settings.id) ?? null,
        contacts: records.contacts.size(),
        companies: records.companies.size(),
        deals: records.deals.size(),
        tasks: records.tasks.size(),
        lists: lists.all().length,
      })),
    ),
  ),
  route('POST', `${PORTAL}/install`, 'install the app without a browser; answers with tokens', (call) => {
    const { scopes } = readBody(z.strictObject({ scopes: z.array(z.string()).optional() }), call.body);
    return ok(call.sandbox.install(portalOf(call).settings.id, scopes));
  }),
  route('POST', `${PORTAL}/marketplace-install`, 'redirectUri → the URL the marketplace opens', (call) => {
    const { redirectUri } = readBody(z.strictObject({ redirectUri: z.url() }), call.body);
    return ok({ url: call.sandbox.marketplaceInstall(redirectUri, portalOf(call).settings.id) });
  }),
  route('POST', `${PORTAL}/uninstall`, 'the customer removes the app; nobody is told', (call) => {
    call.sandbox.uninstall(portalOf(call).settings.id);
    return noContent;
  }),
  route('POST', `${PORTAL}/sample`, 'fill the account with about 300 made-up contacts', (call) => {
    loadSample(portalOf(call));
    return ok({ contacts: portalOf(call).records.contacts.size() });
  }),
  route('POST', `${PORTAL}/import`, 'contacts: path of a CSV file, mapping: the mapping itself', async (call) => {
    const body = readBody(z.strictObject({ contacts: z.string(), mapping: z.unknown() }), call.body);
    return ok(await importCsv(portalOf(call), body.contacts, readMapping(body.mapping)));
  }),
  route('GET', `${PORTAL}/state`, 'all the account holds, in stable order', (call) =>
    ok(call.sandbox.state(portalOf(call).settings.id)),
  ),
  route('POST', `${PORTAL}/search-index/catch-up`, 'search sees all writes at once', (call) => {
    for (const index of Object.values(portalOf(call).search)) index.catchUp();
    return noContent;
  }),
  route('PUT', `${PORTAL}/rules`, "rules, batches: the account's own rules for what is written", (call) => {
    portalOf(call).rules = readBody(rulesBody, call.body);
    return noContent;
  }),
  route(
    'PUT',
    `${PORTAL}/failing`,
    'contact id → read, read_all, write, task or list: what HubSpot fails at',
    (call) => {
      const { failing } = portalOf(call);
      failing.clear();
      for (const [id, way] of Object.entries(readBody(failingBody, call.body))) failing.set(id, way);
      return noContent;
    },
  ),
  route('GET', `${PORTAL}/callbacks`, 'workflow callbacks and their completions', (call) =>
    ok([...portalOf(call).callbacks.values()]),
  ),
  route('POST', `${PORTAL}/callbacks`, 'callbackId: a workflow action that answered BLOCK', (call) => {
    const { callbackId } = readBody(z.strictObject({ callbackId: z.string() }), call.body);
    portalOf(call).callbacks.set(callbackId, { callbackId, completions: [] });
    return noContent;
  }),
];
