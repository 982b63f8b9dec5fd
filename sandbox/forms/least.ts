import { type Json, mapObjects } from './json.ts';

/** Fields that the OpenAPI files require. `tell`: fields that only this kind of object has. */
const REQUIRED: readonly (readonly [tell: readonly string[], keep: readonly string[]])[] = [
  [
    ['fieldType', 'groupName'],
    ['description', 'label', 'type', 'groupName', 'name', 'options', 'fieldType'],
  ],
  [
    ['processingType', 'listId'],
    ['processingType', 'objectTypeId', 'listId', 'processingStatus', 'listVersion', 'name', 'additionalProperties'],
  ],
  [
    ['stages', 'displayOrder'],
    ['createdAt', 'archived', 'displayOrder', 'stages', 'label', 'id', 'updatedAt'],
  ],
  // `metadata` is required for stages of deals alone, and in it only the probability.
  [
    ['metadata', 'displayOrder'],
    ['createdAt', 'archived', 'displayOrder', 'label', 'id', 'updatedAt', 'metadata'],
  ],
  [['isClosed', 'probability'], ['probability']],
  [
    ['userIdIncludingInactive', 'type'],
    ['createdAt', 'archived', 'id', 'type', 'updatedAt'],
  ],
  [
    ['portalId', 'uiDomain'],
    ['portalId', 'accountType', 'timeZone', 'companyCurrency', 'utcOffset', 'uiDomain', 'dataHostingLocation'],
  ],
  // Histories come only with their record, so an answer to who asks for them must keep them.
  [
    ['properties', 'createdAt'],
    ['id', 'properties', 'propertiesWithHistory', 'createdAt', 'updatedAt'],
  ],
  [
    ['sourceType', 'timestamp'],
    ['sourceType', 'value', 'timestamp'],
  ],
  [
    ['typeId', 'category'],
    ['typeId', 'category'],
  ],
  [
    ['status', 'startedAt'],
    ['completedAt', 'startedAt', 'results', 'status', 'errors'],
  ],
  [['after'], ['after']],
  [
    ['value', 'label', 'hidden'],
    ['hidden', 'label', 'value'],
  ],
];

/**
 * Keeps only required fields. A refused row must have a `context`, but the map may be empty.
 */
export function least(json: unknown): unknown {
  return mapObjects(json, (object) => {
    if (object.status === 'error') return { ...refusal(object), context: {}, links: {}, errors: [] };
    const keep = REQUIRED.find(([tell]) => tell.every((name) => name in object))?.[1];
    return keep === undefined ? object : pick(object, keep);
  });
}

const refusal = ({ status, category, message }: Json): Json => ({ status, category, message });

const pick = (object: Json, names: readonly string[]): Json =>
  Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)));
