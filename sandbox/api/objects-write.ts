import { z } from 'zod';
import { type ErrorDetail, Problem, problems, readBody } from '../http/problem.ts';
import { created, noContent, ok, type Reply } from '../http/reply.ts';
import { associationKind } from '../portal/associations.ts';
import { associate, type RecordRef } from '../portal/links.ts';
import { OBJECT_TYPES, type ObjectType, objectTypeFacts } from '../portal/object-types.ts';
import type { Portal, Values } from '../portal/portal.ts';
import type { CrmRecord } from '../portal/records.ts';
import { checkWrite, type ValueProblem } from '../portal/write/check-write.ts';
import { archiveRecord, eraseContact, mergeRecords } from '../portal/write/removal.ts';
import { advanceByDeal, applyWrite, createRecord } from '../portal/write/write.ts';
import { type BrokenRule, brokenRules } from '../portal/write/write-rules.ts';
import { type BatchError, batchError, batchReply } from './batch.ts';
import { type ApiCall, objectTypeOf } from './call.ts';
import { findRecord, lookUp, MAX_INPUTS, notFoundError } from './objects-read.ts';
import { printRecord, viewOf } from './record-view.ts';

const properties = z.record(z.string(), z.string());
const association = z.strictObject({
  to: z.strictObject({ id: z.string() }),
  types: z
    .array(z.strictObject({ associationCategory: z.literal('HUBSPOT_DEFINED'), associationTypeId: z.int() }))
    .min(1),
});
const createBody = z.strictObject({ properties, associations: z.array(association).default([]) });
const createInput = createBody.extend({ objectWriteTraceId: z.string().optional() });
type NewRecord = z.output<typeof createInput>;

const updateBody = z.strictObject({ properties });
const updateInput = updateBody.extend({
  id: z.string(),
  idProperty: z.string().optional(),
  objectWriteTraceId: z.string().optional(),
});

const inputs = <T extends z.ZodType>(input: T) => z.strictObject({ inputs: z.array(input).min(1).max(MAX_INPUTS) });

export function createOne(call: ApiCall): Reply {
  const type = objectTypeOf(call, 'write');
  const record = make(call, type, readBody(createBody, call.body));
  return created(printWritten(call.portal, record, record.properties));
}

/**
 * Errors are per row only if every row has its own objectWriteTraceId; else one bad row fails them
 * all.
 */
export function batchCreate(call: ApiCall): Reply {
  const type = objectTypeOf(call, 'write');
  const { inputs: rows } = readBody(inputs(createInput), call.body);
  const belongsTo = (row: NewRecord) => row.associations.map(({ to }) => call.portal.failing.get(to.id));
  if (type === 'tasks' && rows.some((row) => belongsTo(row).includes('task')))
    throw problems.invalid('This task cannot be saved.');
  const traces = new Set(rows.map((row) => row.objectWriteTraceId).filter((trace) => trace !== undefined));
  const perRow = traces.size === rows.length;

  if (!perRow || call.portal.rules.batches === 'whole') {
    for (const row of rows) checkRules(call.portal, type, row.properties, undefined);
  }
  if (!perRow) {
    for (const row of rows) checkNew(call, type, row);
    const twice = duplicates(rows.flatMap(({ properties: { email } }) => email?.toLowerCase() ?? []));
    if (type === 'contacts' && twice.length > 0) throw problems.conflict(`E-mail addresses repeat: ${twice}`);
  }
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const row of rows) {
    try {
      const record = make(call, type, row);
      results.push(printWritten(call.portal, record, record.properties, row.objectWriteTraceId));
    } catch (error) {
      if (!(error instanceof Problem) || !perRow) throw error;
      const context = { objectWriteTraceId: [row.objectWriteTraceId!] };
      errors.push(batchError('VALIDATION_ERROR', error.message, context, error.details));
    }
  }
  return batchReply(call.portal.clock.now(), results, errors, 201);
}

/** A single PATCH, unlike a batch, reaches the survivor of a merge by the old id. */
export function updateOne(call: ApiCall): Reply {
  const type = objectTypeOf(call, 'write');
  const body = readBody(updateBody, call.body);
  const record = findRecord(call, type, call.params.id!, call.query.get('idProperty') ?? undefined);
  const values = checkValues(call.portal, type, body.properties, record);
  checkRules(call.portal, type, values, record);
  write(call, record, values);
  return ok(printWritten(call.portal, record, body.properties));
}

/**
 * One bad value fails the whole batch with 400 before anything is written; an unknown id only
 * itself, with 207.
 */
export function batchUpdate(call: ApiCall): Reply {
  const type = objectTypeOf(call, 'write');
  const { inputs: rows } = readBody(inputs(updateInput), call.body);
  const store = call.portal.records[type];

  if (type === 'contacts' && rows.some(({ id }) => call.portal.failing.get(id) === 'write'))
    throw problems.invalid('This record cannot be saved.');
  const twice = duplicates(rows.map((row) => row.id));
  if (twice.length > 0) {
    throw problems.invalid(`Duplicate IDs found in batch input: [${twice.join(', ')}]. IDs must be unique`, undefined, {
      context: { ids: twice },
    });
  }
  const find = ({ id, idProperty }: (typeof rows)[number]) => {
    if (call.refusedIds.has(id)) return undefined;
    return idProperty ? lookUp(store, id, idProperty) : store.get(id);
  };
  const checked = rows.map((row) => {
    const record = find(row);
    return { row, record, values: checkValues(call.portal, type, row.properties, record) };
  });

  const results: unknown[] = [];
  const missing: string[] = [];
  const refused: BatchError[] = [];
  if (call.portal.rules.batches === 'whole') {
    for (const { record, values } of checked) if (record) checkRules(call.portal, type, values, record);
  }
  for (const { row, record, values } of checked) {
    if (!record) {
      missing.push(row.id);
      continue;
    }
    const broken = brokenRules(call.portal.rules, type, values, record);
    if (broken.length > 0) {
      const { message, details } = rulesBroken(broken);
      refused.push(batchError('VALIDATION_ERROR', message, { ids: [row.id] }, details));
      continue;
    }
    write(call, record, values);
    results.push(printWritten(call.portal, record, row.properties, row.objectWriteTraceId));
  }
  const errors = [...(missing.length === 0 ? [] : [notFoundError(type, missing)]), ...refused];
  return batchReply(call.portal.clock.now(), results, errors);
}

export function archiveOne(call: ApiCall): Reply {
  const type = objectTypeOf(call, 'write');
  const record = call.portal.records[type].get(call.params.id!);
  if (record) archiveRecord(call.portal, record, call.source);
  return noContent;
}

export function batchArchive(call: ApiCall): Reply {
  const type = objectTypeOf(call, 'write');
  for (const { id } of readBody(inputs(z.strictObject({ id: z.string() })), call.body).inputs) {
    const record = call.portal.records[type].get(id);
    if (record) archiveRecord(call.portal, record, call.source);
  }
  return noContent;
}

const mergeBody = z.strictObject({ primaryObjectId: z.string(), objectIdToMerge: z.string() });

export function merge(call: ApiCall): Reply {
  const type = objectTypeOf(call, 'write');
  const body = readBody(mergeBody, call.body);
  const primary = findRecord(call, type, body.primaryObjectId);
  const merged = findRecord(call, type, body.objectIdToMerge);
  if (primary === merged) throw problems.invalid('Cannot merge a record with itself.');
  const survivor = mergeRecords(call.portal, primary, merged, call.source);
  return ok(printRecord(viewOf(call.portal, type, []), survivor));
}

const gdprBody = z.strictObject({ objectId: z.string(), idProperty: z.literal('email').optional() });

/** An unknown e-mail address is accepted too: HubSpot puts it on its block list. */
export function gdprDelete(call: ApiCall): Reply {
  call.requireScopes(objectTypeFacts.contacts.writeScope);
  const body = readBody(gdprBody, call.body);
  const contact = lookUp(call.portal.records.contacts, body.objectId, body.idProperty);
  if (contact) eraseContact(call.portal, contact, call.source);
  else if (!body.idProperty) throw problems.notFound(`No contact with id ${body.objectId}.`);
  return noContent;
}

function make(call: ApiCall, type: ObjectType, row: NewRecord): CrmRecord {
  const { values, links } = checkNew(call, type, row);
  checkRules(call.portal, type, values, undefined);
  const record = createRecord(call.portal, type, values, call.source);
  for (const { to, primary } of links) associate(call.portal, { type, id: record.id }, to, primary, call.source);
  if (type === 'deals') advanceByDeal(call.portal, record);
  return record;
}

function checkNew(call: ApiCall, type: ObjectType, row: NewRecord) {
  const values = checkValues(call.portal, type, row.properties, undefined);
  if (type === 'tasks' && !values.hs_timestamp) {
    throw invalidValues([{ name: 'hs_timestamp', code: 'REQUIRED_FIELD', message: 'hs_timestamp is required.' }]);
  }
  return { values, links: row.associations.map((wanted) => checkAssociation(call.portal, type, wanted)) };
}

function checkValues(portal: Portal, type: ObjectType, changes: Values, record: CrmRecord | undefined): Values {
  const checked = checkWrite(portal, type, changes, record);
  if (!checked.ok) throw invalidValues(checked.problems);
  const { email } = checked.values;
  const owner = email && type === 'contacts' ? portal.records.contacts.byEmail(email) : undefined;
  if (owner && owner !== record) throw problems.conflict(`Contact already exists. Existing ID: ${owner.id}`);
  return checked.values;
}

function checkRules(portal: Portal, type: ObjectType, values: Values, record: CrmRecord | undefined): void {
  const broken = brokenRules(portal.rules, type, values, record);
  if (broken.length > 0) throw rulesBroken(broken);
}

function rulesBroken(broken: readonly BrokenRule[]): Problem {
  const details: ErrorDetail[] = broken.map(({ code, message, propertyNames }) => ({
    message,
    code,
    ...(propertyNames.length > 0 && { context: { propertyName: propertyNames } }),
  }));
  return problems.invalid(broken.map(({ message }) => message).join(' '), details);
}

function invalidValues(found: readonly ValueProblem[]): Problem {
  const details: ErrorDetail[] = found.map(({ name, code, message }) => ({
    message,
    code,
    context: { propertyName: [name] },
  }));
  const list = found.map(({ name, code, message }) => ({ isValid: false, message, error: code, name }));
  return problems.invalid(`Property values were not valid: ${JSON.stringify(list)}`, details);
}

function checkAssociation(
  portal: Portal,
  from: ObjectType,
  wanted: z.output<typeof association>,
): { to: RecordRef; primary: boolean } {
  const { associationTypeId } = wanted.types[0]!;
  for (const to of OBJECT_TYPES) {
    const kind = associationKind(from, to);
    if (kind?.unlabeled !== associationTypeId && kind?.primary !== associationTypeId) continue;
    const record = portal.records[to].get(wanted.to.id);
    if (!record) throw problems.invalid(`${objectTypeFacts[to].singular.toUpperCase()}=${wanted.to.id} is not valid`);
    return { to: { type: to, id: record.id }, primary: kind.primary === associationTypeId };
  }
  throw problems.invalid(`Association type ${associationTypeId} does not start at ${from}`);
}

function write(call: ApiCall, record: CrmRecord, values: Values): void {
  applyWrite(call.portal, record, values, call.source);
  if (record.type === 'deals' && 'dealstage' in values) advanceByDeal(call.portal, record);
}

/** The answer to a write shows the written properties. */
function printWritten(portal: Portal, record: CrmRecord, values: Values, trace?: string) {
  const printed = printRecord(viewOf(portal, record.type, Object.keys(values)), record);
  return trace === undefined ? printed : { ...printed, objectWriteTraceId: trace };
}

const duplicates = (ids: readonly string[]): string[] => [
  ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index)),
];
