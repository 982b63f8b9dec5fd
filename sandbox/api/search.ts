import { z } from 'zod';
import { problems, readBody } from '../http/problem.ts';
import { ok, type Reply } from '../http/reply.ts';
import type { PropertyDefinition } from '../portal/definitions.ts';
import type { ObjectType } from '../portal/object-types.ts';
import type { Portal } from '../portal/portal.ts';
import { type Filter, findMatches, OPERATORS } from '../portal/search/search.ts';
import { checkValue } from '../portal/write/values.ts';
import { type ApiCall, objectTypeOf } from './call.ts';
import { printRecord, viewOf } from './record-view.ts';

/** https://developers.hubspot.com/docs/guides/api/crm/search#limitations */
const LIMITS = { groups: 5, filtersPerGroup: 6, filters: 18, bodyCharacters: 3_000, page: 200, results: 10_000 };

const filter = z.strictObject({
  propertyName: z.string(),
  operator: z.enum(OPERATORS),
  value: z.string().optional(),
  highValue: z.string().optional(),
  values: z.array(z.string()).optional(),
});

const searchBody = z.strictObject({
  filterGroups: z
    .array(z.strictObject({ filters: z.array(filter).min(1).max(LIMITS.filtersPerGroup) }))
    .max(LIMITS.groups)
    .default([]),
  sorts: z
    .array(
      z.union([
        z.string(),
        z.strictObject({
          propertyName: z.string(),
          direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING'),
        }),
      ]),
    )
    .max(1)
    .default([]),
  properties: z.array(z.string()).default([]),
  limit: z.int().min(1).max(LIMITS.page).default(10),
  after: z.string().regex(/^\d*$/, 'after must be a whole number').default(''),
  query: z.string().max(LIMITS.bodyCharacters).optional(),
});

export function search(call: ApiCall): Reply {
  const type = objectTypeOf(call, 'read');
  const size = JSON.stringify(call.body ?? null).length;
  if (size > LIMITS.bodyCharacters) {
    throw problems.invalid(`The request body has ${size} characters; at most ${LIMITS.bodyCharacters} are allowed.`);
  }
  const body = readBody(searchBody, call.body);
  const filterCount = body.filterGroups.reduce((sum, { filters }) => sum + filters.length, 0);
  if (filterCount > LIMITS.filters) {
    throw problems.invalid(`${filterCount} filters were given; at most ${LIMITS.filters} are allowed.`);
  }
  if (body.query) throw problems.invalid('The sandbox does not know full text search (query).');
  const offset = Number(body.after);
  if (offset + body.limit > LIMITS.results) {
    throw problems.invalid(
      `Search gives at most ${LIMITS.results} results; after ${offset} with limit ${body.limit} is beyond.`,
    );
  }

  const matches = findMatches(call.portal.search[type], {
    groups: body.filterGroups.map(({ filters }) => filters.map((one) => readFilter(call.portal, type, one))),
    sort: readSort(call.portal, type, body.sorts[0]),
  });
  const page = matches.slice(offset, offset + body.limit);
  const view = viewOf(call.portal, type, body.properties);
  const next = offset + page.length;
  return ok({
    total: matches.length,
    results: page.map(({ record, properties }) => printRecord(view, record, properties)),
    ...(next < matches.length ? { paging: { next: { after: String(next) } } } : {}),
  });
}

function readFilter(portal: Portal, type: ObjectType, one: z.output<typeof filter>): Filter {
  const definition = definitionOf(portal, type, one.propertyName);
  const { operator } = one;
  const needsNothing = operator === 'HAS_PROPERTY' || operator === 'NOT_HAS_PROPERTY';
  const needsList = operator === 'IN' || operator === 'NOT_IN';
  if (needsList ? !one.values?.length : !needsNothing && one.value === undefined) {
    throw problems.invalid(`operator ${operator} on ${one.propertyName} needs ${needsList ? 'values' : 'value'}`);
  }
  if (operator === 'BETWEEN' && one.highValue === undefined) {
    throw problems.invalid(`operator BETWEEN on ${one.propertyName} needs highValue`);
  }
  const text = definition.type === 'string' || definition.type === 'phone_number';
  const shouting = needsList && text ? one.values?.find((value) => value !== value.toLowerCase()) : undefined;
  if (shouting !== undefined) throw problems.invalid(`${operator} takes text values in lower case, got ${shouting}`);
  return {
    name: one.propertyName,
    type: definition.type,
    operator,
    value: stored(definition, one.value),
    highValue: stored(definition, one.highValue),
    values: (one.values ?? []).map((value) => stored(definition, value)),
  };
}

function readSort(portal: Portal, type: ObjectType, sort: z.output<typeof searchBody>['sorts'][number] | undefined) {
  if (sort === undefined) return undefined;
  const wanted =
    typeof sort === 'string'
      ? { name: sort.replace(/^-/, ''), descending: sort.startsWith('-') }
      : { name: sort.propertyName, descending: sort.direction === 'DESCENDING' };
  return { ...wanted, type: definitionOf(portal, type, wanted.name).type };
}

function definitionOf(portal: Portal, type: ObjectType, name: string): PropertyDefinition {
  const definition = portal.definitions[type].byName.get(name);
  if (definition && !definition.archived) return definition;
  throw problems.invalid(`There was a problem with the request: property ${name} does not exist`);
}

/** Numbers and instants must be readable; any text may be looked for in other types. */
function stored(definition: PropertyDefinition, value: string | undefined): string {
  if (value === undefined) return '';
  if (definition.type !== 'number' && definition.type !== 'datetime' && definition.type !== 'date') return value;
  const checked = checkValue(definition, value);
  if (checked.ok) return checked.value;
  throw problems.invalid(`${checked.message} (filter on ${definition.name})`);
}
