import { z } from 'zod';
import { problems, readBody } from '../http/problem.ts';
import { ok, type Reply } from '../http/reply.ts';
import { type ObjectType, objectTypeFacts, parseObjectType } from '../portal/object-types.ts';
import type { FailingWay } from '../portal/portal.ts';
import type { CrmRecord, RecordStore } from '../portal/records.ts';
import { batchError, batchReply } from './batch.ts';
import { type ApiCall, limitParam, listParam, objectTypeOf } from './call.ts';
import { printAssociations, printRecord, viewOf } from './record-view.ts';

/** https://developers.hubspot.com/docs/guides/api/crm/using-object-apis */
export const MAX_INPUTS = 100;
const MAX_WITH_HISTORY = 50;
const DEFAULT_PAGE = 10;

export function getPage(call: ApiCall): Reply {
  const type = objectTypeOf(call, 'read');
  const history = listParam(call.query, 'propertiesWithHistory');
  const limit = limitParam(call.query, DEFAULT_PAGE, history.length > 0 ? MAX_WITH_HISTORY : MAX_INPUTS);
  const associations = wantedAssociations(call);
  const view = viewOf(call.portal, type, listParam(call.query, 'properties'), history);

  const results: Record<string, unknown>[] = [];
  let after: string | undefined;
  for (const record of call.portal.records[type].walk(afterParam(call.query), call.query.get('archived') === 'true')) {
    if (results.length === limit) {
      after = record.id;
      break;
    }
    const links = printAssociations(call.portal, type, record, associations, call.pageSizes.links);
    results.push({ ...printRecord(view, record), ...(Object.keys(links).length > 0 ? { associations: links } : {}) });
  }
  return ok({ results, ...(after === undefined ? {} : { paging: { next: { after, link: `?after=${after}` } } }) });
}

export function getRecord(call: ApiCall): Reply {
  const type = objectTypeOf(call, 'read');
  const archived =
    call.query.get('archived') === 'true' ? call.portal.records[type].archived(call.params.id!) : undefined;
  const record = archived ?? findRecord(call, type, call.params.id!, call.query.get('idProperty') ?? undefined);
  const view = viewOf(
    call.portal,
    type,
    listParam(call.query, 'properties'),
    listParam(call.query, 'propertiesWithHistory'),
  );
  const links = printAssociations(call.portal, type, record, wantedAssociations(call), call.pageSizes.links);
  return ok({ ...printRecord(view, record), ...(Object.keys(links).length > 0 ? { associations: links } : {}) });
}

const batchReadBody = z.strictObject({
  inputs: z
    .array(z.strictObject({ id: z.string() }))
    .min(1)
    .max(MAX_INPUTS),
  properties: z.array(z.string()).default([]),
  propertiesWithHistory: z.array(z.string()).default([]),
  idProperty: z.string().optional(),
});

/**
 * Results come in id order, each record once: HubSpot promises no order. An id merged away is
 * answered with the survivor.
 */
export function batchRead(call: ApiCall): Reply {
  const type = objectTypeOf(call, 'read');
  const body = readBody(batchReadBody, call.body);
  if (body.propertiesWithHistory.length > 0 && body.inputs.length > MAX_WITH_HISTORY) {
    throw problems.invalid(
      `Too many inputs: at most ${MAX_WITH_HISTORY} with propertiesWithHistory, got ${body.inputs.length}`,
    );
  }
  const view = viewOf(call.portal, type, body.properties, body.propertiesWithHistory);
  const fails = (id: string, way: FailingWay) => type === 'contacts' && call.portal.failing.get(id) === way;
  if (body.inputs.some(({ id }) => fails(id, 'read_all'))) throw problems.internal();
  const found = new Set<CrmRecord>();
  const missing: string[] = [];
  const failed = body.inputs.flatMap(({ id }) => (fails(id, 'read') ? [id] : []));
  for (const { id } of body.inputs.filter((input) => !failed.includes(input.id))) {
    const record = call.refusedIds.has(id) ? undefined : lookUp(call.portal.records[type], id, body.idProperty);
    if (record) found.add(record);
    else missing.push(id);
  }
  const results = [...found].sort((a, b) => Number(a.id) - Number(b.id)).map((record) => printRecord(view, record));
  const errors = [
    ...(missing.length === 0 ? [] : [notFoundError(type, missing)]),
    ...(failed.length === 0 ? [] : [batchError('INTERNAL_ERROR', 'internal error', { ids: failed })]),
  ];
  return batchReply(call.portal.clock.now(), results, errors);
}

/** The record of a path, or 404. */
export function findRecord(call: ApiCall, type: ObjectType, id: string, idProperty?: string): CrmRecord {
  const record = lookUp(call.portal.records[type], id, idProperty);
  if (record) return record;
  throw problems.notFound('Object not found.  objectId are usually numeric.', { context: { id: [id] } });
}

export const notFoundError = (type: ObjectType, ids: readonly string[]) =>
  batchError(
    'OBJECT_NOT_FOUND',
    `Could not get some ${objectTypeFacts[type].singular.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
    { ids },
  );

export function lookUp(store: RecordStore, id: string, idProperty = 'hs_object_id'): CrmRecord | undefined {
  if (idProperty === 'hs_object_id') return store.resolve(id);
  if (idProperty === 'email' && store.type === 'contacts') return store.byEmail(id);
  throw problems.invalid(`Property ${idProperty} is not a unique property of ${store.type}`);
}

function wantedAssociations(call: ApiCall): ObjectType[] {
  return listParam(call.query, 'associations').map((name) => {
    const type = parseObjectType(name);
    if (!type) throw problems.invalid(`Unable to infer object type from: ${name}`);
    call.requireScopes(objectTypeFacts[type].readScope);
    return type;
  });
}

function afterParam(query: URLSearchParams): number | undefined {
  const after = query.get('after');
  if (after === null) return undefined;
  if (/^\d+$/.test(after)) return Number(after);
  throw problems.invalid(`after must be the value of paging.next.after, got ${after}`);
}
