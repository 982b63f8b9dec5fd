import type { ObjectType } from '../object-types.ts';
import type { CrmRecord } from '../records.ts';

/*
 * Rules that an admin of the account sets for what is written; every API write obeys them since the
 * release 2026-09. HubSpot does not say whether a batch is refused as a whole or row by row, so a
 * portal is set to one of the two.
 */

type AccountRule =
  /**
   * When a write gives `property` one of `values` (any value when absent), `requires` must be
   * filled in, before or by it.
   */
  | {
      readonly kind: 'conditional';
      readonly objectType: ObjectType;
      readonly property: string;
      readonly values?: readonly string[] | undefined;
      readonly requires: readonly string[];
    }
  /** A new record must have these. */
  | { readonly kind: 'on_create'; readonly objectType: ObjectType; readonly requires: readonly string[] }
  /** An API write can move no record into or out of this value. */
  | { readonly kind: 'locked'; readonly objectType: ObjectType; readonly property: string; readonly value: string };

export type AccountRules = {
  readonly rules: readonly AccountRule[];
  /**
   * How a batch with a row that breaks a rule is answered: 400 for all of it, or 207 with an error
   * for the row.
   */
  readonly batches: 'whole' | 'row';
};

export const NO_RULES: AccountRules = { rules: [], batches: 'whole' };

export type BrokenRule = { readonly code: string; readonly message: string; readonly propertyNames: readonly string[] };

/** The rules that a write of checked values breaks. `record`: undefined for a new one. */
export function brokenRules(
  { rules }: AccountRules,
  type: ObjectType,
  values: Readonly<Record<string, string>>,
  record: CrmRecord | undefined,
): readonly BrokenRule[] {
  const after = { ...record?.properties, ...values };
  const isEmpty = (name: string) => (after[name] ?? '') === '';
  return rules
    .filter((rule) => rule.objectType === type)
    .flatMap((rule): BrokenRule[] => {
      switch (rule.kind) {
        case 'conditional': {
          const given = values[rule.property] ?? '';
          const missing = rule.requires.filter(isEmpty);
          if (given === '' || rule.values?.includes(given) === false || missing.length === 0) return [];
          return [broken('MISSING_CONDITIONAL_REQUIRED_PROPERTY', missing, 'is required by a conditional rule')];
        }
        case 'on_create': {
          const missing = record === undefined ? rule.requires.filter(isEmpty) : [];
          return missing.length === 0 ? [] : [broken('MISSING_REQUIRED_PROPERTY', missing, 'is required')];
        }
        case 'locked': {
          const before = record?.properties[rule.property] ?? '';
          const wanted = values[rule.property];
          const moves = wanted !== undefined && wanted !== before && [wanted, before].includes(rule.value);
          return moves ? [{ code: 'STAGE_LOCKED', message: 'This stage is locked.', propertyNames: [] }] : [];
        }
        default:
          return rule satisfies never;
      }
    });
}

const broken = (code: string, propertyNames: readonly string[], why: string): BrokenRule => ({
  code,
  message: `${propertyNames.join(', ')} ${why}.`,
  propertyNames,
});
