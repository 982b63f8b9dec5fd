import type { Facts } from '../contact.ts';
import { SEGMENT_PROPERTIES } from '../lead/segmentation.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import type { Condition, Model } from '../model/model.ts';
import { numberFieldsOf } from '../model/number-fields.ts';
import { conditionsOf, growingFields } from '../model/reads.ts';
import { own } from '../own.ts';
import { saysNothing } from '../text/no-value.ts';
import { type NumberSource, readNumber } from '../text/number.ts';
import { parseInstant } from '../time/time.ts';

/**
 * A property whose value Ripen cannot read (`company.…`: of the company), and why. The value itself
 * is left out, since it may be personal.
 */
export type Unreadable = { readonly property: string; readonly why: UnreadableWhy };
export type UnreadableWhy = 'two_readings' | 'no_number' | 'no_instant';

/** The reason as the end of a sentence: "The value …". */
export const UNREADABLE_SAYS: Readonly<Record<UnreadableWhy, string>> = {
  two_readings: 'could be two numbers (1.234 is 1234 or one and a bit)',
  no_number: 'is no number',
  no_instant: 'is no date of the form 2026-11-30 or 2026-11-30T09:00:00Z',
};

type ReadProperty = { readonly property: string; readonly as: NumberSource | 'instant' };

/** Properties that Ripen reads as numbers or dates, whatever the model. */
const ALWAYS: readonly ReadProperty[] = [
  ...['createdate', 'hs_email_last_send_date', 'notes_last_contacted', 'first_conversion_date'].map(
    (property) => ({ property, as: 'instant' }) as const,
  ),
  ...SEGMENT_PROPERTIES.contact
    .filter((name) => name === 'numemployees' || name === 'company_size')
    .map((property) => ({ property, as: 'whole' }) as const),
  { property: 'company.numberofemployees', as: 'whole' },
];

const readPropertiesOf = (model: Model): ReadProperty[] => [
  ...ALWAYS,
  ...ofBehaviours(model),
  ...conditionsOf(model).flatMap((condition) => ofCondition(condition, numberFieldsOf(model))),
  ...growingFields(model).flatMap((field) => ofNumber(field, numberFieldsOf(model))),
];

/** Properties of the default model: metrics count these by name, across portals. */
export const READ_BY_DEFAULT: ReadonlySet<string> = new Set(
  readPropertiesOf(DEFAULT_MODEL).map(({ property }) => property),
);

/** A function that finds values that the model reads as a number or date, but that are none. */
export function unreadableFinder(model: Model): (facts: Pick<Facts, 'contact' | 'company'>) => readonly Unreadable[] {
  const reads = new Map<string, ReadProperty>();
  for (const read of readPropertiesOf(model))
    reads.set(`${read.property} ${read.as === 'instant' ? 'date' : 'number'}`, read);
  return ({ contact, company }) =>
    [...reads.values()].flatMap(({ property, as }) => {
      const [prefix, name] = property.split('.');
      const value = name === undefined ? own(contact, property) : prefix === 'company' ? own(company, name) : undefined;
      const why = value === undefined ? null : whyUnreadable(value, as);
      return why === null ? [] : [{ property, why }];
    });
}

function whyUnreadable(value: string, as: ReadProperty['as']): UnreadableWhy | null {
  if (saysNothing(value)) return null;
  if (as === 'instant') return parseInstant(value) === null ? 'no_instant' : null;
  const reading = readNumber(value, as);
  return reading.outcome === 'number' ? null : reading.why;
}

function ofBehaviours({ behaviours }: Model): ReadProperty[] {
  return behaviours.flatMap((behaviour) => {
    const { signal: _, ...names } = behaviour;
    return Object.entries(names).flatMap(([role, property]): ReadProperty[] => {
      if (property === undefined) return [];
      if (role === 'counter' || role === 'conversions') return [{ property, as: 'text' }];
      return ['date', 'first', 'last', 'recent'].includes(role) ? [{ property, as: 'instant' }] : [];
    });
  });
}

function ofCondition(condition: Condition, isNumberField: (field: string) => boolean): ReadProperty[] {
  const inner = (part: Condition) => ofCondition(part, isNumberField);
  if ('all' in condition) return condition.all.flatMap(inner);
  if ('any' in condition) return condition.any.flatMap(inner);
  if ('not' in condition) return inner(condition.not);
  const { field } = condition;
  if ('withinDays' in condition || 'withinNextDays' in condition)
    return isOfRipen(field) ? [] : [{ property: field, as: 'instant' }];
  return 'atLeast' in condition || 'below' in condition ? ofNumber(field, isNumberField) : [];
}

function ofNumber(field: string, isNumberField: (field: string) => boolean): ReadProperty[] {
  return isOfRipen(field) ? [] : [{ property: field, as: isNumberField(field) ? 'plain' : 'text' }];
}

function isOfRipen(field: string): boolean {
  return /^(?:lead|deals|score)\./.test(field);
}
