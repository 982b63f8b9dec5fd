import { z } from 'zod';
import type { Definitions } from '../definitions.ts';

/*
 * HubSpot's filter branches, which fill a DYNAMIC list, as far as its documents show them: an OR of
 * groups, each of which asks for values of properties.
 */

/** The kinds of operation that the sandbox knows, by the type of the property. */
const enumeration = z.strictObject({
  operationType: z.literal('ENUMERATION'),
  operator: z.literal('IS_ANY_OF'),
  values: z.array(z.string()).min(1),
  includeObjectsWithNoValueSet: z.literal(false).optional(),
});
const text = z.strictObject({
  operationType: z.literal('MULTISTRING'),
  operator: z.literal('IS_EQUAL_TO'),
  values: z.array(z.string()).min(1),
  includeObjectsWithNoValueSet: z.literal(false).optional(),
});
/** Fits a property of any type. */
const unknown = z.strictObject({
  operationType: z.literal('ALL_PROPERTY'),
  operator: z.literal('IS_UNKNOWN'),
  includeObjectsWithNoValueSet: z.literal(false).optional(),
});

const filter = z.strictObject({
  filterType: z.literal('PROPERTY'),
  property: z.string(),
  operation: z.discriminatedUnion('operationType', [enumeration, text, unknown]),
});
const group = z.strictObject({
  filterBranchType: z.literal('AND'),
  filterBranchOperator: z.literal('AND').optional(),
  filterBranches: z.tuple([]),
  filters: z.array(filter).min(1),
});

/** The root is an OR of ANDs: HubSpot accepts no other form. */
export const filterBranch = z.strictObject({
  filterBranchType: z.literal('OR'),
  filterBranchOperator: z.literal('OR').optional(),
  filterBranches: z.array(group).min(1),
  filters: z.tuple([]),
});
export type FilterBranch = z.infer<typeof filterBranch>;

const OPERATION_OF: Readonly<Record<string, string>> = { enumeration: 'ENUMERATION', string: 'MULTISTRING' };

/** Why HubSpot would refuse the filter; undefined: it would accept it. */
export function filterProblem({ filterBranches }: FilterBranch, { byName }: Definitions): string | undefined {
  for (const { property, operation } of filterBranches.flatMap(({ filters }) => filters)) {
    const definition = byName.get(property);
    if (definition === undefined || definition.archived) return `Property '${property}' does not exist.`;
    if (operation.operationType !== 'ALL_PROPERTY' && OPERATION_OF[definition.type] !== operation.operationType)
      return `${operation.operationType} does not fit property '${property}' of type ${definition.type}.`;
  }
  return undefined;
}

/** Whether a record with these values is on the list. Compares text without regard to case. */
export const isListed = ({ filterBranches }: FilterBranch, values: Readonly<Record<string, string>>): boolean =>
  filterBranches.some(({ filters }) =>
    filters.every(({ property, operation }) => {
      const value = values[property] ?? '';
      if (operation.operationType === 'ALL_PROPERTY') return value === '';
      return operation.operationType === 'ENUMERATION'
        ? value.split(';').some((one) => operation.values.includes(one))
        : operation.values.some((one) => one.toLowerCase() === value.toLowerCase());
    }),
  );
