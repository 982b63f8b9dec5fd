import { isObject, type Json, mapObjects } from './json.ts';

const LATER = '2026-01-02T03:04:05.678Z';

/**
 * Optional fields of the OpenAPI files that the usual answer lacks, for each kind of object.
 * `tell`: fields that only this kind has.
 */
const OPTIONAL: readonly (readonly [tell: readonly string[], add: Json])[] = [
  [
    ['fieldType', 'groupName'],
    {
      createdUserId: '901',
      updatedUserId: '902',
      showCurrencySymbol: false,
      calculationFormula: '',
      createdAt: LATER,
      updatedAt: LATER,
    },
  ],
  [
    ['processingType', 'listId'],
    {
      createdById: '901',
      updatedById: '902',
      filtersUpdatedAt: LATER,
      listPermissions: { teamsWithEditAccess: [], usersWithEditAccess: [] },
      membershipSettings: {},
    },
  ],
  [['userIdIncludingInactive', 'type'], { teams: [{ id: '11', name: 'Sales', primary: true }] }],
  [
    ['properties', 'createdAt'],
    { archived: false, url: 'https://app.hubspot.com/contacts/1/record/0-1/1', warnings: [] },
  ],
  [['sourceType', 'timestamp'], { sourceId: 'x', sourceLabel: 'x', updatedByUserId: 901 }],
  [['status', 'startedAt'], { requestedAt: LATER, links: {}, numErrors: 0, errors: [] }],
  [['value', 'label', 'hidden'], { description: '', displayOrder: -1 }],
];

/** Adds every optional field that an answer lacks. */
export function fullest(json: unknown): unknown {
  const whole = mapObjects(json, (object) => {
    if (object.status === 'error') return { id: 'e-1', subCategory: 'x', links: {}, errors: [], ...object };
    const add = OPTIONAL.find(([tell]) => tell.every((name) => name in object))?.[1] ?? {};
    return { ...add, ...object };
  });
  return isObject(whole) && Array.isArray(whole.results) ? { paging: {}, ...whole } : whole;
}
