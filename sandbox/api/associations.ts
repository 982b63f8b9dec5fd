import { z } from 'zod';
import { problems, readBody } from '../http/problem.ts';
import { noContent, ok, type Reply } from '../http/reply.ts';
import { type AssociationKind, associationKind, type Link } from '../portal/associations.ts';
import { associate, dissociate } from '../portal/links.ts';
import { type ObjectType, objectTypeFacts } from '../portal/object-types.ts';
import { type BatchError, batchError, batchReply } from './batch.ts';
import { type ApiCall, limitParam, objectTypeOf } from './call.ts';

type Pair = { readonly from: ObjectType; readonly to: ObjectType; readonly kind: AssociationKind };

const idRef = z.strictObject({ id: z.string() });
const types = z
  .array(z.strictObject({ associationCategory: z.literal('HUBSPOT_DEFINED'), associationTypeId: z.int() }))
  .min(1);

/** https://developers.hubspot.com/docs/guides/api/crm/associations/associations-v4 */
const readInputs = z.strictObject({
  inputs: z
    .array(z.strictObject({ id: z.string(), after: z.string().optional() }))
    .min(1)
    .max(1000),
});
const createInputs = z.strictObject({
  inputs: z
    .array(z.strictObject({ from: idRef, to: idRef, types }))
    .min(1)
    .max(2000),
});
const defaultInputs = z.strictObject({
  inputs: z
    .array(z.strictObject({ from: idRef, to: idRef }))
    .min(1)
    .max(2000),
});
const archiveInputs = z.strictObject({
  inputs: z
    .array(z.strictObject({ from: idRef, to: z.array(idRef).min(1) }))
    .min(1)
    .max(100),
});

/** 207 when some of the records have no association of the kind, as HubSpot does. */
export function batchReadAssociations(call: ApiCall): Reply {
  const pair = pairOf(call, 'read');
  const { inputs } = readBody(readInputs, call.body);
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const { id, after } of inputs) {
    const links = call.refusedIds.has(id) ? [] : call.portal.associations.of(pair.from, id, pair.to);
    const start = Number(after ?? 0);
    const end = start + call.pageSizes.links;
    const to = links.slice(start, end).map((link) => printLink(pair.kind, link));
    const paging = end < links.length ? { paging: { next: { after: String(end) } } } : {};
    if (links.length > 0) results.push({ from: { id }, to, ...paging });
    else errors.push(noAssociation(pair, id));
  }
  return batchReply(call.portal.clock.now(), results, errors);
}

export function batchCreateAssociations(call: ApiCall): Reply {
  const pair = pairOf(call, 'write');
  const { inputs } = readBody(createInputs, call.body);
  const wanted = inputs.map(({ from, to, types: [spec] }) => ({ from, to, primary: isPrimary(pair, spec!) }));
  const { done, errors } = linkAll(call, pair, wanted);
  const results = done.map(({ from, to, primary }) => ({
    fromObjectTypeId: objectTypeFacts[pair.from].id,
    fromObjectId: from.id,
    toObjectTypeId: objectTypeFacts[pair.to].id,
    toObjectId: to.id,
    labels: primary ? ['Primary'] : [],
  }));
  return batchReply(call.portal.clock.now(), results, errors, 201);
}

export function batchCreateDefaultAssociations(call: ApiCall): Reply {
  const pair = pairOf(call, 'write');
  const { inputs } = readBody(defaultInputs, call.body);
  const { done, errors } = linkAll(
    call,
    pair,
    inputs.map((input) => ({ ...input, primary: false })),
  );
  const associationSpec = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: pair.kind.unlabeled };
  const results = done.map(({ from, to }) => ({ from, to, associationSpec }));
  return batchReply(call.portal.clock.now(), results, errors);
}

export function batchArchiveAssociations(call: ApiCall): Reply {
  const pair = pairOf(call, 'write');
  for (const { from, to } of readBody(archiveInputs, call.body).inputs) {
    for (const { id } of to) {
      dissociate(call.portal, { type: pair.from, id: from.id }, { type: pair.to, id }, call.source);
    }
  }
  return noContent;
}

export function getAssociations(call: ApiCall): Reply {
  const pair = pairOf(call, 'read');
  const links = call.portal.associations.of(pair.from, call.params.id!, pair.to);
  const limit = limitParam(call.query, 500, 500);
  const start = Number(call.query.get('after') ?? 0);
  const more = start + limit < links.length;
  return ok({
    results: links.slice(start, start + limit).map((link) => printLink(pair.kind, link)),
    ...(more ? { paging: { next: { after: String(start + limit) } } } : {}),
  });
}

type Wanted = {
  readonly from: { readonly id: string };
  readonly to: { readonly id: string };
  readonly primary: boolean;
};

function linkAll(call: ApiCall, pair: Pair, wanted: readonly Wanted[]): { done: Wanted[]; errors: BatchError[] } {
  const { records } = call.portal;
  const done: Wanted[] = [];
  const errors: BatchError[] = [];
  for (const one of wanted) {
    if (records[pair.from].get(one.from.id) && records[pair.to].get(one.to.id)) {
      const from = { type: pair.from, id: one.from.id };
      associate(call.portal, from, { type: pair.to, id: one.to.id }, one.primary, call.source);
      done.push(one);
    } else {
      const context = { fromObjectId: [one.from.id], toObjectId: [one.to.id] };
      errors.push(batchError('OBJECT_NOT_FOUND', 'One or both records do not exist.', context));
    }
  }
  return { done, errors };
}

function pairOf(call: ApiCall, access: 'read' | 'write'): Pair {
  const from = objectTypeOf(call, access, 'from');
  const to = objectTypeOf(call, access, 'to');
  const kind = associationKind(from, to);
  if (!kind) throw problems.invalid(`No association is defined from ${from} to ${to}`);
  return { from, to, kind };
}

function isPrimary({ from, to, kind }: Pair, spec: { associationTypeId: number }): boolean {
  if (spec.associationTypeId === kind.primary) return true;
  if (spec.associationTypeId === kind.unlabeled) return false;
  throw problems.invalid(`Association type ${spec.associationTypeId} is not valid from ${from} to ${to}`);
}

/** The label is null for an association without one. */
function printLink(kind: AssociationKind, { toId, primary }: Link): Record<string, unknown> {
  const unlabeled = { category: 'HUBSPOT_DEFINED', typeId: kind.unlabeled, label: null };
  const labelled = { category: 'HUBSPOT_DEFINED', typeId: kind.primary, label: 'Primary' };
  return { toObjectId: toId, associationTypes: primary ? [labelled, unlabeled] : [unlabeled] };
}

const noAssociation = ({ from, to }: Pair, id: string): BatchError => ({
  ...batchError('OBJECT_NOT_FOUND', `No ${to} is associated with ${objectTypeFacts[from].singular} ${id}.`, {
    fromObjectId: [id],
    fromObjectType: [objectTypeFacts[from].singular],
    toObjectType: [objectTypeFacts[to].singular],
  }),
});
