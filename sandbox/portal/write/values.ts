import type { PropertyDefinition } from '../definitions.ts';

export type CheckedValue =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly code: string; readonly message: string };

const MAX_TEXT = 65_536;
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/;
const EPOCH = /^-?\d{1,16}$/;
const DECIMAL = /^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/**
 * Judges one value by its definition and brings it to the stored form: instants as 24 characters of
 * ISO 8601 (so that text order is time order), dates as YYYY-MM-DD. The empty string clears a
 * property of any type.
 */
export function checkValue(definition: PropertyDefinition, raw: string): CheckedValue {
  if (raw === '') return { ok: true, value: '' };
  switch (definition.type) {
    case 'number':
      return DECIMAL.test(raw) && Number.isFinite(Number(raw))
        ? { ok: true, value: raw }
        : bad('INVALID_DOUBLE', `${raw} was not a valid number.`);
    case 'bool':
      return raw === 'true' || raw === 'false'
        ? { ok: true, value: raw }
        : bad('INVALID_BOOLEAN', `${raw} was not one of the allowed options: [true, false]`);
    case 'datetime':
      return checkInstant(raw);
    case 'date':
      return checkDate(raw);
    case 'enumeration':
      return checkEnumeration(definition, raw);
    case 'string':
    case 'phone_number':
      return raw.length <= MAX_TEXT
        ? { ok: true, value: raw }
        : bad('PROPERTY_VALUE_TOO_LONG', `Value is longer than ${MAX_TEXT} characters.`);
    default:
      return definition.type satisfies never;
  }
}

/** The stored instant as HubSpot prints it: no fraction when it is a whole second. */
export const printInstant = (stored: string): string => (stored.endsWith('.000Z') ? `${stored.slice(0, -5)}Z` : stored);

/** The stored form of an instant. */
export const storeInstant = (milliseconds: number): string => new Date(milliseconds).toISOString();

function checkInstant(raw: string): CheckedValue {
  const milliseconds = EPOCH.test(raw) ? Number(raw) : ISO_INSTANT.test(raw) ? Date.parse(raw) : Number.NaN;
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime())
    ? bad('INVALID_DATE', `${raw} was not a valid long, nor an ISO 8601 date time.`)
    : { ok: true, value: date.toISOString() };
}

function checkDate(raw: string): CheckedValue {
  const instant = checkInstant(raw);
  if (!instant.ok) return instant;
  return instant.value.endsWith('T00:00:00.000Z')
    ? { ok: true, value: instant.value.slice(0, 10) }
    : bad('INVALID_DATE', `${raw} is at ${instant.value} and not at midnight UTC.`);
}

function checkEnumeration(definition: PropertyDefinition, raw: string): CheckedValue {
  const parts = definition.fieldType === 'checkbox' ? raw.split(';').filter((part) => part !== '') : [raw];
  const unknown = parts.find((part) => !definition.options.some((option) => option.value === part));
  return unknown === undefined
    ? { ok: true, value: raw }
    : bad(
        'INVALID_OPTION',
        `${unknown} was not one of the allowed options: [${definition.options.map((option) => option.value).join(', ')}]`,
      );
}

const bad = (code: string, message: string): CheckedValue => ({ ok: false, code, message });
