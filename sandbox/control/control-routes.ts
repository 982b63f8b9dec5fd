import { z } from 'zod';
import { activitySchema } from '../behaviour/activity.ts';
import { readMapping } from '../csv/mapping.ts';
import { faultSchema } from '../http/faults.ts';
import { problems, readBody } from '../http/problem.ts';
import { noContent, ok, type Reply } from '../http/reply.ts';
import type { PathPattern } from '../http/route-match.ts';
import { importCsv } from '../import-csv.ts';
import { checkWrite } from '../portal/check-write.ts';
import { type ObjectType, parseObjectType } from '../portal/object-types.ts';
import type { Portal } from '../portal/portal.ts';
import type { CrmRecord, Source } from '../portal/records.ts';
import { archiveRecord, eraseContact, mergeRecords, restoreRecord } from '../portal/removal.ts';
import { applyWrite, createRecord } from '../portal/write.ts';
import { loadSample } from '../sample/sample.ts';
import type { Controlled } from '../sandbox.ts';

type ControlCall = {
  readonly sandbox: Controlled;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
};

export type ControlRoute = PathPattern & {
  /** One line for the index at `GET /_sandbox`. */
  readonly does: string;
  readonly handle: (call: ControlCall) => Reply | Promise<Reply>;
};

const PORTAL = '/_sandbox/portals/{portalId}';
const RECORD = `${PORTAL}/{objectType}/{id}`;

/** A person at the screen, as history and webhooks name them. */
const USER: Source = { type: 'CRM_UI', id: 'userId:901' };

const instant = z.union([z.int(), z.iso.datetime().transform((text) => Date.parse(text))]);
const clockBody = z.strictObject({
  set: instant.optional(),
  advanceMs: z.int().min(0).optional(),
  advanceDays: z.number().min(0).optional(),
  mode: z.enum(['running', 'frozen']).optional(),
});

const webhookBody = z.strictObject({
  targetUrl: z.url().optional(),
  subscriptions: z
    .array(
      z.strictObject({
        subscriptionType: z.string(),
        objectType: z.string().optional(),
        propertyName: z.string().optional(),
        active: z.boolean().optional(),
      }),
    )
    .optional(),
  batchSize: z.int().min(1).max(100).optional(),
  batchWindowMs: z.int().min(0).optional(),
  concurrency: z.int().min(1).max(10).optional(),
  timeoutMs: z.int().min(1).optional(),
  retryDelaysMs: z.array(z.int().min(0)).optional(),
  signingTime: z.enum(['sandbox', 'real']).optional(),
  chaos: z
    .strictObject({
      duplicate: z.number().min(0).max(1).default(0),
      reorder: z.boolean().default(false),
      delayMs: z.int().min(0).default(0),
      seed: z.int().default(1),
    })
    .optional(),
});

const MS_PER_DAY = 86_400_000;

const route = (method: string, path: string, does: string, handle: ControlRoute['handle']): ControlRoute => ({
  method,
  path,
  does,
  handle,
});

export const controlRoutes: readonly ControlRoute[] = [
  route('GET', '/_sandbox/clock', 'sandbox time and mode', ({ sandbox }) => ok(sandbox.clock.state())),
  route('POST', '/_sandbox/clock', 'set, advanceMs, advanceDays, mode running|frozen', ({ sandbox, body }) => {
    const { set, advanceMs = 0, advanceDays = 0, mode } = readBody(clockBody, body);
    if (set !== undefined) sandbox.clock.set(set);
    sandbox.clock.advance(advanceMs + Math.round(advanceDays * MS_PER_DAY));
    if (mode === 'frozen') sandbox.clock.freeze();
    if (mode === 'running') sandbox.clock.run();
    return ok(sandbox.clock.state());
  }),

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
  route('GET', `${PORTAL}/callbacks`, 'workflow callbacks and their completions', (call) =>
    ok([...portalOf(call).callbacks.values()]),
  ),
  route('POST', `${PORTAL}/callbacks`, 'callbackId: a workflow action that answered BLOCK', (call) => {
    const { callbackId } = readBody(z.strictObject({ callbackId: z.string() }), call.body);
    portalOf(call).callbacks.set(callbackId, { callbackId, completions: [] });
    return noContent;
  }),
  route(
    'POST',
    `${PORTAL}/contacts/{id}/activities`,
    'an activity: page_view, form_submission, email_click …',
    (call) => {
      const activity = readBody(activitySchema, call.body);
      call.sandbox.deliver(call.params.id!, activity, portalOf(call).settings.id);
      return noContent;
    },
  ),
  route('POST', `${PORTAL}/{objectType}`, 'a user makes a record: properties', (call) => {
    const portal = portalOf(call);
    const type = typeOf(call);
    return ok({ id: createRecord(portal, type, readProperties(call, portal, type), USER).id });
  }),
  route('PATCH', RECORD, 'a user changes properties', (call) => {
    const { portal, type, record } = recordOf(call);
    applyWrite(portal, type, record, readProperties(call, portal, type, record), USER);
    return noContent;
  }),
  route('DELETE', RECORD, 'a user deletes a record', (call) => {
    const { portal, type, record } = recordOf(call);
    archiveRecord(portal, type, record, USER);
    return noContent;
  }),
  route('POST', `${RECORD}/restore`, 'a user restores a deleted record', (call) => {
    const portal = portalOf(call);
    const type = typeOf(call);
    const record = portal.records[type].archived(call.params.id!);
    if (!record) throw problems.notFound(`No deleted ${type} ${call.params.id}.`);
    restoreRecord(portal, type, record, USER);
    return noContent;
  }),
  route('POST', `${RECORD}/erase`, 'a user deletes a contact for good (GDPR)', (call) => {
    const { portal, type, record } = recordOf(call);
    if (type !== 'contacts') throw problems.invalid('Only contacts can be erased.');
    eraseContact(portal, record, USER);
    return noContent;
  }),
  route('POST', `${RECORD}/merge`, 'a user merges the record `other` into this one', (call) => {
    const { portal, type, record } = recordOf(call);
    const { other } = readBody(z.strictObject({ other: z.string() }), call.body);
    const merged = portal.records[type].get(other);
    if (!merged || merged === record) throw problems.notFound(`No other ${type} ${other}.`);
    return ok({ id: mergeRecords(portal, type, record, merged, USER).id });
  }),

  route('GET', '/_sandbox/webhooks', 'settings and counts', ({ sandbox }) =>
    ok({ settings: sandbox.webhooks.settings(), counts: sandbox.webhooks.counts() }),
  ),
  route('PUT', '/_sandbox/webhooks', 'targetUrl, subscriptions, batching, retries, chaos', ({ sandbox, body }) => {
    const given = Object.entries(readBody(webhookBody, body)).filter(([, value]) => value !== undefined);
    sandbox.webhooks.configure(Object.fromEntries(given));
    return ok(sandbox.webhooks.settings());
  }),
  route('GET', '/_sandbox/webhooks/deliveries', 'the last attempts with their answers', ({ sandbox }) =>
    ok(sandbox.webhooks.deliveries()),
  ),
  route('GET', '/_sandbox/webhooks/idle', 'answers when everything is delivered or given up', async ({ sandbox }) => {
    await sandbox.webhooks.idle();
    return ok(sandbox.webhooks.counts());
  }),

  route('GET', '/_sandbox/faults', 'faults still to strike', ({ sandbox }) => ok(sandbox.faults.pending())),
  route('POST', '/_sandbox/faults', 'method, path pattern, times, skip, effect', ({ sandbox, body }) => {
    sandbox.faults.add(readBody(faultSchema, body));
    return noContent;
  }),
  route('DELETE', '/_sandbox/faults', 'forget all faults', ({ sandbox }) => {
    sandbox.faults.clear();
    return noContent;
  }),

  route('GET', '/_sandbox/calls', 'counts by route, method and status; peaks; 429s', ({ sandbox }) =>
    ok(sandbox.calls.summary()),
  ),
  route('GET', '/_sandbox/calls/exchanges', '?last=n: calls with bodies', ({ sandbox, query }) =>
    ok(sandbox.calls.exchanges().slice(-Number(query.get('last') ?? 100))),
  ),
  route('PUT', '/_sandbox/calls/recording', 'keep: how many exchanges, or "all"', ({ sandbox, body }) => {
    const { keep } = readBody(z.strictObject({ keep: z.union([z.int().min(0), z.literal('all')]) }), body);
    sandbox.calls.keep(keep === 'all' ? Number.POSITIVE_INFINITY : keep);
    return noContent;
  }),
  route('DELETE', '/_sandbox/calls', 'start counting anew', ({ sandbox }) => {
    sandbox.calls.reset();
    return noContent;
  }),
];

function portalOf({ sandbox, params }: ControlCall): Portal {
  return sandbox.portal(Number(params.portalId));
}

function typeOf({ params }: ControlCall): ObjectType {
  const type = parseObjectType(params.objectType ?? 'contacts');
  if (!type) throw problems.invalid(`Unknown object type ${params.objectType}`);
  return type;
}

function recordOf(call: ControlCall): { portal: Portal; type: ObjectType; record: CrmRecord } {
  const portal = portalOf(call);
  const type = typeOf(call);
  const record = portal.records[type].resolve(call.params.id!);
  if (!record) throw problems.notFound(`Portal ${portal.settings.id} has no ${type} ${call.params.id}.`);
  return { portal, type, record };
}

function readProperties(call: ControlCall, portal: Portal, type: ObjectType, record?: CrmRecord) {
  const { properties } = readBody(z.strictObject({ properties: z.record(z.string(), z.string()) }), call.body);
  const checked = checkWrite(portal, type, properties, record);
  if (checked.ok) return checked.values;
  throw problems.invalid(checked.problems.map(({ message }) => message).join(' '));
}
