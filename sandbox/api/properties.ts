import { z } from 'zod';
import { Problem, problems, readBody } from '../http/problem.ts';
import { created, noContent, ok, type Reply } from '../http/reply.ts';
import { type Definitions, PROPERTY_TYPES, type PropertyDefinition } from '../portal/definitions.ts';
import { parseObjectType } from '../portal/object-types.ts';
import { type BatchError, batchError, batchReply } from './batch.ts';
import { type ApiCall, iso } from './call.ts';

const option = z.strictObject({
  label: z.string().min(1),
  value: z.string().min(1),
  displayOrder: z.int().default(-1),
  hidden: z.boolean().default(false),
  description: z.string().optional(),
});

/** Which form fields fit which type. https://developers.hubspot.com/docs/guides/api/crm/properties */
const FIELD_TYPES: Readonly<Record<PropertyDefinition['type'], readonly string[]>> = {
  bool: ['booleancheckbox'],
  date: ['date'],
  datetime: ['date'],
  enumeration: ['select', 'radio', 'checkbox', 'booleancheckbox'],
  number: ['number'],
  phone_number: ['phonenumber'],
  string: ['text', 'textarea', 'html', 'file'],
};

const newProperty = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_]{0,99}$/, 'name must be lower case letters, digits and underscores'),
    label: z.string().min(1),
    type: z.enum(PROPERTY_TYPES),
    fieldType: z.string(),
    groupName: z.string(),
    description: z.string().default(''),
    options: z.array(option).default([]),
    displayOrder: z.int().default(-1),
    hidden: z.boolean().default(false),
    formField: z.boolean().default(false),
    hasUniqueValue: z.boolean().default(false),
    externalOptions: z.boolean().optional(),
  })
  .refine(({ type, fieldType }) => FIELD_TYPES[type].includes(fieldType), 'fieldType does not fit type')
  .refine(({ type, options }) => type !== 'enumeration' || options.length > 0, 'an enumeration needs options')
  .refine(({ options }) => new Set(options.map(({ value }) => value)).size === options.length, 'option values repeat');
type NewProperty = z.output<typeof newProperty>;

const changedProperty = z.strictObject({
  label: z.string().min(1).optional(),
  groupName: z.string().optional(),
  description: z.string().optional(),
  options: z.array(option).optional(),
  displayOrder: z.int().optional(),
  hidden: z.boolean().optional(),
  formField: z.boolean().optional(),
});

const newGroup = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string().min(1),
  displayOrder: z.int().default(-1),
});

const names = z
  .array(z.strictObject({ name: z.string() }))
  .min(1)
  .max(100);

export function listProperties(call: ApiCall): Reply {
  const { byName } = definitionsOf(call, 'read');
  const archived = call.query.get('archived') === 'true';
  return ok({ results: [...byName.values()].filter((one) => one.archived === archived).map(printProperty) });
}

export function getProperty(call: ApiCall): Reply {
  return ok(printProperty(findProperty(call, definitionsOf(call, 'read'))));
}

export function createProperty(call: ApiCall): Reply {
  const definitions = definitionsOf(call, 'write');
  return created(printProperty(addProperty(call, definitions, readBody(newProperty, call.body))));
}

export function batchCreateProperties(call: ApiCall): Reply {
  const definitions = definitionsOf(call, 'write');
  const { inputs } = readBody(z.strictObject({ inputs: z.array(newProperty).min(1).max(100) }), call.body);
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const input of inputs) {
    try {
      results.push(printProperty(addProperty(call, definitions, input)));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      errors.push(
        batchError(error.reply.status === 409 ? 'CONFLICT' : 'VALIDATION_ERROR', error.message, { name: [input.name] }),
      );
    }
  }
  return batchReply(call.portal.clock.now(), results, errors, 201);
}

const batchReadBody = z.strictObject({ archived: z.boolean(), inputs: names });

export function batchReadProperties(call: ApiCall): Reply {
  const { byName } = definitionsOf(call, 'read');
  const { archived, inputs } = readBody(batchReadBody, call.body);
  const found = inputs.map(({ name }) => ({ name, definition: byName.get(name) }));
  const wanted = found.filter(({ definition }) => definition?.archived === archived);
  const missing = found.filter((one) => !wanted.includes(one)).map(({ name }) => name);
  return batchReply(
    call.portal.clock.now(),
    wanted.map(({ definition }) => printProperty(definition!)),
    missing.length === 0 ? [] : [batchError('OBJECT_NOT_FOUND', 'Some properties do not exist', { name: missing })],
  );
}

export function updateProperty(call: ApiCall): Reply {
  const definitions = definitionsOf(call, 'write');
  const before = findProperty(call, definitions);
  const changes = readBody(changedProperty, call.body);
  if (before.hubspotDefined) throw problems.invalid(`${before.name} is defined by HubSpot and cannot be changed.`);
  if (changes.groupName !== undefined) requireGroup(definitions, changes.groupName);
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const after: PropertyDefinition = { ...before, ...given, updatedAt: call.portal.clock.now() };
  definitions.byName.set(after.name, after);
  return ok(printProperty(after));
}

export function archiveProperty(call: ApiCall): Reply {
  const definitions = definitionsOf(call, 'write');
  const before = findProperty(call, definitions);
  if (before.hubspotDefined) throw problems.invalid(`${before.name} is defined by HubSpot and cannot be archived.`);
  definitions.byName.set(before.name, { ...before, archived: true, updatedAt: call.portal.clock.now() });
  return noContent;
}

export function listGroups(call: ApiCall): Reply {
  return ok({ results: [...definitionsOf(call, 'read').groups.values()].map(printGroup) });
}

export function getGroup(call: ApiCall): Reply {
  const group = definitionsOf(call, 'read').groups.get(call.params.name!);
  if (!group) throw problems.notFound(`Property group ${call.params.name} does not exist`);
  return ok(printGroup(group));
}

export function createGroup(call: ApiCall): Reply {
  const { groups } = definitionsOf(call, 'write');
  const group = readBody(newGroup, call.body);
  if (groups.has(group.name)) throw problems.conflict(`Property group ${group.name} already exists`);
  groups.set(group.name, group);
  return created(printGroup(group));
}

export function archiveGroup(call: ApiCall): Reply {
  const { byName, groups } = definitionsOf(call, 'write');
  const name = call.params.name!;
  if (!groups.has(name)) throw problems.notFound(`Property group ${name} does not exist`);
  if ([...byName.values()].some((one) => one.groupName === name && !one.archived)) {
    throw problems.invalid(`Property group ${name} still has properties.`);
  }
  groups.delete(name);
  return noContent;
}

/** An archived name comes back with its old definition, whatever the request says. */
function addProperty(call: ApiCall, definitions: Definitions, input: NewProperty): PropertyDefinition {
  const before = definitions.byName.get(input.name);
  if (before && !before.archived) {
    throw problems.conflict(`A property named '${input.name}' already exists.`, {
      subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
    });
  }
  requireGroup(definitions, input.groupName);
  const now = call.portal.clock.now();
  const { externalOptions: _, ...fields } = input;
  const fresh = { ...fields, options: input.options.map(printOption) };
  const definition: PropertyDefinition = before
    ? { ...before, archived: false, updatedAt: now }
    : {
        ...fresh,
        calculated: false,
        readOnly: false,
        hubspotDefined: false,
        archived: false,
        createdAt: now,
        updatedAt: now,
      };
  definitions.byName.set(definition.name, definition);
  return definition;
}

function definitionsOf(call: ApiCall, access: 'read' | 'write'): Definitions {
  const type = parseObjectType(call.params.objectType ?? '');
  if (!type) throw problems.invalid(`Unable to infer object type from: ${call.params.objectType}`);
  const family = type === 'tasks' ? 'contacts' : type;
  const anyOf =
    access === 'read' ? [`crm.schemas.${family}.read`, `crm.objects.${family}.read`] : [`crm.schemas.${family}.write`];
  call.requireAnyScope(...anyOf);
  return call.portal.definitions[type];
}

function findProperty(call: ApiCall, { byName }: Definitions): PropertyDefinition {
  const definition = byName.get(call.params.name!);
  const archived = call.query.get('archived') === 'true';
  if (definition?.archived === archived) return definition;
  throw problems.notFound(`Property '${call.params.name}' does not exist`);
}

function requireGroup({ groups }: Definitions, name: string): void {
  if (!groups.has(name)) throw problems.invalid(`Property group ${name} does not exist`);
}

const printGroup = (group: { name: string; label: string; displayOrder: number }) => ({ ...group, archived: false });

const printOption = (one: z.output<typeof option>) => ({
  label: one.label,
  value: one.value,
  displayOrder: one.displayOrder,
  hidden: one.hidden,
  ...(one.description === undefined ? {} : { description: one.description }),
});

function printProperty(one: PropertyDefinition): Record<string, unknown> {
  const { readOnly, createdAt, updatedAt, ...shown } = one;
  return {
    ...shown,
    externalOptions: one.name === 'hubspot_owner_id',
    ...(one.name === 'hubspot_owner_id' ? { referencedObjectType: 'OWNER' } : {}),
    ...(createdAt === undefined ? {} : { createdAt: iso(createdAt) }),
    ...(updatedAt === undefined ? {} : { updatedAt: iso(updatedAt) }),
    modificationMetadata: {
      archivable: !one.hubspotDefined,
      readOnlyDefinition: one.hubspotDefined,
      readOnlyOptions: one.hubspotDefined,
      readOnlyValue: readOnly,
    },
  };
}
