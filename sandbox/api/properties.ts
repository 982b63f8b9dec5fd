import { z } from 'zod';
import { Problem, problems, readBody } from '../http/problem.ts';
import { created, noContent, ok, type Reply } from '../http/reply.ts';
import type { Definitions, PropertyDefinition } from '../portal/definitions.ts';
import { type BatchError, batchError, batchReply } from './batch.ts';
import { type ApiCall, definitionsOf } from './call.ts';
import { changedProperty, type NewProperty, newProperty, printProperty } from './property-shapes.ts';

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
  const changed = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const after: PropertyDefinition = { ...before, ...changed, updatedAt: call.portal.clock.now() };
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
  const { externalOptions: _, ...fresh } = input;
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

function findProperty(call: ApiCall, { byName }: Definitions): PropertyDefinition {
  const definition = byName.get(call.params.name!);
  const archived = call.query.get('archived') === 'true';
  if (definition?.archived === archived) return definition;
  throw problems.notFound(`Property '${call.params.name}' does not exist`);
}

function requireGroup({ groups }: Definitions, name: string): void {
  if (!groups.has(name)) throw problems.invalid(`Property group ${name} does not exist`);
}
